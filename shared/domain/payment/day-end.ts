// The end of a day at the cash desk: what was taken must be what the receipts say, what the drawer holds and what the bank saw. What does not close is named.

import type { DeskDay } from '../../base/ids.ts';
import type { PaidLine, Payment } from './payment.ts';

/** What people counted: the drawer and the bank's statement, both for this day alone. */
export interface CountedMoney {
  readonly cash: number;
  readonly transfers: number;
}

/** Why a day does not close; one entry for each thing that somebody has to look at. */
export type DayFault =
  | { readonly kind: 'lines-differ'; readonly paymentId: string; readonly lines: number; readonly amount: number }
  | { readonly kind: 'receipt-missing'; readonly number: string }
  | { readonly kind: 'receipt-twice'; readonly number: string }
  | { readonly kind: 'no-receipt'; readonly paymentId: string }
  | { readonly kind: 'cash-differs'; readonly expected: number; readonly counted: number }
  | { readonly kind: 'transfers-differ'; readonly expected: number; readonly counted: number }
  | { readonly kind: 'total-differs'; readonly byMethod: number; readonly byFee: number };

export interface DayEnd {
  readonly day: DeskDay;
  readonly cash: number;
  readonly transfers: number;
  /** What was given back or taken out on this day, by how it went out. Positive amounts. */
  readonly reversedCash: number;
  readonly reversedTransfers: number;
  /** cash + transfers − reversals, which is the sum of `byFee`. */
  readonly total: number;
  readonly byFee: readonly PaidLine[];
  /** Asked for and not seen yet: in no sum. */
  readonly pending: { readonly count: number; readonly amount: number };
  readonly faults: readonly DayFault[];
  readonly closes: boolean;
}

/**
 * Sums up a day. `receipts` are the numbers that were taken out of the book today, used or not: one that no payment has is missing. A day closes if nothing is named; payments that are pending do not
 * hinder it, since their money has not been seen.
 */
export function dayEnd(day: DeskDay, payments: readonly Payment[], receipts: readonly string[], counted: CountedMoney): DayEnd {
  const taken = payments.filter(({ confirmedOn }) => confirmedOn === day);
  const given = payments.filter(({ confirmedOn, reversedOn }) => confirmedOn !== null && reversedOn === day);
  const cash = sumOf(taken, 'cash');
  const transfers = sumOf(taken, 'transfer');
  const givenAs = given.map((payment) => ({ ...payment, method: payment.reversedAs ?? payment.method }));
  const reversedCash = sumOf(givenAs, 'cash');
  const reversedTransfers = sumOf(givenAs, 'transfer');
  const byFee = feesOf(taken, given);
  const total = cash + transfers - reversedCash - reversedTransfers;
  const faults: DayFault[] = [...paymentFaults(taken), ...receiptFaults(taken, receipts)];
  const feeTotal = byFee.reduce((sum, { amount }) => sum + amount, 0);
  if (feeTotal !== total) faults.push({ kind: 'total-differs', byMethod: total, byFee: feeTotal });
  if (counted.cash !== cash - reversedCash) faults.push({ kind: 'cash-differs', expected: cash - reversedCash, counted: counted.cash });
  if (counted.transfers !== transfers - reversedTransfers) faults.push({ kind: 'transfers-differ', expected: transfers - reversedTransfers, counted: counted.transfers });
  const open = payments.filter(({ state }) => state === 'pending');
  return {
    day, cash, transfers, reversedCash, reversedTransfers, total, byFee, pending: { count: open.length, amount: open.reduce((sum, { amount }) => sum + amount, 0) }, faults, closes: faults.length === 0,
  };
}

function sumOf(payments: readonly Payment[], method: Payment['method']): number {
  return payments.reduce((sum, payment) => sum + (payment.method === method ? payment.amount : 0), 0);
}

/** By fee, in the order of their names; a fee whose reversals outweigh it is below 0 and stays. */
function feesOf(taken: readonly Payment[], given: readonly Payment[]): PaidLine[] {
  const sums = new Map<string, number>();
  const add = (payments: readonly Payment[], sign: number): void => {
    for (const { lines } of payments) for (const { feeId, amount } of lines) sums.set(feeId, (sums.get(feeId) ?? 0) + sign * amount);
  };
  add(taken, 1);
  add(given, -1);
  return [...sums].map(([feeId, amount]) => ({ feeId, amount })).sort((one, other) => (one.feeId < other.feeId ? -1 : 1));
}

function paymentFaults(taken: readonly Payment[]): DayFault[] {
  return taken.flatMap(({ paymentId, method, amount, lines, receiptNumber }): DayFault[] => {
    const sum = lines.reduce((total, line) => total + line.amount, 0);
    return [
      ...(sum === amount ? [] : [{ kind: 'lines-differ', paymentId, lines: sum, amount } as const]),
      ...(method === 'cash' && receiptNumber === null ? [{ kind: 'no-receipt', paymentId } as const] : []),
    ];
  });
}

function receiptFaults(taken: readonly Payment[], receipts: readonly string[]): DayFault[] {
  const used = taken.flatMap(({ receiptNumber }) => receiptNumber ?? []);
  return [
    ...receipts.filter((number) => !used.includes(number)).map((number): DayFault => ({ kind: 'receipt-missing', number })),
    ...[...new Set(used.filter((number, place) => used.indexOf(number) < place))].map((number): DayFault => ({ kind: 'receipt-twice', number })),
  ];
}
