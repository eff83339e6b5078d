// Appends facts to the log, each sealed to the one before it, and reads them back as operations for the city.

import { hash as hashOf } from 'node:crypto';
import { z } from 'zod';
import type { EpochMs, OperationId } from '../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { Officer } from '../../../shared/contract/staff.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import { canonicalBody, canonicalTexts, GENESIS_HASH, operationSchema } from '../../../shared/wire/operation.ts';
import { logEvents, versionOf, type AggregateType, type LogEventBody, type LogEventType } from '../../../shared/wire/log-events.ts';
import type { Clock } from '../life/clock.ts';
import type { Readable, Writable } from './handle.ts';
import { keepEventOfficer } from './staff.ts';

/** Who writes this log. Read `incarnation` when it is used: it rises while the station runs if the city turns out to hold another history. */
export interface LogIdentity {
  readonly commune: string;
  readonly station: string;
  readonly incarnation: number;
  /** UUID of this run of the station; with it, `monotonic` values can be compared. */
  readonly bootId: string;
  /** Says of an event that is written now why its wall clock is doubted. */
  readonly stamp?: () => NonNullable<Operation['clock']> | null;
  /** By whom events are that are written now; kept beside the log, for nobody's name is in it. */
  readonly officer?: Officer;
}

/** A fact to be written. `actor` names a role, never a person: 'kiosk', 'counter-3', 'station'. */
export interface NewEvent<Type extends LogEventType> {
  readonly type: Type;
  readonly aggregate: AggregateType;
  readonly aggregateId: string;
  readonly body: LogEventBody<Type>;
  readonly actor: string;
  /** The moment of the step that it is part of; the clock's where it is none. */
  readonly at?: EpochMs;
  /** The city's revision that the officer saw; only where it matters (corrections, moves). */
  readonly baseRev?: number;
  /** The dead letter that it replaces. */
  readonly refersTo?: OperationId;
}

/** Where an event has got in the log. */
export type Appended = Pick<Operation, 'opId' | 'seq' | 'incarnation' | 'at'>;

/** Made once: a schema is compiled at its first use, which takes longer than a commit. */
const envelopeSchema = operationSchema.omit({ body: true, hash: true });
const lastRow = z.object({ seq: z.int(), incarnation: z.int(), hash: z.string() });
const timeRow = z.object({ at: epochMsSchema });
const lastSeqRow = z.object({ last: z.int() });
const revisionRow = z.object({ revision: z.int() });

/**
 * Writes one event at the end of the log. `record` does this and makes its projection; by itself it is for events that have none.
 * `onto` names another event to follow than the last one, for the first of an incarnation.
 */
export function appendEvent<Type extends LogEventType>(store: Writable, identity: LogIdentity, clock: Clock, event: NewEvent<Type>, onto?: string): Appended {
  const body: Record<string, unknown> = { ...logEvents[event.type].parse(event.body) };
  const last = lastEvent(store);
  const revision = store.get(
    revisionRow,
    `SELECT max((SELECT coalesce(max(agg_rev), 0) FROM event WHERE agg_type = $type AND agg_id = $id), (SELECT coalesce(max(agg_rev), 0) FROM returned_event WHERE agg_type = $type AND agg_id = $id)) AS revision`,
    { type: event.aggregate, id: event.aggregateId },
  );
  const doubt = identity.stamp?.() ?? null;
  const envelope = envelopeSchema.parse({
    opId: clock.uuid(),
    seq: last.seq + 1,
    incarnation: identity.incarnation,
    aggType: event.aggregate,
    aggId: event.aggregateId,
    aggRev: (revision?.revision ?? 0) + 1,
    type: event.type,
    typeVersion: versionOf(event.type),
    at: event.at ?? clock.now(),
    actor: event.actor,
    ...(doubt === null ? {} : { clock: doubt }),
    ...(event.baseRev === undefined ? {} : { baseRev: event.baseRev }),
    ...(event.refersTo === undefined ? {} : { refersTo: event.refersTo }),
    prevHash: onto ?? last.hash,
  });
  seal(store, identity, clock, { ...envelope, body });
  if (identity.officer !== undefined) keepEventOfficer(store, envelope.opId, identity.officer);
  return envelope;
}

/** Writes an operation once more at the end of the log, under the present incarnation: the same fact in a new place, and no second time in any projection. */
export function appendAnew(store: Writable, identity: LogIdentity, clock: Clock, operation: Operation): void {
  const last = lastEvent(store);
  const { hash: _replaced, ...unsealed } = operation;
  seal(store, identity, clock, { ...unsealed, seq: last.seq + 1, incarnation: identity.incarnation, prevHash: last.hash });
}

/** The end of the log; sequence 0 before the first event. */
export function lastEvent(store: Readable): { readonly seq: number; readonly incarnation: number; readonly hash: string } {
  return store.get(lastRow, 'SELECT seq, incarnation, hash FROM event ORDER BY seq DESC LIMIT 1') ?? { seq: 0, incarnation: 0, hash: GENESIS_HASH };
}

/** Wall time of the newest event whose clock was not doubted; null before the first. */
export function newestBelievedAt(store: Readable): EpochMs | null {
  return store.get(timeRow, 'SELECT at FROM event WHERE clock IS NULL ORDER BY seq DESC LIMIT 1')?.at ?? null;
}

/** The hash of the event in a place; that of the beginning for 0, null where none is. */
export function hashAt(store: Readable, seq: number): string | null {
  if (seq === 0) return GENESIS_HASH;
  return store.get(lastRow, 'SELECT seq, incarnation, hash FROM event WHERE seq = $seq', { seq })?.hash ?? null;
}

/** The incarnation that wrote the event in a place; null where none is. */
export function incarnationAt(store: Readable, seq: number): number | null {
  return store.get(lastRow, 'SELECT seq, incarnation, hash FROM event WHERE seq = $seq', { seq })?.incarnation ?? null;
}

/** The hash that an operation must have. */
export function sealOf(identity: Pick<LogIdentity, 'commune' | 'station'>, unsealed: Omit<Operation, 'hash'>): string {
  return hashOf('sha256', canonicalTexts(identity.commune, identity.station, unsealed).raw);
}

function seal(store: Writable, identity: LogIdentity, clock: Clock, unsealed: Omit<Operation, 'hash'>): void {
  // Kept as it was hashed: whoever makes it canonical again, here and at the city, finds it in order.
  const body = canonicalBody(unsealed.body);
  store.witness('SELECT 1 AS landed FROM event WHERE seq = $seq AND op_id = $opId', { seq: unsealed.seq, opId: unsealed.opId });
  store.runOne(
    `INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, clock, base_rev, refers_to, prev_hash, hash)
     VALUES ($seq, $opId, $incarnation, $aggType, $aggId, $aggRev, $type, $typeVersion, $body, $at, $monotonic, $bootId, $actor, $clock, $baseRev, $refersTo, $prevHash, $hash)`,
    {
      ...unsealed, body, monotonic: Math.round(clock.monotonic()), bootId: identity.bootId, hash: hashOf('sha256', canonicalTexts(identity.commune, identity.station, unsealed, body).raw),
      clock: unsealed.clock === undefined ? null : JSON.stringify(unsealed.clock), baseRev: unsealed.baseRev ?? null, refersTo: unsealed.refersTo ?? null,
    },
  );
}

const storedOperation = z
  .object({
    opId: z.string(), seq: z.int(), incarnation: z.int(), aggType: z.string(), aggId: z.string(), aggRev: z.int(), type: z.string(), typeVersion: z.int(), body: z.string(), at: z.int(), actor: z.string(),
    clock: z.string().nullable(), baseRev: z.int().nullable(), refersTo: z.string().nullable(), prevHash: z.string(), hash: z.string(),
  })
  .transform(({ clock, baseRev, refersTo, ...row }): unknown => ({
    ...row,
    body: JSON.parse(row.body) as unknown,
    ...(clock === null ? {} : { clock: JSON.parse(clock) as unknown }),
    ...(baseRev === null ? {} : { baseRev }),
    ...(refersTo === null ? {} : { refersTo }),
  }))
  .pipe(operationSchema);

/** The operations after `afterSeq`, in order, at most `limit`. */
export function readOperations(store: Readable, afterSeq: number, limit: number): Operation[] {
  return store.all(
    storedOperation,
    `SELECT op_id AS opId, seq, incarnation, agg_type AS aggType, agg_id AS aggId, agg_rev AS aggRev, type, type_version AS typeVersion, body, at, actor, clock,
            base_rev AS baseRev, refers_to AS refersTo, prev_hash AS prevHash, hash
     FROM event WHERE seq > $after ORDER BY seq LIMIT $limit`,
    { after: afterSeq, limit },
  );
}

/** The stretch of the log after `afterSeq` that the city is to get next: it begins after `after` and ends with `until`. What a new incarnation has written once more is passed over. */
export function stretchToPush(store: Readable, afterSeq: number): { readonly after: number; readonly until: number } {
  const gone = store.get(lastSeqRow, 'SELECT first_seq - 1 AS last FROM birth WHERE base <= $after AND first_seq - 1 > $after ORDER BY first_seq DESC LIMIT 1', { after: afterSeq });
  if (gone !== null) return stretchToPush(store, gone.last);
  const next = store.get(lastSeqRow, 'SELECT base AS last FROM birth WHERE base > $after ORDER BY base LIMIT 1', { after: afterSeq });
  return { after: afterSeq, until: next?.last ?? Number.MAX_SAFE_INTEGER };
}

const placeRow = z.object({ seq: z.int() });

/** The places of all operations that the city is to get after `afterSeq`. */
export function placesToPush(store: Readable, afterSeq: number): readonly number[] {
  const places: number[] = [];
  for (let from = afterSeq; ; ) {
    const { after, until } = stretchToPush(store, from);
    const found = store.all(placeRow, 'SELECT seq FROM event WHERE seq > $after AND seq <= $until ORDER BY seq', { after, until });
    for (const { seq } of found) places.push(seq);
    if (found.length === 0) return places;
    from = places.at(-1) ?? from;
  }
}

/** The operations that the city is to get after `afterSeq`, all of one incarnation: without those of a history that it did not take, which were written once more further on. */
export function readOperationsToPush(store: Readable, afterSeq: number, limit: number): Operation[] {
  const { after, until } = stretchToPush(store, afterSeq);
  const operations = readOperations(store, after, Math.min(limit, until - after));
  return operations.filter(({ incarnation }) => incarnation === operations[0]?.incarnation);
}
