// VietQR codes against the three published strings, and what must hold for every order that is taken.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPaymentCode } from '../card/payment-code.ts';
import { readFields } from './tagged-fields.ts';
import { asciiPurpose, vietQrCode } from './vietqr.ts';
import type { VietQrOrder } from './vietqr.ts';

const ORDER: VietQrOrder = { bankNumber: '970403', account: '0011012345678', kind: 'account', amount: 180_000, purpose: 'thanh toan don hang', billNumber: 'NPS6869' };
const textOf = (order: VietQrOrder): string => {
  const code = vietQrCode(order);
  return code.kind === 'code' ? code.text : code.field;
};

describe('a VietQR code', () => {
  it('is what NAPAS published, letter by letter', () => {
    expect(textOf(ORDER)).toBe('00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E');
    expect(textOf({ ...ORDER, account: '9704031101234567', kind: 'card' })).toBe('00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454061800005802VN62340107NPS68690819thanh toan don hang6304A203');
    expect(textOf({ ...ORDER, bankNumber: '970415', account: '0011001932418', amount: 120_000, purpose: 'ung ho lu lut', billNumber: null })).toBe('00020101021238570010A00000072701270006970415011300110019324180208QRIBFTTA530370454061200005802VN62170813ung ho lu lut6304C15C');
  });

  it('has its purpose without accents and cut where every bank shows it', () => {
    expect(asciiPurpose('Lệ phí đăng ký Hộ kinh doanh – Đỗ Văn Ất')).toBe('Le phi dang ky Ho kinh do');
    expect(asciiPurpose('🌾 ₫')).toBe('');
    expect(textOf({ ...ORDER, purpose: 'Phí chứng thực' })).toBe(textOf({ ...ORDER, purpose: 'Phi chung thuc' }));
  });

  it('asks for no amount where it is to be used again', () => {
    expect(textOf({ ...ORDER, amount: null, purpose: '', billNumber: null })).toMatch(/^000201010211.*53037045802VN6304[0-9A-F]{4}$/);
  });

  it.each([
    ['bankNumber', { bankNumber: '97040' }], ['account', { account: '' }], ['account', { account: '1'.repeat(20) }], ['account', { account: '001 234' }],
    ['amount', { amount: 0 }], ['amount', { amount: 1.5 }], ['amount', { amount: -1 }], ['amount', { amount: 10_000_000_000_000 }], ['amount', { amount: Number.NaN }],
    ['billNumber', { billNumber: 'số 1' }], ['billNumber', { billNumber: 'x'.repeat(26) }],
  ] as const)('is refused for its %s: %j', (field, change) => {
    expect(vietQrCode({ ...ORDER, ...change })).toEqual({ kind: 'refused', field });
  });

  const ORDERS: fc.Arbitrary<VietQrOrder> = fc.record({
    bankNumber: fc.stringMatching(/^\d{6}$/), account: fc.stringMatching(/^[A-Za-z0-9]{1,19}$/), kind: fc.constantFrom('account', 'card'),
    amount: fc.option(fc.integer({ min: 1, max: 9_999_999_999_999 }), { nil: null }), purpose: fc.string({ unit: 'binary', maxLength: 80 }), billNumber: fc.option(fc.stringMatching(/^[A-Za-z0-9 -]{1,25}$/), { nil: null }),
  });

  it('is whole to the reader of our own counters, and says again what was ordered', () => {
    fc.assert(fc.property(ORDERS, (order) => {
      const text = textOf(order);
      expect(readPaymentCode(text)).toEqual({ kind: 'payment-code', isVietQr: true });
      // One byte a character: a reader that counts bytes finds the same fields.
      expect(Buffer.byteLength(text, 'utf8')).toBe(text.length);
      const valueOf = (within: string, id: string): string | undefined => readFields(within)?.find((field) => field.id === id)?.value;
      const merchant = valueOf(text, '38') ?? '';
      const beneficiary = valueOf(merchant, '01') ?? '';
      const additional = valueOf(text, '62') ?? '';
      expect([valueOf(beneficiary, '00'), valueOf(beneficiary, '01'), valueOf(merchant, '02'), valueOf(text, '54'), valueOf(additional, '01'), valueOf(additional, '08') ?? '']).toEqual([
        order.bankNumber, order.account, order.kind === 'account' ? 'QRIBFTTA' : 'QRIBFTTC', order.amount === null ? undefined : String(order.amount), order.billNumber ?? undefined, asciiPurpose(order.purpose),
      ]);
      expect(asciiPurpose(order.purpose).length).toBeLessThanOrEqual(25);
    }), { numRuns: 400 });
  });

  it('is torn with one character changed', () => {
    fc.assert(fc.property(ORDERS, fc.nat(), fc.stringMatching(/^[0-9A-Z]$/), (order, place, other) => {
      const text = textOf(order);
      const at = 8 + (place % (text.length - 8));
      fc.pre(text[at] !== other && text[at]?.toUpperCase() !== other);
      expect(readPaymentCode(text.slice(0, at) + other + text.slice(at + 1)).kind).toBe('torn');
    }), { numRuns: 400 });
  });
});
