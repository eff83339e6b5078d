// Prices out of the catalogue's words: read where they are certain, entered by a person everywhere else. The words are those of the shipped catalogue.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCatalogue } from '../../contract/catalogue-file.ts';
import { billOf } from './fee.ts';
import { suggestedFees } from './suggested-fees.ts';

const parsed = parseCatalogue(readFileSync(path.join(import.meta.dirname, '../../../resources/catalogue/procedures.json'), 'utf8'));
const PROCEDURES = 'catalogue' in parsed ? parsed.catalogue.procedures : expect.fail('the shipped catalogue is whole');
const of = (code: string) => suggestedFees(PROCEDURES.find((procedure) => procedure.code === code) ?? expect.fail(code));
const said = (feeText: string, sector = 'Hộ tịch') => suggestedFees({ code: '1.000001', name: 'Đăng ký giám hộ', sector, feeText });
const price = (feeText: string) => said(feeText).tariff.find(({ feeId }) => feeId === 'thu-tuc-1.000001')?.price;

describe('suggested fees', () => {
  it('are those of the procedures that people come for', () => {
    expect(of('2.000815').tariff[0]).toMatchObject({ kind: 'phi', unit: 'bản', price: { kind: 'pages', first: 2000, firstPages: 2, further: 1000, capPerCopy: 200_000 } });
    expect(of('2.000884').tariff[0]).toMatchObject({ kind: 'phi', unit: 'trường hợp', price: { kind: 'each', amount: 10_000 } });
    expect(of('1.004873')).toMatchObject({ isExpected: true, tariff: [{ kind: 'le-phi', price: { kind: 'entered', most: null }, exemptions: [{ exemptionId: 'nguoi-co-cong' }, { exemptionId: 'ho-ngheo' }, { exemptionId: 'khuyet-tat' }, { exemptionId: 'khac' }] }, {}, {}, {}] });
    expect(of('2.002516').tariff[0]).toMatchObject({ name: expect.stringMatching(/^(?:Lệ phí|Phí) /) as string, price: { kind: 'each', amount: 8000 } });
    expect(of('2.001263').tariff[0]).toMatchObject({ price: { kind: 'each', amount: 400_000 }, exemptions: [{ exemptionId: 'cha-duong-me-ke' }, { exemptionId: 'ho-hang' }, { exemptionId: 'tre-khuyet-tat' }, { exemptionId: 'co-cong-nhan-nuoi' }, { exemptionId: 'khac' }] });
    expect(of('1.000656').tariff[0]?.exemptions.map(({ exemptionId }) => exemptionId)).toEqual(['nguoi-co-cong', 'ho-ngheo', 'khuyet-tat', 'dung-han', 'khac']);
  });

  it.each([
    ['8.000 đồng', { kind: 'each', amount: 8000 }],
    ['Phí Thẩm tra, thẩm định: 100.000 đồng/lần', { kind: 'each', amount: 100_000 }],
    ['400.000 đồng (Mức thu lệ phí: 400.000đ/trường hợp)', { kind: 'each', amount: 400_000 }],
    ['50.000 đồng (Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định)', { kind: 'entered', most: null }],
    ['20 đồng (20.000 vnđ /tờ khai)', { kind: 'entered', most: 20_000 }],
    ['20.000 đồng (Nộp trực tiếp); 10.000 đồng (Nộp trực tuyến)', { kind: 'entered', most: 20_000 }],
    ['Đăng ký đúng hạn: 5.000 đồng. Đăng ký quá hạn: 15.000đ', { kind: 'entered', most: 15_000 }],
    ['20.000 đồng (Người được miễn theo quy định tại Điều 4 không nộp)', { kind: 'entered', most: 20_000 }],
    ['Phí thẩm định theo quy định tại Thông tư 60. Lệ phí 20.000 đồng', { kind: 'entered', most: null }],
    ['20.000 đồng (Trực tiếp: 20.000 đồng; trực tuyến: 10.000 đồng; tổ chức nộp…', { kind: 'entered', most: null }],
    ['40 đồng (4.000 đ/giấy thông hành (áp dụng đến hết ngày 31/12/2026))', { kind: 'entered', most: null }],
    ['25.000 đồng (25.000đ/giấy thông hành (áp dụng đến hết ngày 31/12/2026))', { kind: 'entered', most: null }],
    ['20 đồng (20.000 đ/tờ khai)', { kind: 'entered', most: 20_000 }],
    ['4.500.000 đồng (bốn triệu năm trăm nghìn đồng)', { kind: 'each', amount: 4_500_000 }],
    ['50 đồng (Phí hải quan 50USD/chuyến bay)', { kind: 'entered', most: null }],
    ['Dưới 1 tỷ đồng: 100.000 đồng; trên 1 tỷ đồng: 0,1 %', { kind: 'entered', most: null }],
    ['Trang 1: 2.000 đồng; 5 trang trở lên: 8.000 đồng', { kind: 'entered', most: null }],
    ['Từ 20.000 đồng đối với hàng hóa xuất khẩu; 200.000 đồng đối với hàng quá cảnh', { kind: 'entered', most: null }],
    ['Miễn lệ phí cho người thuộc gia đình có công với cách mạng; người thuộc hộ nghèo; người khuyết tật', { kind: 'entered', most: null }],
    ['Miễn phí', { kind: 'entered', most: null }],
    ['Miễn lệ phí. Phí cấp bản sao Trích lục kết hôn theo quy định', { kind: 'entered', most: null }],
  ])('reads «%s»', (text, expected) => {
    expect(price(text)).toEqual(expected);
  });

  it('refuse what is more than the highest amount that the words name, whoever types it', () => {
    const { tariff, orders } = said('20.000 đồng (Nộp trực tiếp); 10.000 đồng (Nộp trực tuyến)');
    const [order = expect.fail('it has a line')] = orders;
    expect(billOf(tariff, [{ ...order, entered: 20_001 }])).toMatchObject({ kind: 'refused', reason: 'above-law', most: 20_000 });
    expect(billOf(tariff, [{ ...order, quantity: 3, entered: 20_000 }])).toMatchObject({ kind: 'bill', total: 60_000 });
  });

  it('ask nobody to decide where the procedure is free or the catalogue says nothing, and still let extracts be charged', () => {
    for (const text of ['Miễn phí', 'Miễn lệ phí', 'Cổng dịch vụ công không ghi phí, lệ phí', '']) {
      const { isExpected, orders, tariff } = said(text);
      expect([isExpected, orders]).toEqual([false, []]);
      expect(billOf(tariff, [{ feeId: 'ban-sao-trich-luc', quantity: 3 }])).toMatchObject({ total: 24_000 });
    }
  });

  it('let a birth that is registered late be charged by the council’s amount, though the page says free, and suggest nothing for one in time', () => {
    const { isExpected, orders, tariff } = of('1.001193');
    expect([isExpected, orders]).toEqual([false, []]);
    expect(tariff[0]).toMatchObject({ feeId: 'thu-tuc-1.001193', name: 'Lệ phí đăng ký khai sinh', kind: 'le-phi', price: { kind: 'entered', most: null }, exemptions: [{ exemptionId: 'nguoi-co-cong' }, { exemptionId: 'ho-ngheo' }, { exemptionId: 'khuyet-tat' }, { exemptionId: 'khac' }] });
    expect(billOf(tariff, [{ feeId: 'thu-tuc-1.001193', quantity: 1, entered: 8000 }])).toMatchObject({ total: 8000 });
    expect(said('Miễn phí', 'Giảm nghèo').tariff[0]).toMatchObject({ kind: 'phi', exemptions: [{ exemptionId: 'khac' }] });
  });

  it('can be billed as they stand, or want nothing but an amount, for every procedure of the catalogue', () => {
    for (const procedure of PROCEDURES) {
      const { tariff, orders } = suggestedFees(procedure);
      const bill = billOf(tariff, orders);
      if (bill.kind === 'refused') expect([procedure.code, bill.reason]).toEqual([procedure.code, 'bad-amount']);
      else if (bill.lines.length > 0) expect(bill.total).toBeGreaterThanOrEqual(1000);
      expect(new Set(tariff.map(({ feeId }) => feeId)).size).toBe(tariff.length);
    }
  });
});
