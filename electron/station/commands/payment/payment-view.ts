// A payment as officers see it: whose it is, by what it is found again, and what became of its receipt. It has no name of a payer.

import type { PaymentView } from '../../../../shared/contract/payment.ts';
import type { Readable } from '../../store/handle.ts';
import { paymentOf, type PaymentRow } from '../../store/payments.ts';
import { latestPrint } from '../../store/print-jobs.ts';

export function paymentView(store: Readable, row: PaymentRow): PaymentView {
  const { paymentId, visitId, method, amount, lines, at, counterId, officerName, symbol, volume, number, handed, confirmedDay, confirmedAt, reversedDay, reversedAt } = row;
  return {
    paymentId, visitId, method, state: paymentOf(row).state, amount, lines: [...lines], at, counterId, officerName, handed,
    label: row.dossierCode ?? row.ticketNumber ?? '', hasDossier: row.dossierCode !== null,
    receipt: symbol === null || volume === null || number === null ? null : { symbol, volume, number },
    confirmed: confirmedDay === null || confirmedAt === null ? null : { day: confirmedDay, at: confirmedAt, officerName: row.confirmedBy ?? '' },
    reversed: reversedDay === null || reversedAt === null ? null : { day: confirmedDay === null ? null : reversedDay, at: reversedAt, officerName: row.reversedBy ?? '', as: row.reversedAs ?? method, why: row.reversedWhy ?? '', note: row.reversedNote ?? '' },
    billNumber: row.code?.billNumber ?? null,
    bank: row.bankReference === null || row.bankPaidAt === null ? null : { reference: row.bankReference, paidAt: row.bankPaidAt, isCitys: row.bankFound === 'confirmed' },
    print: latestPrint(store, 'fee-receipt', paymentId),
  };
}
