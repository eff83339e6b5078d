// The property P21 of a history: what the bank says takes effect once, and whatever meets something else is on a list, at the city and before whoever leads the point. Pure.

import { z } from 'zod';
import { billNumberOf } from '../../../shared/domain/payment/bill-number.ts';
import { hasBirths, hasCityBack, hasCopies, isHealed, Looking, nameOf, type Property } from './looking.ts';
import { factsOf } from './properties-money.ts';
import type { HistoryRecord, SeenEvent } from './record.ts';

const bank = z.object({ reference: z.string() });
const confirmedWords = z.object({ paymentId: z.string(), bank: bank.optional() });
const saidWords = z.object({ paymentId: z.string(), bank, found: z.string() });
const settledWords = z.object({ paymentId: z.string(), reference: z.string() });

const key = (paymentId: string, reference: string): string => `${paymentId} ${reference}`;

/** What stations have made of the bank's words, as the city has it: by payment and reference. */
function effectsOf({ city }: HistoryRecord): readonly { readonly paymentId: string; readonly reference: string; readonly found: string }[] {
  return [
    ...factsOf(city.events, 'payment.confirmed', confirmedWords).flatMap(({ paymentId, bank: said }) => (said === undefined ? [] : [{ paymentId, reference: said.reference, found: 'confirmed' }])),
    ...factsOf(city.events, 'payment.bank-said', saidWords).map(({ paymentId, bank: { reference }, found }) => ({ paymentId, reference, found })),
  ];
}

const asOfLog = z.object({ paymentId: z.string(), amount: z.int().optional(), method: z.string().optional(), bank: bank.optional(), found: z.string().optional() });

/** What a log made of the bank's words, held against what had happened to each payment by then: a model of a few lines beside the rule. */
function followLog(looking: Looking, station: string, events: readonly SeenEvent[]): void {
  const payments = new Map<string, { readonly amount: number; readonly isCash: boolean; isConfirmed: boolean; isReversed: boolean; by: string | null }>();
  for (const { type, body } of new Map(events.filter((event) => event.type.startsWith('payment.')).map((event) => [event.opId, event])).values()) {
    const { paymentId, amount = 0, method, bank: said, found } = asOfLog.parse(body);
    const payment = payments.get(paymentId);
    if (type === 'payment.asked') payments.set(paymentId, { amount, isCash: method === 'cash', isConfirmed: false, isReversed: false, by: null });
    if (payment === undefined) continue;
    if (type === 'payment.confirmed' && said !== undefined) looking.expect(!payment.isConfirmed && !payment.isReversed, () => `${station}: ${said.reference} confirmed ${paymentId}, for which nobody waited`);
    if (type === 'payment.bank-said' && found !== 'unknown') looking.expect(found === metBy(payment, amount), () => `${station}: ${said?.reference ?? ''} met ${metBy(payment, amount)} in ${paymentId}, and ${found ?? 'nothing'} was said`);
    if (type === 'payment.confirmed') payment.isConfirmed = true;
    if (type === 'payment.reversed') payment.isReversed = true;
    if (type === 'payment.confirmed' || found === 'confirmed-before') payment.by ??= said?.reference ?? null;
  }
}

function metBy({ amount, isCash, isConfirmed, isReversed, by }: { readonly amount: number; readonly isCash: boolean; readonly isConfirmed: boolean; readonly isReversed: boolean; readonly by: string | null }, seen: number): string {
  if (by !== null) return 'paid-twice';
  if (isReversed) return isConfirmed ? 'given-back' : 'reversed';
  if (amount !== seen) return 'amount-differs';
  if (isCash) return 'paid-twice';
  return isConfirmed ? 'confirmed-before' : 'a payment that waited';
}

/** P21: a transfer confirms one payment, which is exactly its money, and a payment is confirmed by one; its station makes one thing of it. */
export const bankTakesEffectOnce: Property = (record) => {
  const looking = new Looking();
  const { lines, payments, seen } = record.city.money;
  const byId = new Map(payments.map((payment) => [payment.paymentId, payment]));
  const confirming = lines.filter(({ outcome }) => outcome === 'confirmed');
  looking.once('the confirming line', confirming.map(({ reference }) => reference));
  looking.once('the line that confirms', confirming.map(({ paymentId }) => paymentId ?? ''));
  for (const { reference, amount, bills, paymentId } of confirming) {
    const payment = byId.get(paymentId ?? '');
    looking.expect(payment?.amount === amount && bills.join() === billNumberOf(payment.paymentId), () => `${reference} of ${amount} for ${bills.join()} confirmed ${paymentId ?? 'nothing'} of ${payment?.amount ?? 0}`);
    looking.expect(seen.some((one) => one.paymentId === paymentId && one.reference === reference), () => `${reference} confirmed ${paymentId ?? ''}, and its station is not told`);
  }
  // A copied disk has its original's payments, and both hear of them before either has heard of the other.
  const effects = effectsOf(record);
  if (!hasCopies(record)) looking.once('the effect of', effects.map(({ paymentId, reference }) => key(paymentId, reference)));
  if (!hasBirths(record)) for (const { station, events } of record.stations) followLog(looking, station, events);
  if (hasCityBack(record)) return looking;
  const told = new Set(confirming.map(({ reference, paymentId }) => key(paymentId ?? '', reference)));
  for (const { paymentId, reference } of effects) looking.expect(told.has(key(paymentId, reference)), () => `${paymentId} heard of ${reference}, and the city never said so`);
  return looking;
};

/** P21 of lists: no line of a statement is passed over in silence, no word stays without an answer, and each that met something else waits for somebody where it met it. */
export const bankIsNotSilent: Property = (record) => {
  const looking = new Looking();
  if (!isHealed(record)) return looking;
  const { lines, seen, payments, listed } = record.city.money;
  const stationOf = new Map(payments.map(({ paymentId, station }) => [paymentId, station]));
  const waits = new Set(listed);
  for (const { reference, amount, bills } of record.bank) {
    const there = lines.find((line) => line.reference === reference && line.amount === amount && line.bills.join() === bills.join());
    const isLate = there?.outcome === 'unknown-purpose' && !there.isSettled && payments.some(({ bill }) => bill === bills[0]);
    looking.expect(!isLate, () => `${reference} still waits for a payment of which its station has told`);
    looking.expect(there !== undefined && (there.outcome === 'confirmed' || there.isSettled || waits.has(reference)), () => `${reference} of ${amount} is ${there?.outcome ?? 'not'} at the city and on no list`);
  }
  const settledAtCity = new Set(lines.flatMap(({ reference, isSettled }) => (isSettled ? [reference] : [])));
  for (const { paymentId, reference, answer } of seen) {
    const stations = record.stations.filter(({ station }) => nameOf(station) === stationOf.get(paymentId));
    const isListed = stations.some(({ money }) => money.listed.some((word) => word.paymentId === paymentId && word.reference === reference && word.code !== ''));
    looking.expect(answer !== null || isListed, () => `${paymentId}: ${reference} was confirmed by the city, and its station says nothing`);
    const isHeld = answer === null || answer === 'confirmed' || answer === 'confirmed-before';
    if (!isHeld) looking.expect(waits.has(reference) || settledAtCity.has(reference) || hasCityBack(record), () => `${reference}: the station answered ${answer}, and nobody at the city is told`);
  }
  for (const { station, events, money } of record.stations) {
    const settled = new Set(factsOf([...record.city.events, ...events], 'payment.bank-settled', settledWords).map((word) => key(word.paymentId, word.reference)));
    const shown = new Set(money.listed.map(({ paymentId, reference }) => key(paymentId, reference)));
    for (const { paymentId, bank: { reference }, found } of factsOf(events, 'payment.bank-said', saidWords)) {
      if (found !== 'confirmed-before' && !settled.has(key(paymentId, reference))) looking.expect(shown.has(key(paymentId, reference)), () => `${station}: ${reference} met ${found}, and nobody is told`);
    }
  }
  return looking;
};
