// One event of a station's log as it travels, and the canonical text over which its hash is taken.

import canonicalize from 'canonicalize';
import { z } from 'zod';
import { must } from '../base/must.ts';
import { communeIdSchema, epochMsSchema, operationIdSchema, stationIdSchema } from '../contract/primitives.ts';
import { aggregateTypeSchema } from './log-events.ts';

/** Hash before the first event of a station: 64 zeros. */
export const GENESIS_HASH = '0'.repeat(64);

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** An event with its place in the log. `body` is parsed by its type after the envelope was accepted. */
export const operationSchema = z.strictObject({
  opId: operationIdSchema,
  /** Place in the station's log, from 1, without gaps. */
  seq: z.int().min(1),
  incarnation: z.int().min(1),
  aggType: aggregateTypeSchema,
  aggId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  /** Revision inside the aggregate, from 1. */
  aggRev: z.int().min(1),
  /** Such as 'dossier.opened'. A type that the city does not know is kept there and reported, not refused with its batch. */
  type: z.string().regex(/^[a-z][a-z0-9.-]{0,59}$/),
  typeVersion: z.int().min(1),
  body: z.record(z.string(), z.unknown()),
  /** The station's wall clock: a claim, not an order. */
  at: epochMsSchema,
  /** Who did it: 'kiosk', 'counter-3', 'station'. No person. */
  actor: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  /** Only where the station doubted its wall clock: why, and the time by its last authenticated server time, if it had one. `at` is then a claim of the device. */
  clock: z.strictObject({ flag: z.enum(['behind-log', 'before-build', 'ahead-of-server']), trueAt: epochMsSchema.nullable() }).exactOptional(),
  /** The city's revision of the aggregate that the officer saw; only where it matters (corrections, moves). */
  baseRev: z.int().min(0).exactOptional(),
  /** The dead letter that this operation replaces. */
  refersTo: operationIdSchema.exactOptional(),
  prevHash: hash,
  hash,
});
export type Operation = z.infer<typeof operationSchema>;

/**
 * Text whose SHA-256 is the operation's hash: RFC 8785 canonical JSON of all its members except `hash`, with commune and station added. Members that are not there leave no trace,
 * so an operation of the first version of the wire has the hash it always had.
 * It carries `prevHash`, so each hash seals the whole log before it.
 */
export function canonicalOperation(commune: string, station: string, operation: Omit<Operation, 'hash'>): string {
  const { opId, seq, incarnation, aggType, aggId, aggRev, type, typeVersion, body, at, actor, clock, baseRev, refersTo, prevHash } = operation;
  return must(
    canonicalize({ commune, station, opId, seq, incarnation, aggType, aggId, aggRev, type, typeVersion, body, at, actor, clock, baseRev, refersTo, prevHash }),
    'an operation is a JSON object',
  );
}

/** Names and values of canonical JSON, one after the other; what is undefined is left out. */
function members(parts: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(parts).map(([name, text]) => (text === undefined ? '' : `,"${name}":${text}`)).join('');
}

/**
 * Both texts that are hashed of an operation, with its body made canonical only once. `raw` is that of `canonicalOperation`. The hash of `content` tells whether two operations with
 * one id say the same, wherever they stand in a log: it is `raw` without the place (`commune`, `station`, `seq`, `incarnation`, `prevHash`).
 */
export function canonicalTexts(commune: string, station: string, operation: Omit<Operation, 'hash'>): { readonly raw: string; readonly content: string } {
  const { opId, seq, incarnation, aggType, aggId, aggRev, type, typeVersion, body, at, actor, clock, baseRev, refersTo, prevHash } = operation;
  const text = JSON.stringify;
  // In the order of RFC 8785. Names and numbers of the envelope are canonical as JSON writes them; only the body is the sender's own.
  const what = members({
    actor: text(actor), aggId: text(aggId), aggRev: text(aggRev), aggType: text(aggType), at: text(at), baseRev: text(baseRev), body: canonicalize(body), clock: clock && canonicalize(clock),
  }).slice(1);
  const id = members({ opId: text(opId) });
  const resent = members({ refersTo: text(refersTo) });
  const kind = members({ type: text(type), typeVersion: text(typeVersion) });
  const place = members({ commune: text(commune), incarnation: text(incarnation) });
  return {
    raw: `{${what}${place}${id}${members({ prevHash: text(prevHash) })}${resent}${members({ seq: text(seq), station: text(station) })}${kind}}`,
    content: `{${what}${id}${resent}${kind}}`,
  };
}

/** Names of the two ends of a wire message. */
export const senderSchema = z.strictObject({ commune: communeIdSchema, station: stationIdSchema });
