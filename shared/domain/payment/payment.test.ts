// Payments and the end of the day: which step may follow, and that every day of honest work closes while each fault is named.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { dayEnd } from './day-end.ts';
import { askedPayment, stepPayment } from './payment.ts';
import type { PaidLine, Payment, PaymentStep } from './payment.ts';

const DAY = '2026-07-15' as BusinessDay;
const NEXT = '2026-07-16' as BusinessDay;
const AT = 0 as EpochMs;
const asked = (paymentId: string, method: Payment['method'], ...lines: readonly PaidLine[]): Payment => askedPayment({ paymentId, method, lines, at: AT });
const line = (feeId: string, amount: number): PaidLine => ({ feeId, amount });
const after = (payment: Payment, ...steps: readonly PaymentStep[]): Payment => steps.reduce((now, step) => {
  const outcome = stepPayment(now, step);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome.payment;
}, payment);
const confirm = (payment: Payment, receiptNumber: string | null = null): Payment => after(payment, { kind: 'confirm', day: DAY, seen: payment.amount, receiptNumber });

describe('a payment', () => {
  const transfer = asked('p', 'transfer', line('a', 8000), line('b', 2000));

  it('is pending until somebody has seen its money', () => {
    expect(transfer).toMatchObject({ state: 'pending', amount: 10_000, confirmedOn: null });
    expect(confirm(transfer)).toMatchObject({ state: 'confirmed', confirmedOn: DAY });
    expect(after(confirm(transfer), { kind: 'reconcile', day: DAY })).toMatchObject({ state: 'reconciled' });
  });

  it('is not confirmed by another amount, nor cash without a receipt', () => {
    expect(stepPayment(transfer, { kind: 'confirm', day: DAY, seen: 9000, receiptNumber: null })).toEqual({ kind: 'refused', reason: 'amount-differs' });
    expect(stepPayment(asked('c', 'cash', line('a', 8000)), { kind: 'confirm', day: DAY, seen: 8000, receiptNumber: null })).toEqual({ kind: 'refused', reason: 'no-receipt' });
  });

  it('that never came is given up without touching any day', () => {
    expect(after(transfer, { kind: 'reverse', day: NEXT })).toMatchObject({ state: 'reversed', confirmedOn: null, reversedOn: null });
  });

  it('may be given back on a later day, also after its own was closed', () => {
    expect(after(confirm(transfer), { kind: 'reconcile', day: DAY }, { kind: 'reverse', day: NEXT })).toMatchObject({ state: 'reversed', confirmedOn: DAY, reversedOn: NEXT });
  });

  const steps: Readonly<Record<PaymentStep['kind'], PaymentStep>> = { confirm: { kind: 'confirm', day: DAY, seen: 10_000, receiptNumber: null }, reverse: { kind: 'reverse', day: DAY }, reconcile: { kind: 'reconcile', day: DAY } };
  it.each([
    ['pending', ['confirm', 'reverse']], ['confirmed', ['reverse', 'reconcile']], ['reconciled', ['reverse']], ['reversed', []],
  ] as const)('that is %s allows %j and nothing else', (state, allowed) => {
    const payment: Payment = { ...transfer, state, confirmedOn: state === 'pending' ? null : DAY };
    expect(Object.entries(steps).flatMap(([kind, step]) => (stepPayment(payment, step).kind === 'done' ? kind : []))).toEqual(allowed);
  });

  it('is reconciled only with its own day', () => {
    expect(stepPayment(confirm(transfer), { kind: 'reconcile', day: NEXT })).toEqual({ kind: 'refused', reason: 'other-day' });
  });
});

describe('the end of a day', () => {
  const cash = confirm(asked('1', 'cash', line('sao', 60_000)), 'BL-1');
  const transfer = confirm(asked('2', 'transfer', line('hkd', 100_000)));
  const yesterdays: Payment = { ...asked('3', 'cash', line('sao', 8000)), state: 'reversed', confirmedOn: '2026-07-14' as BusinessDay, reversedOn: DAY, receiptNumber: 'BL-0' };
  const waiting = asked('4', 'transfer', line('hkd', 50_000));
  const all = [cash, transfer, yesterdays, waiting];

  it('sums up cash, transfers and reversals, and the same by fee', () => {
    expect(dayEnd(DAY, all, ['BL-1'], { cash: 52_000, transfers: 100_000 })).toEqual({
      day: DAY, cash: 60_000, transfers: 100_000, reversedCash: 8000, reversedTransfers: 0, total: 152_000, byFee: [line('hkd', 100_000), line('sao', 52_000)],
      pending: { count: 1, amount: 50_000 }, faults: [], closes: true,
    });
  });

  it.each([
    ['a drawer that holds less', all, ['BL-1'], { cash: 50_000, transfers: 100_000 }, { kind: 'cash-differs', expected: 52_000, counted: 50_000 }],
    ['a statement that shows more', all, ['BL-1'], { cash: 52_000, transfers: 150_000 }, { kind: 'transfers-differ', expected: 100_000, counted: 150_000 }],
    ['a receipt that nobody can account for', all, ['BL-1', 'BL-2'], { cash: 52_000, transfers: 100_000 }, { kind: 'receipt-missing', number: 'BL-2' }],
    ['a number that was given twice', [...all, { ...cash, paymentId: '5' }], ['BL-1'], { cash: 112_000, transfers: 100_000 }, { kind: 'receipt-twice', number: 'BL-1' }],
    ['cash without a receipt', [...all, { ...cash, paymentId: '5', receiptNumber: null }], ['BL-1'], { cash: 112_000, transfers: 100_000 }, { kind: 'no-receipt', paymentId: '5' }],
  ] as const)('names %s', (_name, payments, receipts, counted, fault) => {
    const end = dayEnd(DAY, payments, receipts, counted);
    expect([end.closes, end.faults]).toEqual([false, [fault]]);
  });

  it('names a payment whose lines are another sum', () => {
    const end = dayEnd(DAY, [{ ...cash, amount: 61_000 }], ['BL-1'], { cash: 61_000, transfers: 0 });
    expect(end.faults).toEqual([{ kind: 'lines-differ', paymentId: '1', lines: 60_000, amount: 61_000 }, { kind: 'total-differs', byMethod: 61_000, byFee: 60_000 }]);
  });

  const WORK = fc.array(fc.record({
    method: fc.constantFrom<Payment['method']>('cash', 'transfer'), lines: fc.array(fc.record({ feeId: fc.constantFrom('a', 'b', 'c'), amount: fc.integer({ min: 0, max: 500_000 }) }), { minLength: 1, maxLength: 4 }),
    fate: fc.constantFrom('pending', 'confirmed', 'given-up', 'reversed', 'reversed-later'),
  }), { maxLength: 40 });

  it('closes after any honest work, and no longer with one đồng missing', () => {
    fc.assert(fc.property(WORK, fc.constantFrom('cash', 'transfers'), (work, where) => {
      const payments = work.map(({ method, lines, fate }, index): Payment => {
        const payment = askedPayment({ paymentId: String(index), method, lines, at: AT });
        if (fate === 'pending') return payment;
        if (fate === 'given-up') return after(payment, { kind: 'reverse', day: DAY });
        const seen = confirm(payment, method === 'cash' ? `BL-${index}` : null);
        return fate === 'confirmed' ? seen : after(seen, { kind: 'reverse', day: fate === 'reversed' ? DAY : NEXT });
      });
      const receipts = payments.flatMap(({ receiptNumber }) => receiptNumber ?? []);
      const net = (method: Payment['method']): number => payments.reduce((sum, payment) => sum + (payment.method === method && payment.confirmedOn === DAY && payment.reversedOn !== DAY ? payment.amount : 0), 0);
      const counted = { cash: net('cash'), transfers: net('transfer') };
      const end = dayEnd(DAY, payments, receipts, counted);
      expect(end.faults).toEqual([]);
      expect(end.byFee.reduce((sum, { amount }) => sum + amount, 0)).toBe(end.cash + end.transfers - end.reversedCash - end.reversedTransfers);
      expect(dayEnd(DAY, payments, receipts, { ...counted, [where]: counted[where as 'cash'] - 1 }).closes).toBe(false);
    }), { numRuns: 300 });
  });
});
