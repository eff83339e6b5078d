// Takes money: cash at once with its number, or a code on the citizen's screen that stays pending. One transaction each, so that neither money nor number is without the other.

import type { PaymentId, RequestId, VisitId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { paymentIdSchema } from '../../../../shared/contract/primitives.ts';
import { billNumberOf } from '../../../../shared/domain/payment/bill-number.ts';
import { asciiPurpose } from '../../../../shared/domain/payment/vietqr.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import { dossierById } from '../../store/dossiers.ts';
import type { Writable } from '../../store/handle.ts';
import { paymentById, standingPayment } from '../../store/payments.ts';
import { mintReceipt } from '../../store/receipt-books.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { saveFeeDraft } from '../../store/visit-fees.ts';
import type { VisitRow } from '../../store/visits.ts';
import type { CommandContext, Handler } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { counterOf, ownVisit } from '../visit/own-visit.ts';
import { chargeFee } from './charge-fee.ts';
import { printFeeReceipt } from './fee-receipt-paper.ts';
import { feeOfVisit, paidLine, settledBill } from './fee-view.ts';
import { requireOwed } from './let-off-fee.ts';
import { moneyMoved, openPayDay, type PaymentParts, personOf } from './payment-parts.ts';
import { paymentView } from './payment-view.ts';

/** 'payment.cash' */
export function takeCash(parts: PaymentParts): Handler<'payment.cash'> {
  return (context, input, caller) =>
    ask(context, caller, { command: 'payment.cash', input }, 'cash', (store, paymentId, total) => {
      if (input.handed < total) throw new Refusal('payment.too-little', { short: total - input.handed });
      confirmPayment(context, parts, store, caller, { paymentId, seen: total, handed: input.handed });
    }, () => null);
}

/** 'payment.ask': what the code says is fixed with the payment, so that the screen shows what was asked for whatever the settings become. */
export function askTransfer(parts: PaymentParts): Handler<'payment.ask'> {
  return (context, input, caller) => ask(context, caller, { command: 'payment.ask', input }, 'transfer', () => undefined, (visit, paymentId) => codeOf(parts, paymentId, visit.number));
}

/** 'payment.take-owed': the same money under the same rules, for what was charged when the dossier was opened. Whoever stands there has no ticket. */
export function takeOwed(parts: PaymentParts): Handler<'payment.take-owed'> {
  return (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'payment.take-owed', input, caller }, (store) => {
      const { dossierId, total, how } = input;
      const dossier = dossierById(store, dossierId);
      if (dossier === null) throw new Refusal('dossier.not-found');
      const owed = requireOwed(store, dossierId, total);
      if (how.method === 'cash' && how.handed < total) throw new Refusal('payment.too-little', { short: total - how.handed });
      const paymentId = paymentIdSchema.parse(context.clock.uuid());
      record(store, context.identity, context.clock, {
        type: 'payment.asked', aggregate: 'station', aggregateId: paymentId, actor: actorOf(caller),
        body: {
          paymentId, visitId: owed.visitId, by: personOf(context, caller), method: how.method, lines: owed.lines.filter(({ amount }) => amount > 0), amount: total,
          code: how.method === 'transfer' ? codeOf(parts, paymentId, dossier.officialCode ?? dossier.provisionalCode) : null,
        },
      });
      if (how.method === 'cash') confirmPayment(context, parts, store, caller, { paymentId, seen: total, handed: how.handed });
      moneyMoved(context, store);
      return paymentView(store, must(paymentById(store, paymentId), 'it was written a moment ago'));
    });
}

/** Refuses 'payment.account-unset', 'payment.receipts-unset'. */
function codeOf({ settings: { account, receiptBook } }: PaymentParts, paymentId: PaymentId, label: string): LogEventBody<'payment.asked'>['code'] {
  if (account === null) throw new Refusal('payment.account-unset');
  if (receiptBook === null) throw new Refusal('payment.receipts-unset');
  const billNumber = billNumberOf(paymentId);
  return { bankNumber: account.bankNumber, bankName: account.bankName, account: account.account, holder: account.holder, purpose: asciiPurpose(`${billNumber} ${label} le phi`), billNumber };
}

function ask(
  context: CommandContext,
  caller: Caller,
  { command, input }: { readonly command: string; readonly input: { readonly requestId: RequestId; readonly visitId: VisitId; readonly total: number } },
  method: 'cash' | 'transfer',
  then: (store: Writable, paymentId: PaymentId, total: number) => void,
  askedCode: (visit: VisitRow, paymentId: PaymentId) => LogEventBody<'payment.asked'>['code'],
) {
  return answerOnce(context.database, context.clock, { command, input, caller }, (store) => {
    const visit = ownVisit(store, input.visitId, counterOf(caller));
    if (standingPayment(store, visit.visitId) !== null) throw new Refusal('payment.exists');
    const fee = feeOfVisit(context, store, visit);
    if (fee === null) throw new Refusal('visit.no-procedure');
    const { lines, total } = settledBill(fee);
    if (total === 0) throw new Refusal('fee.nothing');
    if (total !== input.total) throw new Refusal('payment.amount-differs', { amount: total });
    const paymentId = paymentIdSchema.parse(context.clock.uuid());
    // What was paid for is from now on what the officer said, also where it is as the catalogue has it.
    saveFeeDraft(store, visit.visitId, { ...fee.draft, manner: 'now' });
    if (visit.dossierId !== null) chargeFee(context, store, visit, visit.dossierId, actorOf(caller));
    const by = personOf(context, caller);
    record(store, context.identity, context.clock, {
      type: 'payment.asked', aggregate: 'station', aggregateId: paymentId, actor: actorOf(caller),
      body: { paymentId, visitId: visit.visitId, by, method, lines: lines.filter(({ amount }) => amount > 0).map(paidLine), amount: total, code: askedCode(visit, paymentId) },
    });
    then(store, paymentId, total);
    moneyMoved(context, store);
    return paymentView(store, must(paymentById(store, paymentId), 'it was written a moment ago'));
  });
}

/** Takes the receipt's number, writes down who has seen the money and queues the receipt. Refuses 'payment.receipts-unset', 'payment.receipts-full' {book}. */
export function confirmPayment(
  context: CommandContext, parts: PaymentParts, store: Writable, caller: Caller, { officerName, ...seen }: { readonly paymentId: PaymentId; readonly seen: number; readonly handed: number | null; readonly officerName?: string },
): void {
  confirmBy(context, parts, store, { ...seen, by: personOf(context, caller, officerName), actor: actorOf(caller) });
}

interface Confirmation extends Pick<LogEventBody<'payment.confirmed'>, 'paymentId' | 'seen' | 'handed' | 'by' | 'bank'> {
  readonly actor: string;
}

/** The same, whoever it was that has seen the money. */
export function confirmBy(context: CommandContext, parts: PaymentParts, store: Writable, { actor, bank, ...said }: Confirmation): void {
  const { receiptBook } = parts.settings;
  if (receiptBook === null) throw new Refusal('payment.receipts-unset');
  const { symbol, volume } = receiptBook;
  const minted = mintReceipt(store, receiptBook);
  if (minted === null) throw new Refusal('payment.receipts-full', { book: `${symbol} ${volume}` });
  if (minted.skipped !== null) {
    const { from, to, isUnsure } = minted.skipped;
    const why = !isUnsure ? 'book-begins' : context.identity.incarnation > 1 ? 'restored' : 'unknown';
    record(store, context.identity, context.clock, { type: 'receipts.skipped', aggregate: 'station', aggregateId: context.clock.uuid(), actor: 'station', body: { book: { symbol, volume }, from, to, why } });
  }
  record(store, context.identity, context.clock, {
    type: 'payment.confirmed', aggregate: 'station', aggregateId: said.paymentId, actor, body: { ...said, day: openPayDay(context, store, parts), receipt: { symbol, volume, number: minted.number }, ...(bank === undefined ? {} : { bank }) },
  });
  printFeeReceipt(context, store, must(paymentById(store, said.paymentId), 'it was asked for'));
}
