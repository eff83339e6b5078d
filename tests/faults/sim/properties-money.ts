// The properties P18–P20 and P22 of a history: money is counted once, receipts have an account, a closed day stays as it was, and station and city have the same money of each dossier. Pure.

import { z } from 'zod';
import { hasBirths, hasCityBack, hasCopies, hasTwins, isHealed, Looking, nameOf, type Property } from './looking.ts';
import type { HistoryRecord, SeenEvent } from './record.ts';
import { receiptOf } from './recorder.ts';

const confirmedWords = z.object({ paymentId: z.string(), day: z.string(), seen: z.int(), receipt: z.object({ volume: z.string(), number: z.int() }) });
const reversedWords = z.object({ paymentId: z.string(), day: z.string() });

/** Facts of one type, each once however often a new beginning wrote it. */
export function factsOf<Words extends z.ZodType>(events: readonly SeenEvent[], type: string, words: Words): readonly z.output<Words>[] {
  return [...new Map(events.filter((event) => event.type === type).map((event) => [event.opId, event])).values()].map(({ body }) => words.parse(body));
}

const answeredWords = z.object({ paymentId: z.string(), amount: z.int(), receipt: z.object({ volume: z.string(), number: z.int() }) });

/** P18: a payment is confirmed once and given back once, stands alone for its visit, and what an officer was told of it is what was written. */
export const moneyOnce: Property = (record) => {
  const looking = new Looking();
  const confirmed = factsOf(record.city.events, 'payment.confirmed', confirmedWords);
  const givenBack = factsOf(record.city.events, 'payment.reversed', reversedWords);
  const told = new Set(record.city.incidents.flatMap(({ code, subject }) => (code === 'payment.twice' ? [subject] : [])));
  for (const facts of [confirmed, givenBack]) for (const [paymentId, { length }] of Map.groupBy(facts, (fact) => fact.paymentId)) looking.expect(length === 1 || told.has(paymentId), () => `${paymentId} was told ${length} times, and nobody at the city knows`);
  // Whoever was put back or copied before the money came, and hears only later what became of it, may be told by an officer once more.
  if (!hasBirths(record)) {
    looking.once('the confirmation of', confirmed.map(({ paymentId }) => paymentId));
    looking.once('the giving back of', givenBack.map(({ paymentId }) => paymentId));
    for (const { station, money } of record.stations) {
      const standing = money.payments.filter(({ isReversed }) => !isReversed);
      looking.once(`${station}: a payment that stands for the visit`, standing.map(({ visitId }) => visitId));
    }
  }
  const written = new Map(record.made.flatMap((event) => (event.type === 'payment.confirmed' ? [[event.opId, confirmedWords.parse(event.body)] as const] : [])));
  for (const { station, command, opIds, output } of record.acks) {
    const answered = command.startsWith('payment.') ? answeredWords.safeParse(output) : null;
    if (answered?.success !== true) continue;
    const { paymentId, amount, receipt } = answered.data;
    for (const opId of opIds) {
      const fact = written.get(opId);
      if (fact?.paymentId !== paymentId) continue;
      looking.expect(fact.seen === amount && receiptOf(fact.receipt) === receiptOf(receipt), () => `${station}: ${command} told of ${amount} with ${receiptOf(receipt)}, and ${fact.seen} with ${receiptOf(fact.receipt)} was written`);
    }
  }
  return looking;
};

/** P19: a number out of a book is one payment's, and each up to the last is a payment's or explained. */
export const receiptsHaveAnAccount: Property = (record) => {
  const looking = new Looking();
  // Two that share a life give a number twice before they can know.
  if (hasTwins(record)) return looking;
  const given = [...record.city.events, ...record.stations.flatMap(({ events }) => events)];
  const holders = new Map(factsOf(given, 'payment.confirmed', confirmedWords).map(({ paymentId, receipt }) => [`${receiptOf(receipt)} of ${paymentId}`, receiptOf(receipt)]));
  looking.once('receipt', holders.values());
  // A payment that two lives have told keeps one of its numbers in a store; the other one's account is what the city's people are told (P18).
  const twice = [...Map.groupBy(factsOf(given, 'payment.confirmed', confirmedWords), ({ paymentId }) => paymentId).values()].filter(({ length }) => length > 1).flat();
  for (const [book, lives] of Map.groupBy(record.stations, ({ station }) => nameOf(station))) {
    const numbers = new Set(lives.flatMap(({ money }) => money.payments.flatMap(({ number }) => number ?? [])));
    const gaps = [...lives.flatMap(({ money }) => money.gaps), ...twice.flatMap(({ receipt: { volume, number } }) => (volume === book ? [{ from: number, to: number }] : []))];
    let from = 0;
    for (const number of [...numbers].sort((a, b) => a - b)) {
      const missing = holes(from + 1, number - 1, gaps);
      looking.expect(missing === null, () => `book ${book}: ${missing ?? 0} before ${number} has no account`);
      from = number;
    }
  }
  return looking;
};

/** The first number of a stretch that no gap explains; null where each is. */
function holes(from: number, to: number, gaps: readonly { readonly from: number; readonly to: number }[]): number | null {
  let next = from;
  while (next <= to) {
    const gap = gaps.find((one) => one.from <= next && one.to >= next);
    if (gap === undefined) return next;
    next = gap.to + 1;
  }
  return null;
}

const closedWords = z.object({ day: z.string(), cash: z.int(), transfers: z.int(), reversedCash: z.int(), reversedTransfers: z.int(), receipts: z.array(z.object({ used: z.int() })) });

/** P20: the sums of a closed day are those of its receipts, and nothing is added to it; where a past came back that knows better, the day stands on the list of those that want somebody. */
export const closedDaysHold: Property = (record) => {
  const looking = new Looking();
  for (const { station, events, money } of record.stations) {
    for (const { day, taken, givenBack, receipts } of money.closed) {
      const ofDay = money.payments.filter(({ confirmedDay }) => confirmedDay === day);
      const now = sumOf(ofDay);
      const back = sumOf(money.payments.filter(({ isConfirmed, reversedDay }) => isConfirmed && reversedDay === day));
      const isSame = taken === now && givenBack === back && receipts === ofDay.length;
      looking.expect(isSame || (hasBirths(record) && (money.openDays.includes(day) || taken - givenBack === now - back)), () => `${station}: ${day} was closed with ${taken} − ${givenBack} and ${receipts} receipts, and is ${now} − ${back} and ${ofDay.length}`);
    }
    if (hasBirths(record)) continue;
    const closed = new Map<string, z.output<typeof closedWords>>();
    for (const { type, body } of new Map(events.map((event) => [event.opId, event])).values()) {
      if (type === 'payday.closed') {
        const words = closedWords.parse(body);
        looking.expect(!closed.has(words.day), () => `${station}: ${words.day} was closed twice`);
        closed.set(words.day, words);
      }
      if (type !== 'payment.confirmed' && type !== 'payment.reversed') continue;
      const { day, paymentId } = reversedWords.parse(body);
      looking.expect(!closed.has(day), () => `${station}: ${type} of ${paymentId} came into ${day} after it was closed`);
    }
  }
  return looking;
};

function sumOf(payments: readonly { readonly amount: number }[]): number {
  return payments.reduce((sum, { amount }) => sum + amount, 0);
}

const chargedWords = z.object({ dossierId: z.string(), visitId: z.string(), total: z.int() });

/** P22: at rest, station and city have the same payments, and so the same money of each dossier; who has paid owes nothing, and who has not is on the list. */
export const moneyAgrees: Property = (record) => {
  const looking = new Looking();
  if (!isHealed(record)) return looking;
  const there = new Map(record.city.money.payments.map((payment) => [payment.paymentId, payment]));
  const visits = Map.groupBy(record.city.money.visits, ({ dossierId }) => dossierId);
  for (const { station, events, money } of record.stations) {
    for (const { paymentId, method, amount, isConfirmed, isReversed } of money.payments) {
      const other = there.get(paymentId);
      const isSame = hasCopies(record) || (other?.isConfirmed === isConfirmed && other.isReversed === isReversed);
      looking.expect(other?.method === method && other.amount === amount && isSame, () => `${station}: payment ${paymentId} is ${amount} ${words({ isConfirmed, isReversed })} here, ${other === undefined ? 'absent' : `${other.amount} ${words(other)}`} at the city`);
    }
    if (hasCopies(record)) continue;
    const own = new Map(factsOf(events, 'fee.charged', chargedWords).map((fee) => [fee.dossierId, fee]));
    const standing = money.payments.filter(({ isConfirmed, isReversed }) => isConfirmed && !isReversed);
    for (const [dossierId, { visitId, total }] of own) {
      const here = sumOf(standing.filter((payment) => payment.visitId === visitId));
      const ofVisits = new Set(visits.get(dossierId)?.map((visit) => visit.visitId));
      const atCity = sumOf(record.city.money.payments.filter((payment) => ofVisits.has(payment.visitId) && payment.isConfirmed && !payment.isReversed));
      looking.expect(here === atCity, () => `${station}: ${dossierId} has paid ${here} here, ${atCity} at the city`);
      const owes = money.owed.some((owed) => owed.dossierId === dossierId);
      if (here > 0) looking.expect(!owes, () => `${station}: ${dossierId} has paid ${here} and is said to owe`);
      else if (total > 0 && !isEnded(record, events, dossierId, visitId)) looking.expect(owes, () => `${station}: ${dossierId} owes ${total} and is on no list`);
    }
  }
  const known = new Set(record.stations.flatMap(({ money }) => money.payments.map(({ paymentId }) => paymentId)));
  for (const { paymentId, station } of record.city.money.payments) looking.expect(known.has(paymentId), () => `${station}: payment ${paymentId} is at the city and at no station`);
  return looking;
};

function words({ isConfirmed, isReversed }: { readonly isConfirmed: boolean; readonly isReversed: boolean }): string {
  return isReversed ? 'given back' : isConfirmed ? 'paid' : 'pending';
}

const letOffWords = z.object({ dossierId: z.string() });

/** Nothing is owed any more without anybody having paid: it was let off, given up, or the money went back. */
function isEnded(record: HistoryRecord, events: readonly SeenEvent[], dossierId: string, visitId: string): boolean {
  const isLetOff = factsOf(events, 'fee.let-off', letOffWords).some((fee) => fee.dossierId === dossierId);
  const isGivenUp = [...record.city.events, ...events].some(({ type, aggId }) => type === 'dossier.voided' && aggId === dossierId);
  const hasPaid = record.city.money.payments.some((payment) => payment.visitId === visitId && payment.isConfirmed);
  return isLetOff || isGivenUp || hasPaid || hasCityBack(record);
}
