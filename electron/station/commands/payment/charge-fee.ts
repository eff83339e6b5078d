// Carries the fee of a visit into its dossier: one event beside the opening, and another where the lines became others before they were paid.

import type { DossierId } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Writable } from '../../store/handle.ts';
import { record } from '../../store/record.ts';
import type { VisitRow } from '../../store/visits.ts';
import type { CommandContext } from '../context.ts';
import { feeOfVisit, paidLine, settledBill } from './fee-view.ts';

/**
 * To be called in the transaction that opens the dossier, or that takes money for one that is open. Nothing is written where there is no fee and nobody has said anything of one.
 * Refuses 'fee.unsaid' where the procedure has a fee and nobody has said anything of it, also if something was said for another procedure; 'fee.above-law' and 'fee.wrong': a dossier is not opened over a line
 * that may not stand.
 */
export function chargeFee(context: CommandContext, store: Writable, visit: VisitRow, dossierId: DossierId, actor: string): void {
  const fee = feeOfVisit(context, store, visit);
  if (fee === null) return;
  if (!fee.isTouched) {
    if (fee.suggested.isExpected) throw new Refusal('fee.unsaid');
    return;
  }
  const { lines, total } = settledBill(fee);
  record(store, context.identity, context.clock, {
    type: 'fee.charged', aggregate: 'dossier', aggregateId: dossierId, actor,
    body: {
      dossierId, visitId: visit.visitId, total, manner: fee.draft.manner, reason: fee.draft.reason,
      lines: lines.map((line) => ({ ...paidLine(line), ...(line.original === undefined ? {} : { original: line.original }), full: line.full, exemption: line.exemption === null ? null : { ...line.exemption }, changed: line.changed === null ? null : { ...line.changed } })),
    },
  });
}
