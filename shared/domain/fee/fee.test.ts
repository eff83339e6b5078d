// Bills: the tariffs that people know, what is refused, and what holds for every number of pages and copies.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billOf } from './fee.ts';
import type { FeeOrder, FeeTariff } from './fee.ts';
import { CERTIFIED_COPIES, CERTIFIED_SIGNATURE, CIVIL_STATUS_EXEMPTIONS, CIVIL_STATUS_EXTRACT } from './usual-fees.ts';

const BUSINESS: FeeTariff = { feeId: 'dang-ky-hkd', name: 'Lệ phí đăng ký hộ kinh doanh', kind: 'le-phi', unit: 'hồ sơ', price: { kind: 'entered', most: 150_000 }, exemptions: [] };
const MARITAL: FeeTariff = { feeId: 'xac-nhan-tthn', name: 'Lệ phí hộ tịch', kind: 'le-phi', unit: 'hồ sơ', price: { kind: 'entered', most: null }, exemptions: [...CIVIL_STATUS_EXEMPTIONS, { exemptionId: 'mot-nua', name: 'Giảm một nửa', proof: 'Quyết định', percentOff: 50 }] };
const TARIFF = [CERTIFIED_COPIES, CERTIFIED_SIGNATURE, CIVIL_STATUS_EXTRACT, BUSINESS, MARITAL];
const copies = (quantity: number, pages: number): FeeOrder => ({ feeId: CERTIFIED_COPIES.feeId, quantity, pages });
const totalOf = (orders: readonly FeeOrder[]): number | string => {
  const bill = billOf(TARIFF, orders);
  return bill.kind === 'bill' ? bill.total : bill.reason;
};

describe('a bill', () => {
  it.each([
    ['one page', copies(1, 1), 2000], ['two pages', copies(1, 2), 4000], ['three pages', copies(1, 3), 5000], ['twelve copies of three pages', copies(12, 3), 60_000],
    ['just under the cap', copies(1, 197), 199_000], ['at the cap', copies(1, 198), 200_000], ['over the cap', copies(1, 500), 200_000], ['two copies over the cap', copies(2, 500), 400_000],
    ['a signature', { feeId: 'chung-thuc-chu-ky', quantity: 2 }, 20_000], ['extracts', { feeId: 'ban-sao-trich-luc', quantity: 3 }, 24_000],
    ['what the council has set', { feeId: 'dang-ky-hkd', quantity: 1, entered: 100_000 }, 100_000],
    ['nobody who is exempt', { feeId: 'xac-nhan-tthn', quantity: 1, entered: 15_000, exemption: { exemptionId: 'ho-ngheo', proof: 'Số 12/HN' } }, 0],
    ['half', { feeId: 'xac-nhan-tthn', quantity: 1, entered: 15_000, exemption: { exemptionId: 'mot-nua', proof: 'QĐ 3' } }, 7500],
  ] as const)('charges %s', (_name, order, total) => {
    expect(totalOf([order])).toBe(total);
  });

  it.each([
    ['above-law', { feeId: 'dang-ky-hkd', quantity: 1, entered: 150_001 }], ['bad-amount', { feeId: 'dang-ky-hkd', quantity: 1 }], ['bad-amount', { feeId: 'dang-ky-hkd', quantity: 1, entered: 0.5 }],
    ['bad-amount', { feeId: 'dang-ky-hkd', quantity: 1, entered: -1 }], ['bad-quantity', copies(0, 1)], ['bad-quantity', copies(1.5, 1)], ['bad-quantity', copies(10_001, 1)], ['bad-pages', copies(1, 0)],
    ['bad-pages', { feeId: 'chung-thuc-ban-sao', quantity: 1 }], ['unknown-fee', { feeId: 'x', quantity: 1 }],
    ['unknown-exemption', { feeId: 'ban-sao-trich-luc', quantity: 1, exemption: { exemptionId: 'ho-ngheo', proof: 'x' } }],
    ['no-proof', { feeId: 'xac-nhan-tthn', quantity: 1, entered: 1, exemption: { exemptionId: 'ho-ngheo', proof: '  ' } }],
    ['above-law', { feeId: 'chung-thuc-chu-ky', quantity: 1, changed: { amount: 10_001, reason: 'làm nhanh' } }], ['no-reason', { feeId: 'chung-thuc-chu-ky', quantity: 1, changed: { amount: 5000, reason: ' ' } }],
    ['bad-amount', { feeId: 'chung-thuc-chu-ky', quantity: 1, changed: { amount: -1, reason: 'x' } }], ['above-law', { feeId: 'chung-thuc-ban-sao', quantity: 1, pages: 1, changed: { amount: 2001, reason: 'x' } }],
  ] as const)('is refused: %s', (reason, order) => {
    expect(totalOf([order])).toBe(reason);
  });

  it('says how much the law allows', () => {
    expect(billOf(TARIFF, [{ feeId: 'dang-ky-hkd', quantity: 1, entered: 400_000 }])).toEqual({ kind: 'refused', feeId: 'dang-ky-hkd', reason: 'above-law', most: 150_000 });
  });

  it('keeps what was charged apart from what was let off, and why', () => {
    expect(billOf(TARIFF, [{ feeId: 'xac-nhan-tthn', quantity: 1, entered: 15_000, exemption: { exemptionId: 'khuyet-tat', proof: ' GXN 7 ' } }])).toEqual({
      kind: 'bill', total: 0,
      lines: [{ feeId: 'xac-nhan-tthn', name: 'Lệ phí hộ tịch', kind: 'le-phi', unit: 'hồ sơ', quantity: 1, unitAmount: 15_000, full: 15_000, amount: 0, exemption: { exemptionId: 'khuyet-tat', name: 'Người khuyết tật', proof: 'GXN 7' }, changed: null }],
    });
  });

  it('takes less than the tariff for a reason, and keeps what it would have been', () => {
    const bill = billOf(TARIFF, [{ feeId: 'chung-thuc-chu-ky', quantity: 3, changed: { amount: 5000, reason: ' Nghị quyết của tỉnh ' } }]);
    expect(bill).toMatchObject({ total: 15_000, lines: [{ unitAmount: 5000, full: 15_000, changed: { from: 10_000, reason: 'Nghị quyết của tỉnh' } }] });
    // The tariff's own amount is no change, whatever was typed beside it.
    expect(billOf(TARIFF, [{ feeId: 'chung-thuc-chu-ky', quantity: 1, changed: { amount: 10_000, reason: '' } }])).toMatchObject({ total: 10_000, lines: [{ changed: null }] });
  });

  it('takes copies of two originals as two lines, and the same line not twice', () => {
    expect(totalOf([copies(12, 1), copies(3, 4)])).toBe(12 * 2000 + 3 * 6000);
    expect(totalOf([copies(12, 1), copies(12, 1)])).toBe('stands-twice');
  });

  const named = (quantity: number, pages: number, original: string): FeeOrder => ({ ...copies(quantity, pages), original });
  it.each([
    ['of one page and of four', [copies(1, 1), copies(1, 4)], 8000], ['of equal pages under two names', [named(2, 1, 'Giấy khai sinh'), named(3, 1, 'Căn cước')], 10_000], ['of equal pages, one of them named', [copies(1, 1), named(1, 1, 'Căn cước')], 4000],
    ['that both reach the cap', [copies(1, 200), copies(1, 300)], 400_000], ['under one name with other pages', [named(1, 1, 'Học bạ'), named(1, 2, 'Học bạ')], 6000],
    ['under one name however it is typed', [named(1, 1, 'Học bạ'), named(1, 1, ' HỌC  bạ ')], 'stands-twice'], ['whose names are spaces', [copies(1, 1), named(1, 1, '  ')], 'stands-twice'],
  ] as const)('copies of two originals %s are two lines, and the same one is not', (_name, orders, total) => {
    expect(totalOf(orders)).toBe(total);
  });

  it('keeps the name of the original with its line, without the spaces around it, and only where pages are counted', () => {
    expect(billOf(TARIFF, [named(1, 1, ' Học bạ '), { feeId: 'chung-thuc-chu-ky', quantity: 1, original: 'Đơn' }])).toMatchObject({ lines: [{ original: 'Học bạ' }, { feeId: 'chung-thuc-chu-ky' }] });
    expect(JSON.stringify(billOf(TARIFF, [named(1, 1, ' '), { feeId: 'chung-thuc-chu-ky', quantity: 1, original: 'Đơn' }]))).not.toContain('original');
  });

  it('lets one original be half free and half paid for', () => {
    const tariff = [{ ...CERTIFIED_COPIES, exemptions: [{ exemptionId: 'khac', name: 'Khác', proof: 'Giấy', percentOff: 100 }] }];
    expect(billOf(tariff, [copies(2, 1), { ...copies(3, 1), exemption: { exemptionId: 'khac', proof: 'QĐ 3' } }])).toMatchObject({ kind: 'bill', total: 4000 });
  });

  it('never rises by more than the law’s price of a page, never over the cap, and in proportion to the copies', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 50 }), (pages, quantity) => {
      const [one, next, all] = [totalOf([copies(1, pages)]), totalOf([copies(1, pages + 1)]), totalOf([copies(quantity, pages)])].map(Number);
      const rise = (next ?? 0) - (one ?? 0);
      expect([0, 1000, 2000]).toContain(rise);
      expect(next).toBeLessThanOrEqual(200_000);
      expect(all).toBe((one ?? 0) * quantity);
    }));
  });

  it('never charges more with an exemption, nor less than nothing', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 100 }), fc.constantFrom('mot-nua', 'ho-ngheo'), (entered, quantity, exemptionId) => {
      const full = Number(totalOf([{ feeId: 'xac-nhan-tthn', quantity, entered }]));
      const less = Number(totalOf([{ feeId: 'xac-nhan-tthn', quantity, entered, exemption: { exemptionId, proof: 'x' } }]));
      expect(less >= 0 && less <= full && Number.isInteger(less)).toBe(true);
    }));
  });
});
