// Which line is the money of which payment: exact or not at all, each payment by one line, each line once.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type KnownPayment, matchLine, matchLines } from './match.ts';

const payment = (said: Partial<KnownPayment> = {}): KnownPayment => ({ paymentId: 'p1', station: 'K1', bill: 'MC00000000A1', amount: 8000, isConfirmed: false, isReversed: false, reference: null, ...said });
const line = { reference: 'FT1', amount: 8000, bills: ['MC00000000A1'] };

it.each([
  ['confirmed', line, [payment()]],
  ['confirmed', line, [payment({ isConfirmed: true })]],
  ['no-purpose', { ...line, bills: [] }, [payment()]],
  ['several-purposes', { ...line, bills: ['MC00000000A1', 'MC00000000A2'] }, [payment(), payment({ bill: 'MC00000000A2' })]],
  ['unknown-purpose', line, [payment({ bill: 'MC00000000A2' })]],
  ['two-payments', line, [payment(), payment({ paymentId: 'p2', isReversed: true })]],
  ['amount-differs', { ...line, amount: 7999 }, [payment()]],
  ['already-confirmed', line, [payment({ reference: 'FT0' })]],
  ['confirmed', line, [payment({ reference: 'FT1', isConfirmed: true, isReversed: true })]],
  ['reversed', line, [payment({ isReversed: true })]],
  ['reversed', line, [payment({ isReversed: true, isConfirmed: true })]],
] as const)('%s', (outcome, said, payments) => {
  expect(matchLine(said, payments).outcome).toBe(outcome);
});

it('of two lines for one payment the first confirms and the second is somebody who has paid twice', () => {
  expect(matchLines([line, { ...line, reference: 'FT2' }], [payment()]).map(({ outcome }) => outcome)).toEqual(['confirmed', 'already-confirmed']);
});

it('whatever lines and payments there are: what is confirmed is the right amount for a payment that stood, and no payment twice', () => {
  const bill = fc.constantFrom('MC00000000A1', 'MC00000000A2', 'MC00000000A3');
  const amount = fc.constantFrom(8000, 7999, 16_000);
  const lines = fc.array(fc.record({ reference: fc.stringMatching(/^FT\d{4}$/), amount, bills: fc.uniqueArray(bill, { maxLength: 2 }) }), { maxLength: 12 });
  const payments = fc.array(fc.record({ station: fc.constantFrom('K1', 'K2'), bill, amount, isConfirmed: fc.boolean(), isReversed: fc.boolean(), reference: fc.constantFrom(null, null, 'FT0') }), { maxLength: 6 })
    .map((all) => all.map((each, place): KnownPayment => ({ ...each, paymentId: `p${place}` })));
  fc.assert(
    fc.property(lines, payments, (said, known) => {
      const confirmed = matchLines(said, known).filter(({ outcome }) => outcome === 'confirmed');
      // A reference that comes again is the same transfer, and stands in one row.
      expect(new Set(confirmed.map((match) => `${match.payment?.paymentId ?? ''} ${match.line.reference}`)).size).toBe(new Set(confirmed.map((match) => match.payment?.paymentId)).size);
      for (const { line: own, payment: found } of confirmed) {
        expect(found).toMatchObject({ amount: own.amount, isReversed: false, bill: own.bills[0] });
        expect(known.filter((each) => each.bill === found?.bill)).toHaveLength(1);
      }
    }),
  );
});
