// A day at the cash desk by counter, and the numbers of its receipts: who took what, and that no number is without its payment or its reason.

import type { DeskDay, CounterId } from '../../base/ids.ts';
import type { Payment } from './payment.ts';

/** A payment with the desks at which it was taken and given back; null is the administration. */
export interface DeskPayment extends Payment {
  readonly takenAt: CounterId | null;
  readonly givenBackAt: CounterId | null;
  readonly takenBy: string;
}

export interface Drawer {
  readonly counterId: CounterId | null;
  readonly officerNames: readonly string[];
  readonly payments: number;
  readonly cash: number;
  readonly transfers: number;
  readonly reversedCash: number;
  readonly reversedTransfers: number;
  /** Cash less what was given back: what must lie in it for this day. Below 0 where more was given back than taken. */
  readonly expected: number;
}

/** Each counter's sums of a day, by number, the administration last. What is given back leaves the drawer of the desk that gives it back. One that was `counted` is there, also where nothing went through it. */
export function drawersOf(day: DeskDay, payments: readonly DeskPayment[], counted: readonly CounterId[] = []): readonly Drawer[] {
  const drawers = new Map<CounterId | null, { names: Set<string>; payments: number; cash: number; transfers: number; reversedCash: number; reversedTransfers: number }>();
  const at = (counterId: CounterId | null) => {
    const known = drawers.get(counterId) ?? { names: new Set<string>(), payments: 0, cash: 0, transfers: 0, reversedCash: 0, reversedTransfers: 0 };
    drawers.set(counterId, known);
    return known;
  };
  for (const counterId of counted) at(counterId);
  for (const { method, amount, confirmedOn, reversedOn, reversedAs, takenAt, givenBackAt, takenBy } of payments) {
    if (confirmedOn === day) {
      const drawer = at(takenAt);
      drawer.names.add(takenBy);
      drawer.payments += 1;
      drawer[method === 'cash' ? 'cash' : 'transfers'] += amount;
    }
    if (confirmedOn !== null && reversedOn === day) at(givenBackAt)[(reversedAs ?? method) === 'cash' ? 'reversedCash' : 'reversedTransfers'] += amount;
  }
  return [...drawers]
    .sort(([one], [other]) => (one ?? Number.MAX_SAFE_INTEGER) - (other ?? Number.MAX_SAFE_INTEGER))
    .map(([counterId, { names, ...sums }]) => ({ counterId, officerNames: [...names].filter((name) => name !== ''), ...sums, expected: sums.cash - sums.reversedCash }));
}

/** A stretch of numbers, both ends in it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Numbers from the first to the last of a day that neither any payment has nor any reason explains; at most `limit` of them. */
export function unexplainedNumbers({ first, last }: { readonly first: number; readonly last: number }, used: ReadonlySet<number>, skipped: readonly Stretch[], limit = 50): readonly number[] {
  const missing: number[] = [];
  for (let number = first; number <= last && missing.length < limit; number += 1) {
    if (!used.has(number) && !skipped.some(({ from, to }) => number >= from && number <= to)) missing.push(number);
  }
  return missing;
}
