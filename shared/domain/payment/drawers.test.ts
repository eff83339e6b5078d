// Drawers and numbers of a day: sums that make up the day's, whatever came in and went out, and numbers that are each accounted for.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BusinessDay, CounterId, EpochMs } from '../../base/ids.ts';
import { dayEnd } from './day-end.ts';
import { type DeskPayment, drawersOf, unexplainedNumbers } from './drawers.ts';

const DAYS = ['2026-07-13', '2026-07-14'] as const;
const [TODAY] = DAYS;
const day = fc.constantFrom<BusinessDay | null>(...DAYS.map((each) => each as BusinessDay), null);
const desk = fc.constantFrom<CounterId | null>(1 as CounterId, 2 as CounterId, 3 as CounterId, null);
const payment: fc.Arbitrary<DeskPayment> = fc
  .record({ paymentId: fc.uuid(), method: fc.constantFrom<'cash' | 'transfer'>('cash', 'transfer'), amount: fc.integer({ min: 1, max: 500_000 }), confirmedOn: day, reversedOn: day, takenAt: desk, givenBackAt: desk, takenBy: fc.constantFrom('An', 'Bình', '') })
  .map(({ confirmedOn, reversedOn, ...own }) => ({ ...own, lines: [{ feeId: 'x', amount: own.amount }], at: 1 as EpochMs, receiptNumber: confirmedOn === null ? null : own.paymentId, confirmedOn, reversedOn: confirmedOn === null ? null : reversedOn, state: 'confirmed' }));

it('the drawers make up the day, cash and transfers and what was given back alike', () => {
  fc.assert(
    fc.property(fc.array(payment, { maxLength: 30 }), (payments) => {
      const end = dayEnd(TODAY as BusinessDay, payments, [], { cash: 0, transfers: 0 });
      const drawers = drawersOf(TODAY as BusinessDay, payments);
      const sum = (of: 'cash' | 'transfers' | 'reversedCash' | 'reversedTransfers' | 'expected'): number => drawers.reduce((total, drawer) => total + drawer[of], 0);
      expect([sum('cash'), sum('transfers'), sum('reversedCash'), sum('reversedTransfers'), sum('expected')]).toEqual([end.cash, end.transfers, end.reversedCash, end.reversedTransfers, end.cash - end.reversedCash]);
      expect(new Set(drawers.map(({ counterId }) => counterId)).size).toBe(drawers.length);
    }),
  );
});

it('each number from first to last has its payment or its reason, or is named', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 })), fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(5)), { maxLength: 4 }), (used, gaps) => {
      const skipped = gaps.map(([from, more]) => ({ from, to: from + more }));
      const missing = unexplainedNumbers({ first: 1, last: 40 }, new Set(used), skipped);
      for (let number = 1; number <= 40; number += 1) {
        const isKnown = used.includes(number) || skipped.some(({ from, to }) => number >= from && number <= to);
        expect(missing.includes(number)).toBe(!isKnown);
      }
    }),
  );
});
