// Lines of banks' statements that wait for the city's people: listed as often as they like, and settled with a word why.

import { z } from 'zod';
import { change, readRows, type Queryable } from '../database/rows.ts';
import { OUTCOMES } from './match.ts';

const openRow = z.object({
  commune: z.string(), reference: z.string(), amount: z.int(), paidAt: z.int(), bills: z.string(), why: z.enum([...OUTCOMES, 'station-differs']), station: z.string().nullable(), paymentId: z.string().nullable(), answer: z.string().nullable(), since: z.int(),
});
/** `why`: what it met at the city; 'station-differs': it was confirmed here, and its station could not take it (`answer` says why). */
export type OpenLine = z.infer<typeof openRow>;

const DIFFERS = `l.outcome = 'confirmed' AND s.answer IN ('reversed', 'given-back', 'paid-twice', 'amount-differs', 'unknown')`;

/** The oldest first; of one commune, or of all. */
export function openLines(on: Queryable, commune: string | null): Promise<OpenLine[]> {
  return readRows(
    on, openRow,
    `SELECT l.commune, l.reference, l.amount, l.paid_at AS "paidAt", l.bills, CASE WHEN ${DIFFERS} THEN 'station-differs' ELSE l.outcome END AS why, p.station, l.payment_id AS "paymentId", s.answer, l.first_at AS since
     FROM bank_line l LEFT JOIN payment p ON p.commune = l.commune AND p.payment_id = l.payment_id LEFT JOIN payment_seen s ON s.commune = l.commune AND s.payment_id = l.payment_id AND s.reference = l.reference
     WHERE ($1::text IS NULL OR l.commune = $1) AND l.settled_at IS NULL AND (l.outcome <> 'confirmed' OR (${DIFFERS})) ORDER BY l.commune, l.paid_at, l.reference, l.amount, l.bills`,
    [commune],
  );
}

/** All lines of a reference that wait, or all of one kind where `which` is that; how many they were. What is settled is never looked at again. */
export function settleLines(on: Queryable, { commune, which, note, now }: { readonly commune: string; readonly which: string; readonly note: string; readonly now: number }): Promise<number> {
  return change(
    on,
    `UPDATE bank_line l SET settled_at = $4, note = $3 WHERE l.commune = $1 AND (l.reference = $2 OR (l.outcome = $2 AND l.outcome <> 'confirmed')) AND l.settled_at IS NULL
     AND (l.outcome <> 'confirmed' OR EXISTS (SELECT FROM payment_seen s WHERE s.commune = l.commune AND s.payment_id = l.payment_id AND s.reference = l.reference AND ${DIFFERS}))`,
    [commune, which, note, now],
  );
}
