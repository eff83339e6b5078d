// The city's word against every state of a payment: it confirms what waited and nothing else.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DeskDay, EpochMs } from '../../base/ids.ts';
import { meaningOf } from './bank-word.ts';
import { askedPayment, type Payment, stepPayment } from './payment.ts';

const DAY = '2026-07-13' as DeskDay;
const asked = (method: Payment['method'] = 'transfer'): Payment => askedPayment({ paymentId: 'p', method, lines: [{ feeId: 'f', amount: 2000 }], at: 1 as EpochMs });

function after(payment: Payment, ...steps: readonly ('confirm' | 'reverse' | 'reconcile')[]): Payment {
  return steps.reduce((now, kind) => {
    const outcome = stepPayment(now, kind === 'confirm' ? { kind, day: DAY, seen: 2000, receiptNumber: '7' } : { kind, day: DAY });
    return outcome.kind === 'done' ? outcome.payment : now;
  }, payment);
}

it.each([
  ['one that waits', asked(), 2000, null, 'confirm'],
  ['one that waits for another amount', asked(), 1999, null, 'amount-differs'],
  ['one that an officer has confirmed', after(asked(), 'confirm'), 2000, null, 'confirmed-before'],
  ['one whose day is closed', after(asked(), 'confirm', 'reconcile'), 2000, null, 'confirmed-before'],
  ['one that was given up', after(asked(), 'reverse'), 2000, null, 'reversed'],
  ['one that was given back', after(asked(), 'confirm', 'reverse'), 2000, null, 'given-back'],
  ['one that another transfer has confirmed', after(asked(), 'confirm'), 2000, 'FT0001', 'paid-twice'],
  ['one that was paid in cash', after(asked('cash'), 'confirm'), 2000, null, 'paid-twice'],
] as const)('%s', (_what, payment, amount, by, meaning) => {
  expect(meaningOf(payment, amount, DAY, by)).toBe(meaning);
});

it('confirms exactly where the officer could have, whatever happened before', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('confirm' as const, 'reverse' as const, 'reconcile' as const), { maxLength: 4 }), fc.constantFrom(0, 1999, 2000), (steps, amount) => {
      const payment = after(asked(), ...steps);
      const could = stepPayment(payment, { kind: 'confirm', day: DAY, seen: amount, receiptNumber: null }).kind === 'done';
      expect(meaningOf(payment, amount, DAY, null) === 'confirm').toBe(could);
    }),
  );
});
