// The fee in the draft of a visit, and that of a dossier as it was opened.

import { z } from 'zod';
import type { DossierId, ProcedureCode, VisitId } from '../../../shared/base/ids.ts';
import { feeMannerSchema, feeOrderSchema } from '../../../shared/contract/payment.ts';
import { chargedLineSchema, dossierIdSchema, procedureCodeSchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';

function json<Schema extends z.ZodType>(schema: Schema) {
  return z.string().transform((text): unknown => JSON.parse(text)).pipe(schema);
}

const draftRow = z.object({ procedureCode: procedureCodeSchema, orders: json(z.array(feeOrderSchema)), manner: feeMannerSchema, reason: z.string() });
/** What an officer has typed, right or wrong. */
export type FeeDraft = z.output<typeof draftRow>;

/** Null until something was typed for this procedure: lines of another one mean nothing for it. */
export function feeDraft(store: Readable, visitId: VisitId, procedureCode: ProcedureCode): FeeDraft | null {
  return store.get(draftRow, 'SELECT procedure_code AS procedureCode, orders, manner, reason FROM visit_fee WHERE visit_id = $visitId AND procedure_code = $procedureCode', { visitId, procedureCode });
}

export function saveFeeDraft(store: Writable, visitId: VisitId, { procedureCode, orders, manner, reason }: FeeDraft): void {
  store.runOne(
    `INSERT INTO visit_fee (visit_id, procedure_code, orders, manner, reason) VALUES ($visitId, $procedureCode, $orders, $manner, $reason)
     ON CONFLICT (visit_id) DO UPDATE SET procedure_code = excluded.procedure_code, orders = excluded.orders, manner = excluded.manner, reason = excluded.reason`,
    { visitId, procedureCode, orders: JSON.stringify(orders), manner, reason },
  );
}

/** What was let off may name somebody's certificate: it goes with the person. */
export function dropFeeDraft(store: Writable, visitId: VisitId): void {
  store.run('DELETE FROM visit_fee WHERE visit_id = $visitId', { visitId });
}

const chargedRow = z.object({ dossierId: dossierIdSchema, lines: json(z.array(chargedLineSchema)), total: z.int(), manner: feeMannerSchema });

/** What a dossier costs, for whoever prints its papers; null where nothing was said of a fee. */
export function chargedFee(store: Readable, dossierId: DossierId): z.output<typeof chargedRow> | null {
  return store.get(chargedRow, 'SELECT dossier_id AS dossierId, lines, total, manner FROM dossier_fee WHERE dossier_id = $dossierId', { dossierId });
}
