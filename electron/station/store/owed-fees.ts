// Money owed: what was charged for a dossier and nobody has seen paid.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { dossierIdSchema, epochMsSchema, paidLineSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';
import { IS_VOIDED } from './voided.ts';

const owedRow = z.object({
  dossierId: dossierIdSchema, visitId: visitIdSchema, amount: z.int(), since: epochMsSchema,
  letOutAt: epochMsSchema.nullable(), letOutReason: z.string().nullable(),
  // Of what original the copies are is no part of what is paid.
  lines: z.string().transform((text): unknown => JSON.parse(text)).pipe(z.array(paidLineSchema.strip())),
});
/** What one dossier owes, since it was received. */
export type OwedFee = z.output<typeof owedRow>;

/**
 * What is asked for and not yet seen is still owed, and so is what was given back to be taken another way. Nothing is owed by a dossier that was given up, wherever it was; where the money went back because
 * the dossier was withdrawn, or it had ended without a result; nor where somebody with the right let it off.
 */
const OWED = `dossier_fee.total > 0 AND let_off_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM payment WHERE payment.visit_id = dossier_fee.visit_id AND confirmed_day IS NOT NULL
    AND (reversed_day IS NULL OR (reversed_at >= charged_at AND (reversed_why = 'withdrawn' OR (SELECT status IN (3, 7, 8) FROM dossier_now WHERE dossier_now.dossier_id = dossier_fee.dossier_id))))) AND NOT ${IS_VOIDED}`;
/** Only fees that are not settled are looked at; those that were paid would be all there ever were. */
const COLUMNS = `SELECT dossier_fee.dossier_id AS dossierId, dossier_fee.visit_id AS visitId, total AS amount, received_at AS since, lines, iif(unpaid_reason <> '', returned_at, NULL) AS letOutAt, unpaid_reason AS letOutReason`;
const FROM = `FROM fee_open CROSS JOIN dossier_fee USING (dossier_id) CROSS JOIN dossier USING (dossier_id) LEFT JOIN dossier_result USING (dossier_id) WHERE ${OWED}`;

/** Null where nothing is owed: a result waits for what is, or says why not. */
export function owedFee(store: Readable, dossierId: DossierId): OwedFee | null {
  return store.get(owedRow, `${COLUMNS} ${FROM} AND fee_open.dossier_id = $dossierId`, { dossierId });
}

const listedRow = owedRow.extend({ count: z.int(), sum: z.int() });

/** How many dossiers owe, how much together, and the oldest `limit` of them: one walk through what is not settled. */
export function owedFees(store: Readable, limit: number): { readonly count: number; readonly amount: number; readonly oldest: readonly OwedFee[] } {
  const oldest = store.all(listedRow, `${COLUMNS}, count(*) OVER () AS count, sum(total) OVER () AS sum ${FROM} ORDER BY received_at, dossier_fee.dossier_id LIMIT $limit`, { limit });
  return { count: oldest[0]?.count ?? 0, amount: oldest[0]?.sum ?? 0, oldest };
}
