// Operations without effect at the city, as people decide about them: what waits, for whom, and what became of it.

import { z } from 'zod';
import type { EpochMs, OperationId } from '../../../shared/base/ids.ts';
import { epochMsSchema, operationIdSchema } from '../../../shared/contract/primitives.ts';
import { aggregateTypeSchema } from '../../../shared/wire/log-events.ts';
import type { WithoutEffectResult } from '../../../shared/wire/messages.ts';
import type { Readable, Writable } from './handle.ts';
import { EVENT_LABEL } from './outbox.ts';

const letterRow = z.object({
  sequence: z.int(), opId: operationIdSchema, type: z.string(), typeVersion: z.int(), state: z.enum(['rejected', 'held', 'kept']), at: epochMsSchema, answeredAt: epochMsSchema, label: z.string(),
  code: z.string(), detail: z.string(), field: z.string().nullable(), actor: z.string(), heldBy: z.int().nullable(), aggregate: aggregateTypeSchema, aggregateId: z.string(),
  baseRev: z.int().nullable(), body: z.string().transform((text): unknown => JSON.parse(text)).pipe(z.record(z.string(), z.unknown())), isErased: z.int().transform((value) => value === 1),
});
/** A letter with its event. `body` is what was written, or what an erasure left of it. */
export type LetterRow = z.output<typeof letterRow>;

const SELECT = `SELECT seq AS sequence, op_id AS opId, type, type_version AS typeVersion, state, at, answered_at AS answeredAt, ${EVENT_LABEL} AS label,
  code, detail, field, actor, agg_type AS aggregate, agg_id AS aggregateId, base_rev AS baseRev, body,
  (SELECT blocker.seq FROM dead_letter AS blocker WHERE blocker.op_id = event.held_by) AS heldBy,
  EXISTS (SELECT 1 FROM dossier LEFT JOIN city_dossier USING (dossier_id)
          WHERE event.agg_type = 'dossier' AND dossier.dossier_id = event.agg_id AND (dossier.is_erased = 1 OR city_dossier.is_erased = 1)) AS isErased
  FROM letter_event AS event WHERE NOT EXISTS (SELECT 1 FROM settled_letter WHERE settled_letter.op_id = event.op_id)`;

/** What somebody still has to settle, then what waits for something, oldest first: at most 500, which is more than anybody reads; the counts are of all. */
export function openLetters(store: Readable): readonly LetterRow[] {
  return store.all(letterRow, `${SELECT} ORDER BY state <> 'rejected', seq LIMIT 500`);
}

/** One of them; null when it was settled or never was. */
export function openLetter(store: Readable, opId: OperationId): LetterRow | null {
  return store.get(letterRow, `${SELECT} AND op_id = $opId`, { opId });
}

/** Where the event of a letter stands: in the log, or under the incarnation `returned` among those that came back. */
export interface LetterPlace {
  readonly seq: number;
  readonly returned: number | null;
}

/** Keeps what the city says of an operation without effect; 1 when it was not on the list. What is told again in the same words keeps the time of its first telling. */
export function keepLetter(store: Writable, { seq, returned }: LetterPlace, result: WithoutEffectResult, at: EpochMs): number {
  const row = { seq, returned, opId: result.opId, state: result.kind, code: result.kind === 'held' ? 'operation.held' : result.code, at, detail: '', field: null, heldBy: null as string | null };
  const full = result.kind === 'rejected' ? { ...row, detail: result.detail, field: result.field ?? null } : result.kind === 'held' ? { ...row, heldBy: result.by } : row;
  const isNew = store.run(
    `INSERT INTO dead_letter (seq, returned, op_id, state, code, detail, field, held_by, answered_at) VALUES ($seq, $returned, $opId, $state, $code, $detail, $field, $heldBy, $at) ON CONFLICT (op_id) DO NOTHING`, full,
  );
  if (isNew === 0) {
    store.run(
      `UPDATE dead_letter SET seq = $seq, returned = $returned, state = $state, code = $code, detail = $detail, field = $field, held_by = $heldBy, answered_at = $at
       WHERE op_id = $opId AND (seq, returned, state, code, detail, field, held_by) IS NOT ($seq, $returned, $state, $code, $detail, $field, $heldBy)`, full,
    );
  }
  return isNew;
}

const doubtfulRow = z.object({ opId: operationIdSchema, seq: z.int(), returned: z.int() });

/** Letters of events that came back, of which the city has to be asked again. */
export function doubtfulLetters(store: Readable): readonly z.output<typeof doubtfulRow>[] {
  return store.all(doubtfulRow, 'SELECT op_id AS opId, seq, returned FROM dead_letter WHERE returned IS NOT NULL AND is_doubtful = 1 ORDER BY returned, seq');
}

/** The operation has taken effect, or is about to be listed anew. */
export function forgetLetter(store: Writable, opId: string): void {
  store.run('DELETE FROM dead_letter WHERE op_id = $opId', { opId });
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
