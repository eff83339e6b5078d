// The fee of a visit: the catalogue's lines, what the officer has made of them, what it comes to, and what was paid.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { FeeView } from '../../../../shared/contract/payment.ts';
import type { Procedure } from '../../../../shared/contract/procedure.ts';
import { billOf, type FeeLine } from '../../../../shared/domain/fee/fee.ts';
import { suggestedFees, type SuggestedFees } from '../../../../shared/domain/fee/suggested-fees.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import type { Readable } from '../../store/handle.ts';
import { dossierById } from '../../store/dossiers.ts';
import { paymentsOfVisit } from '../../store/payments.ts';
import { chargedFee, feeDraft, type FeeDraft } from '../../store/visit-fees.ts';
import type { VisitRow } from '../../store/visits.ts';
import type { CommandContext } from '../context.ts';
import { openPayDay, type PaymentParts } from './payment-parts.ts';
import { paymentView } from './payment-view.ts';

/** A visit's fee as it stands: `draft` is what was typed, or what the catalogue suggests. */
export interface VisitFee {
  readonly procedure: Procedure;
  readonly suggested: SuggestedFees;
  readonly draft: FeeDraft;
  readonly isTouched: boolean;
}

/** Null while the visit has no procedure that the catalogue knows. What was paid or charged has the prices of its day, whatever catalogue holds since; a draft has those of today. */
export function feeOfVisit({ catalogue }: CommandContext, store: Readable, visit: VisitRow): VisitFee | null {
  const { visitId, procedureCode } = visit;
  const procedure = procedureCode === null ? null : catalogue.read(procedureCode, pricedAt(store, visit));
  if (procedure === null) return null;
  const suggested = suggestedFees(procedure);
  const typed = feeDraft(store, visitId, procedure.code);
  return { procedure, suggested, draft: typed ?? { procedureCode: procedure.code, orders: [...suggested.orders], manner: 'now', reason: '' }, isTouched: typed !== null };
}

/** Since when the prices of a visit are settled: by the payment that stands, or by the reception of the dossier that was charged, and of both by what came first. Undefined while nothing is. */
function pricedAt(store: Readable, { visitId, dossierId }: VisitRow): EpochMs | undefined {
  const payments = paymentsOfVisit(store, visitId);
  const receivedAt = dossierId === null || chargedFee(store, dossierId) === null ? undefined : dossierById(store, dossierId)?.receivedAt;
  if (receivedAt === undefined) return payments.find(({ reversedAt }) => reversedAt === null)?.at;
  return payments.filter(({ at, reversedAt }) => at <= receivedAt && (reversedAt === null || reversedAt >= receivedAt)).at(-1)?.at ?? receivedAt;
}

/** What it comes to. Refuses 'fee.above-law' {name, most} and 'fee.wrong' {name}: nothing is charged that may not stand. */
export function settledBill({ suggested, draft }: VisitFee): { readonly lines: readonly FeeLine[]; readonly total: number } {
  if (draft.manner === 'none') {
    if (suggested.isExpected && draft.reason === '') throw new Refusal('fee.wrong', { name: '' });
    return { lines: [], total: 0 };
  }
  const bill = billOf(suggested.tariff, draft.orders);
  if (bill.kind === 'bill') return bill;
  const name = suggested.tariff.find(({ feeId }) => feeId === bill.feeId)?.name ?? '';
  if (bill.reason === 'above-law') throw new Refusal('fee.above-law', { name, most: bill.most });
  throw new Refusal('fee.wrong', { name });
}

/** A line as a payment and its receipt have it: without what was shown for an exemption. */
export function paidLine({ feeId, name, kind, unit, quantity, unitAmount, amount, pages }: FeeLine): LogEventBody<'payment.asked'>['lines'][number] {
  return { feeId, name, kind, unit, quantity, unitAmount, amount, ...(pages === undefined ? {} : { pages }) };
}

/** For the counter that serves the visit. */
export function feeView(context: CommandContext, parts: PaymentParts, store: Readable, visit: VisitRow, caller: Caller): FeeView {
  const fee = feeOfVisit(context, store, visit);
  const payments = paymentsOfVisit(store, visit.visitId).map((row) => paymentView(store, row));
  const { receiptBook, account, reversal } = parts.settings;
  const { suggested, draft } = fee ?? { suggested: null, draft: null };
  return {
    visitId: visit.visitId, procedureCode: fee?.procedure.code ?? null, feeText: fee?.procedure.feeText ?? '',
    tariff: (suggested?.tariff ?? []).map((line) => ({ ...line, exemptions: [...line.exemptions] })), isExpected: suggested?.isExpected ?? false,
    orders: [...(draft?.orders ?? [])], manner: draft?.manner ?? 'now', reason: draft?.reason ?? '', isTouched: fee?.isTouched ?? false,
    isLocked: payments.some(({ state }) => state !== 'reversed'),
    bill: draft === null || suggested === null || draft.manner === 'none' ? { kind: 'bill', lines: [], total: 0 } : billView(billOf(suggested.tariff, draft.orders)),
    // The one that stands comes first.
    payments: [...payments.filter(({ state }) => state !== 'reversed'), ...payments.filter(({ state }) => state === 'reversed')],
    cashRefusal: receiptBook === null ? 'payment.receipts-unset' : null,
    transferRefusal: account === null ? 'payment.account-unset' : receiptBook === null ? 'payment.receipts-unset' : null,
    day: openPayDay(context, store, parts),
    mayReverse: caller.role === 'admin' || reversal !== 'admin',
  };
}

function billView(bill: ReturnType<typeof billOf>): FeeView['bill'] {
  return bill.kind === 'bill' ? { ...bill, lines: bill.lines.map((line) => ({ ...line })) } : bill;
}
