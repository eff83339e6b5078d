// What becomes of a payment: seen, given back, its receipt printed once more. Nothing is ever deleted, and a number stays taken.

import type { PaymentId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { stepPayment } from '../../../../shared/domain/payment/payment.ts';
import type { Readable } from '../../store/handle.ts';
import { paymentById, paymentOf, type PaymentRow } from '../../store/payments.ts';
import { record } from '../../store/record.ts';
import { visitAtCounter } from '../../store/visits.ts';
import { answerOnce } from '../../store/requests.ts';
import type { CommandContext, Handler } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { printFeeReceipt } from './fee-receipt-paper.ts';
import { moneyMoved, openPayDay, type PaymentParts, personOf } from './payment-parts.ts';
import { paymentView } from './payment-view.ts';
import { confirmPayment } from './take-payment.ts';

/** 'payment.confirm': only what was asked for as a transfer is ever pending. */
export function confirmTransfer(parts: PaymentParts): Handler<'payment.confirm'> {
  return (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'payment.confirm', input, caller }, (store) => {
      const row = requirePayment(store, input.paymentId);
      if (caller.role === 'counter') requireOwner(store, row, caller);
      const day = openPayDay(context, store, parts);
      const outcome = stepPayment(paymentOf(row), { kind: 'confirm', day, seen: input.seen, receiptNumber: null });
      if (outcome.kind === 'refused') throw outcome.reason === 'amount-differs' ? new Refusal('payment.amount-differs', { amount: row.amount }) : new Refusal('payment.wrong-state');
      confirmPayment(context, parts, store, caller, { paymentId: row.paymentId, seen: input.seen, handed: null, ...(input.officerName === undefined ? {} : { officerName: input.officerName }) });
      moneyMoved(context, store);
      return paymentView(store, requirePayment(store, row.paymentId));
    });
}

/** 'payment.reverse': on the day that is open now, so that no closed day is opened again. */
export function reversePayment(parts: PaymentParts): Handler<'payment.reverse'> {
  return (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'payment.reverse', input, caller }, (store) => {
      const row = requirePayment(store, input.paymentId);
      const payment = paymentOf(row);
      requireRight(store, parts, row, payment.state === 'pending', caller);
      const day = openPayDay(context, store, parts);
      if (stepPayment(payment, { kind: 'reverse', day }).kind === 'refused') throw new Refusal('payment.wrong-state');
      const person = personOf(context, caller, input.officerName);
      // Cash leaves a drawer: the administration says whose.
      const by = { ...person, counterId: caller.role === 'admin' ? (input.drawer ?? null) : person.counterId };
      record(store, context.identity, context.clock, {
        type: 'payment.reversed', aggregate: 'station', aggregateId: row.paymentId, actor: actorOf(caller), body: { paymentId: row.paymentId, day, by, ...(input.as === undefined ? {} : { as: input.as }), why: input.why, note: input.note },
      });
      moneyMoved(context, store);
      return paymentView(store, requirePayment(store, row.paymentId));
    });
}

/** 'payment.print' */
export const printPayment: Handler<'payment.print'> = (context: CommandContext, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'payment.print', input, caller }, (store) => {
    const row = requirePayment(store, input.paymentId);
    printFeeReceipt(context, store, row);
    store.afterCommit(() => context.publish('payments.changed', {}));
    return paymentView(store, row);
  });

function requirePayment(store: Readable, paymentId: PaymentId): PaymentRow {
  const row = paymentById(store, paymentId);
  if (row === null) throw new Refusal('payment.not-found');
  return row;
}

/** The counter that asked for it, or the one at which its person stands now. */
function requireOwner(store: Readable, row: PaymentRow, caller: Caller): void {
  const counterId = 'counterId' in caller ? caller.counterId : null;
  const standsHere = counterId !== null && visitAtCounter(store, counterId)?.visitId === row.visitId;
  if (row.counterId !== counterId && !standsHere) throw new Refusal('payment.other-counter', { counter: row.counterId ?? 0 });
}

/** What nobody has seen is its counter's to withdraw; money that was taken is given back by whom the settings name. */
function requireRight(store: Readable, { settings }: PaymentParts, row: PaymentRow, isPending: boolean, caller: Caller): void {
  if (caller.role !== 'counter') return;
  if (isPending || settings.reversal === 'own-counter') return requireOwner(store, row, caller);
  if (settings.reversal === 'admin') throw new Refusal('payment.reverse-elsewhere');
}
