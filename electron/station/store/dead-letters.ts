// Operations without effect at the city, as people decide about them: what waits, for whom, and what became of it.

import { z } from 'zod';
import type { EpochMs, OperationId } from '../../../shared/base/ids.ts';
import { epochMsSchema, operationIdSchema } from '../../../shared/contract/primitives.ts';
import { aggregateTypeSchema } from '../../../shared/wire/log-events.ts';
import type { Readable, Writable } from './handle.ts';
import { EVENT_LABEL } from './outbox.ts';

const letterRow = z.object({
  sequence: z.int(), opId: operationIdSchema, type: z.string(), typeVersion: z.int(), state: z.enum(['rejected', 'held', 'kept']), at: epochMsSchema, answeredAt: epochMsSchema, label: z.string(),
  code: z.string(), detail: z.string(), field: z.string().nullable(), actor: z.string(), heldBy: z.int().nullable(), aggregate: aggregateTypeSchema, aggregateId: z.string(),
  baseRev: z.int().nullable(), body: z.string().transform((text): unknown => JSON.parse(text)).pipe(z.record(z.string(), z.unknown())), isErased: z.int().transform((value) => value === 1),
});
/** A letter with its event. `body` is what was written, or what an erasure left of it. */
export type LetterRow = z.output<typeof letterRow>;

const SELECT = `SELECT letter.seq AS sequence, letter.op_id AS opId, event.type AS type, event.type_version AS typeVersion, letter.state AS state, event.at AS at, answered_at AS answeredAt, ${EVENT_LABEL} AS label,
  letter.code AS code, letter.detail AS detail, letter.field AS field, event.actor AS actor, event.agg_type AS aggregate, event.agg_id AS aggregateId, event.base_rev AS baseRev, event.body AS body,
  (SELECT blocker.seq FROM dead_letter AS blocker WHERE blocker.op_id = letter.held_by) AS heldBy,
  EXISTS (SELECT 1 FROM dossier LEFT JOIN city_dossier USING (dossier_id)
          WHERE event.agg_type = 'dossier' AND dossier.dossier_id = event.agg_id AND (dossier.is_erased = 1 OR city_dossier.is_erased = 1)) AS isErased
  FROM dead_letter AS letter JOIN event USING (seq) WHERE NOT EXISTS (SELECT 1 FROM settled_letter WHERE settled_letter.op_id = letter.op_id)`;

/** What somebody still has to settle, then what waits for something, oldest first: at most 500, which is more than anybody reads; the counts are of all. */
export function openLetters(store: Readable): readonly LetterRow[] {
  return store.all(letterRow, `${SELECT} ORDER BY letter.state <> 'rejected', letter.seq LIMIT 500`);
}

/** One of them; null when it was settled or never was. */
export function openLetter(store: Readable, sequence: number): LetterRow | null {
  return store.get(letterRow, `${SELECT} AND letter.seq = $sequence`, { sequence });
}

/** Takes a letter off the lists; the row stays. */
export function settleLetter(store: Writable, opId: OperationId, how: 'resent' | 'withdrawn', byOp: OperationId | null, at: EpochMs): boolean {
  return store.run('INSERT INTO settled_letter (op_id, how, by_op, at) VALUES ($opId, $how, $byOp, $at) ON CONFLICT DO NOTHING', { opId, how, byOp, at }) === 1;
}

const countRow = z.object({ state: z.enum(['rejected', 'held', 'kept']), count: z.int(), oldest: epochMsSchema });

/** How many of each state, and since when the oldest is there. */
export function countLetters(store: Readable): readonly z.output<typeof countRow>[] {
  return store.all(
    countRow,
    'SELECT state, count(*) AS count, min(answered_at) AS oldest FROM dead_letter WHERE NOT EXISTS (SELECT 1 FROM settled_letter WHERE settled_letter.op_id = dead_letter.op_id) GROUP BY state ORDER BY state',
  );
}
