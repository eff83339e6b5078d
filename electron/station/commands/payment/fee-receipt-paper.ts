// What stands on the receipt of a payment. The payer's name is looked up when it is printed, and stands on the paper alone.

import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { printJobIdSchema } from '../../../../shared/contract/primitives.ts';
import { amountInWords } from '../../../../shared/domain/fee/amount-in-words.ts';
import type { FeeReceiptPaper } from '../../../../shared/domain/paper/fee-receipt-paper.ts';
import { REDACTED } from '../../../../shared/wire/redact.ts';
import { dossierById, openingOf } from '../../store/dossiers.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { feeReceiptsThatMayExist, settleFeeReceipts } from '../../store/fee-receipts.ts';
import { type PaymentRow, receiptName, signerOf } from '../../store/payments.ts';
import { insertPrintJob, latestPrint } from '../../store/print-jobs.ts';
import { visitById } from '../../store/visits.ts';
import type { CommandContext } from '../context.ts';

/** Queues the receipt in the transaction of whoever calls. Refuses 'payment.no-receipt' before a number was taken, 'print.wrong-state' while one is in the printer's line. */
export function printFeeReceipt(context: CommandContext, store: Writable, row: PaymentRow): void {
  const label = receiptName(row);
  if (label === null) throw new Refusal('payment.no-receipt');
  const latest = latestPrint(store, 'fee-receipt', row.paymentId);
  if (latest?.state === 'queued' || latest?.state === 'printing') throw new Refusal('print.wrong-state', { label, state: latest.state });
  // Asking for a new one is the person's decision about those that failed: they must not come out later as well.
  settleFeeReceipts(store, row.paymentId, context.clock.now());
  const printJobId = printJobIdSchema.parse(context.clock.uuid());
  insertPrintJob(store, { printJobId, what: 'fee-receipt', ofId: row.paymentId, label, paper: paperOf(context, store, row), at: context.clock.now() });
  store.afterCommit(() => {
    context.publish('print.changed', { printJobId, ticketId: null, state: 'queued', code: null });
    context.wakePrinter();
  });
}

function procedureOf(catalogue: CommandContext['catalogue'], code: ProcedureCode | null): string {
  return code === null ? '' : (catalogue.read(code)?.name ?? '');
}

function paperOf({ point, catalogue }: CommandContext, store: Readable, row: PaymentRow): FeeReceiptPaper {
  const visit = visitById(store, row.visitId);
  const dossierId = visit?.dossierId ?? null;
  const dossier = dossierId === null ? null : dossierById(store, dossierId);
  const opened = dossier === null || dossier.isErased ? null : openingOf(store, dossier.dossierId);
  const named = visit?.person?.fullName ?? opened?.applicant.fullName ?? '';
  return {
    unitParent: point.unit.parent, unitName: point.unit.name, unitAddress: point.unit.address, unitPhone: point.unit.phone,
    symbol: row.symbol ?? '', volume: row.volume ?? '', number: String(must(row.number, 'only what has a number is printed')).padStart(7, '0'),
    payerName: named === REDACTED ? '' : named,
    about: row.dossierCode ?? row.ticketNumber ?? '', procedureName: opened?.procedureName ?? procedureOf(catalogue, visit?.procedureCode ?? null),
    lines: row.lines.map(({ name, kind, quantity, unit, amount }) => ({ name, kind, quantity, unit, amount })),
    total: row.amount, totalWords: must(amountInWords(row.amount), 'amounts are whole and not negative'),
    method: row.method, paidAt: row.confirmedAt ?? row.at, counter: row.confirmedCounter ?? row.counterId, officerName: signerOf(row),
    isReversed: row.reversedDay !== null, copyNumber: feeReceiptsThatMayExist(store, row.paymentId) + 1, isExample: point.example,
  };
}
