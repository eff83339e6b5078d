// Gives the city's words about money their effect: a transfer that waits is confirmed by the city, at once and without an officer; anything else is put on the list of whoever leads the point.

import { type ErrorCode, errorCodeSchema, Refusal } from '../../../../shared/contract/errors.ts';
import type { BankWordView } from '../../../../shared/contract/payment-day.ts';
import { meaningOf } from '../../../../shared/domain/payment/bank-word.ts';
import { type BankWord, forgetHeard, heardBankWords, isHeard, isInLog, keepWaiting, type OpenBankWord, openBankWords } from '../../store/bank-words.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { paymentById, paymentOf, type PaymentRow } from '../../store/payments.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { isHistoryOpen } from '../../store/returned-events.ts';
import type { CommandContext, Handler } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { moneyMoved, openPayDay, type PaymentParts, personOf } from './payment-parts.ts';
import { confirmBy } from './take-payment.ts';

/**
 * Each word in a transaction of its own: event, receipt's number, its paper, and that the word waits no longer. What cannot be done now waits with its code, and is tried again with every answer of the city. Called by sync,
 * which has taken the words in together with their place in the feed; so a power cut between the two leaves a word that waits.
 */
export function applyBankWords(context: CommandContext, parts: PaymentParts): void {
  for (const word of context.database.read(heardBankWords)) {
    try {
      context.database.write((store) => apply(context, parts, store, word));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.database.write((store) => {
        if (keepWaiting(store, word, error.code)) store.afterCommit(() => context.publish('payments.changed', {}));
      });
    }
  }
}

/** Refuses 'bank.history-open', 'bank.unknown', and like 'payment.confirm'. */
function apply(context: CommandContext, parts: PaymentParts, store: Writable, word: BankWord): void {
  const { paymentId, reference, amount, paidAt } = word;
  if (isInLog(store, word)) return forgetHeard(store, word);
  // What earlier lives of this store have done may still come back from the city: a number could be given for what has one.
  if (isHistoryOpen(store)) throw new Refusal('bank.history-open');
  const row = paymentById(store, paymentId);
  if (row === null) throw new Refusal('bank.unknown');
  const meaning = meaningOf(paymentOf(row), amount, openPayDay(context, store, parts), row.bankReference);
  const bank = { reference, paidAt };
  if (meaning === 'confirm') confirmBy(context, parts, store, { paymentId, seen: amount, handed: null, by: { counterId: row.counterId, officerName: '' }, actor: 'city', bank });
  else record(store, context.identity, context.clock, { type: 'payment.bank-said', aggregate: 'station', aggregateId: paymentId, actor: 'city', body: { paymentId, bank, amount, found: meaning } });
  forgetHeard(store, word);
  moneyMoved(context, store);
}

/** 'payment.settle-bank' */
export const settleBankWord: Handler<'payment.settle-bank'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'payment.settle-bank', input, caller }, (store) => {
    const { paymentId, reference, note } = input;
    const open = openBankWords(store).find((word) => word.paymentId === paymentId && word.reference === reference);
    if (open === undefined || !maySettle(open)) throw new Refusal('bank.not-open');
    const { amount, paidAt } = open;
    // What never found its payment is said now, so that the city hears of it too.
    if (isHeard(store, open)) record(store, context.identity, context.clock, { type: 'payment.bank-said', aggregate: 'station', aggregateId: paymentId, actor: actorOf(caller), body: { paymentId, bank: { reference, paidAt }, amount, found: 'unknown' } });
    record(store, context.identity, context.clock, { type: 'payment.bank-settled', aggregate: 'station', aggregateId: paymentId, actor: actorOf(caller), body: { paymentId, reference, by: personOf(context, caller, input.officerName), note } });
    forgetHeard(store, open);
    moneyMoved(context, store);
    return {};
  });

/** A word that will still have its effect is not settled by hand. */
function maySettle({ found, why }: OpenBankWord): boolean {
  return found !== '' || why === 'bank.unknown';
}

/** What somebody has to look at, as officers see it. */
export function bankWordViews(store: Readable): readonly BankWordView[] {
  return openBankWords(store).map((word) => {
    const { paymentId, reference, amount, paidAt, at, counterId, officerName } = word;
    const row = paymentById(store, paymentId);
    return { paymentId, reference, amount, paidAt, at, counterId, officerName, label: labelOf(row), code: codeOf(word), maySettle: maySettle(word) };
  });
}

function labelOf(row: PaymentRow | null): string {
  return row?.dossierCode ?? row?.ticketNumber ?? '';
}

function codeOf({ found, why }: OpenBankWord): ErrorCode {
  if (found !== '') return `bank.${found}`;
  const code = errorCodeSchema.safeParse(why);
  // Not tried yet: the city has still to say how far it holds this log.
  return code.success ? code.data : 'bank.history-open';
}
