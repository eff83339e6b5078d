// Appends facts to the log, each sealed to the one before it, and reads them back as operations for the city.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Operation } from '../../../shared/wire/operation.ts';
import { canonicalOperation, GENESIS_HASH, operationSchema } from '../../../shared/wire/operation.ts';
import { logEvents, versionOf, type AggregateType, type LogEventBody, type LogEventType } from '../../../shared/wire/log-events.ts';
import type { Clock } from '../life/clock.ts';
import type { Readable, Writable } from './handle.ts';

/** Who writes this log. */
export interface LogIdentity {
  readonly commune: string;
  readonly station: string;
  readonly incarnation: number;
  /** UUID of this run of the station; with it, `monotonic` values can be compared. */
  readonly bootId: string;
}

/** A fact to be written. `actor` names a role, never a person: 'kiosk', 'counter-3', 'station'. */
export interface NewEvent<Type extends LogEventType> {
  readonly type: Type;
  readonly aggregate: AggregateType;
  readonly aggregateId: string;
  readonly body: LogEventBody<Type>;
  readonly actor: string;
}

/** Made once: a schema is compiled at its first use, which takes longer than a commit. */
const unsealedSchema = operationSchema.omit({ hash: true });
const anyBody = z.record(z.string(), z.unknown());
const lastRow = z.object({ seq: z.int(), hash: z.string() });
const revisionRow = z.object({ revision: z.int() });

/** Writes one event at the end of the log; returns its sequence number. Its projection belongs into the same transaction. */
export function appendEvent<Type extends LogEventType>(store: Writable, identity: LogIdentity, clock: Clock, event: NewEvent<Type>): number {
  const body = anyBody.parse(logEvents[event.type].parse(event.body));
  const last = store.get(lastRow, 'SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1') ?? { seq: 0, hash: GENESIS_HASH };
  const revision = store.get(revisionRow, 'SELECT coalesce(max(agg_rev), 0) AS revision FROM event WHERE agg_type = $type AND agg_id = $id', {
    type: event.aggregate,
    id: event.aggregateId,
  });
  const unsealed = unsealedSchema.parse({
    opId: clock.uuid(),
    seq: last.seq + 1,
    incarnation: identity.incarnation,
    aggType: event.aggregate,
    aggId: event.aggregateId,
    aggRev: (revision?.revision ?? 0) + 1,
    type: event.type,
    typeVersion: versionOf(event.type),
    body,
    at: clock.now(),
    actor: event.actor,
    prevHash: last.hash,
  });
  const hash = createHash('sha256').update(canonicalOperation(identity.commune, identity.station, unsealed)).digest('hex');
  store.runOne(
    `INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, clock, base_rev, refers_to, prev_hash, hash)
     VALUES ($seq, $opId, $incarnation, $aggType, $aggId, $aggRev, $type, $typeVersion, $body, $at, $monotonic, $bootId, $actor, $clock, $baseRev, $refersTo, $prevHash, $hash)`,
    {
      ...unsealed, body: JSON.stringify(body), monotonic: Math.round(clock.monotonic()), bootId: identity.bootId, hash,
      clock: unsealed.clock === undefined ? null : JSON.stringify(unsealed.clock), baseRev: unsealed.baseRev ?? null, refersTo: unsealed.refersTo ?? null,
    },
  );
  return unsealed.seq;
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

/** Up to where seals were found whole: a sequence number and the hash that stands there. */
export interface SealMark {
  readonly sequence: number;
  readonly hash: string;
}

/** Before the first event. */
export const FIRST_MARK: SealMark = { sequence: 0, hash: GENESIS_HASH };

/** Recomputes the chain; returns the first sequence number whose seal is broken, whose row is missing or cannot be read, or null. */
export function findBrokenSeal(store: Readable, identity: Pick<LogIdentity, 'commune' | 'station'>): number | null {
  return checkSeals(store, identity, FIRST_MARK).broken;
}

/** Recomputes the chain from `from`, which must still stand as it was; `mark` is the last whole one. About 70 µs for each event: not for the thread that serves windows. */
export function checkSeals(store: Readable, identity: Pick<LogIdentity, 'commune' | 'station'>, from: SealMark): { readonly broken: number | null; readonly mark: SealMark } {
  let mark = from;
  if (from.sequence > 0 && readableOperations(store, from.sequence - 1, 1)?.[0]?.hash !== from.hash) return { broken: from.sequence, mark };
  for (;;) {
    const operations = readableOperations(store, mark.sequence, 500) ?? readableOperations(store, mark.sequence, 1);
    if (operations === null) return { broken: mark.sequence + 1, mark };
    for (const operation of operations) {
      const { hash, ...unsealed } = operation;
      if (operation.seq !== mark.sequence + 1) return { broken: mark.sequence + 1, mark };
      const own = createHash('sha256').update(canonicalOperation(identity.commune, identity.station, unsealed)).digest('hex');
      if (operation.prevHash !== mark.hash || hash !== own) return { broken: operation.seq, mark };
      mark = { sequence: operation.seq, hash };
    }
    if (operations.length === 0) return { broken: null, mark };
  }
}

/** Null if one of the rows is no operation any more. */
function readableOperations(store: Readable, after: number, limit: number): Operation[] | null {
  try {
    return readOperations(store, after, limit);
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return null;
    throw error;
  }
}
