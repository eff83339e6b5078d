// One event of a station's log as it travels, and the canonical text over which its hash is taken.

import canonicalize from 'canonicalize';
import { z } from 'zod';
import { must } from '../base/must.ts';
import { communeIdSchema, epochMsSchema, operationIdSchema, stationIdSchema } from '../contract/primitives.ts';
import { aggregateTypeSchema } from './log-events.ts';

/** Hash before the first event of a station: 64 zeros. */
export const GENESIS_HASH = '0'.repeat(64);

/** Highest place in a log: far beyond what a station can write, and far below where numbers lose their last digit. */
export const MAX_SEQUENCE = 1_000_000_000_000;
/** Highest incarnation; each is a restore, a clone or a fork. */
export const MAX_INCARNATION = 1_000_000;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** An event with its place in the log. `body` is parsed by its type after the envelope was accepted. */
export const operationSchema = z.strictObject({
  opId: operationIdSchema,
  /** Place in the station's log, from 1, without gaps. */
  seq: z.int().min(1).max(MAX_SEQUENCE),
  incarnation: z.int().min(1).max(MAX_INCARNATION),
  aggType: aggregateTypeSchema,
  aggId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  /** Revision inside the aggregate, from 1. */
  aggRev: z.int().min(1).max(MAX_SEQUENCE),
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

/** A member of canonical JSON with the comma before it; nothing for what is not there. */
function member(name: string, text: string | undefined): string {
  return text === undefined ? '' : `,"${name}":${text}`;
}

/** True where `JSON.stringify` writes what RFC 8785 wants as it is: plain data whose members already stand in their order. */
function isCanonical(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.every(isCanonical);
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let previous = '';
  for (const name of Object.keys(value)) {
    if (name < previous || name === 'toJSON' || !isCanonical((value as Readonly<Record<string, unknown>>)[name])) return false;
    previous = name;
  }
  return true;
}

/** Canonical JSON of a body. One that is in order already is written three times as fast; a text with half a surrogate pair is left to the library, which refuses it. */
export function canonicalBody(body: Readonly<Record<string, unknown>>): string {
  if (isCanonical(body)) {
    const text = JSON.stringify(body);
    if (!text.includes('\\ud')) return text;
  }
  return must(canonicalize(body), 'a body is a JSON object');
}

/**
 * Both texts that are hashed of an operation, with its body made canonical only once. `raw` is that of `canonicalOperation`. The hash of `content` tells whether two operations with
 * one id say the same, wherever they stand in a log: it is `raw` without the place (`commune`, `station`, `seq`, `incarnation`, `prevHash`).
 * `bodyText` is the body in canonical JSON, for whoever has it already.
 */
export function canonicalTexts(commune: string, station: string, operation: Omit<Operation, 'hash'>, bodyText = canonicalBody(operation.body)): { readonly raw: string; readonly content: string } {
  const { opId, seq, incarnation, aggType, aggId, aggRev, type, typeVersion, at, actor, clock, baseRev, refersTo, prevHash } = operation;
  // In the order of RFC 8785. What the envelope's schema lets through of texts and numbers is canonical as it stands; only the body is the sender's own.
  const revision = baseRev === undefined ? '' : `,"baseRev":${baseRev}`;
  const doubt = member('clock', clock && canonicalize(clock));
  const resent = refersTo === undefined ? '' : `,"refersTo":"${refersTo}"`;
  const what = `{"actor":"${actor}","aggId":"${aggId}","aggRev":${aggRev},"aggType":"${aggType}","at":${at}${revision},"body":${bodyText}${doubt}`;
  const kind = `"type":"${type}","typeVersion":${typeVersion}}`;
  return {
    raw: `${what},"commune":"${commune}","incarnation":${incarnation},"opId":"${opId}","prevHash":"${prevHash}"${resent},"seq":${seq},"station":"${station}",${kind}`,
    content: `${what},"opId":"${opId}"${resent},${kind}`,
  };
}

/** Names of the two ends of a wire message. */
export const senderSchema = z.strictObject({ commune: communeIdSchema, station: stationIdSchema });
