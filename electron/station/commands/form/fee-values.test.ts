// The receipt of a payment on a page: its number and money as they were taken, in words too, and marked where it was given back.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import { strayFields } from '../../../../shared/domain/paper/form.ts';
import type { PaymentRow } from '../../store/payments.ts';
import { dongText, feeValues } from './fee-values.ts';

let station: TestStation;
beforeEach(() => {
  station = new TestStation();
});
afterEach(() => station[Symbol.asyncDispose]());

const payment = (changes: Partial<PaymentRow> = {}): PaymentRow => ({
  paymentId: '0190a8b0-0000-7000-8000-0000000000d1', visitId: '0190a8b0-0000-7000-8000-0000000000d2', method: 'cash', amount: 104_000, at: station.clock.now(), counterId: 1, officerName: 'Nguyễn Thị Hồng Vân', code: null,
  lines: [{ feeId: 'a', name: 'Chứng thực bản sao', kind: 'phi', unit: 'bản', quantity: 12, unitAmount: 8000, amount: 96_000 }, { feeId: 'b', name: 'Trích lục', kind: 'le-phi', unit: 'bản', quantity: 1, unitAmount: 8000, amount: 8000 }],
  confirmedDay: '2026-07-13' as BusinessDay, confirmedAt: station.clock.now(), confirmedCounter: 1, confirmedBy: 'Trần Văn Bình', handed: 110_000, symbol: 'PX-26T', volume: '01', number: 123,
  reversedDay: null, reversedAt: null, reversedBy: null, reversedCounter: null, reversedWhy: null, reversedNote: null, reversedAs: null, isClosed: 0, dossierCode: null, ticketNumber: 'A001', ...changes,
} as PaymentRow);

it('says what was taken, by line and kind, in figures and in words', () => {
  const values = feeValues(station.context, payment(), station.clock.now(), { 'người nộp': 'NGUYỄN HỮU ƯỚC' });
  expect(strayFields('fee', values)).toEqual([]);
  expect(values.texts).toMatchObject({
    'người nộp': 'NGUYỄN HỮU ƯỚC', 'ký hiệu': 'PX-26T', 'quyển': '01', 'số biên lai': '0000123', 'thu lúc': '09:00 ngày 13/07/2026', 'hình thức thanh toán': 'Tiền mặt',
    'phí': '96.000', 'lệ phí': '8.000', 'tổng tiền': '104.000', 'tổng tiền bằng chữ': 'Một trăm linh bốn nghìn đồng', 'cán bộ': 'Trần Văn Bình', 'hủy': '',
  });
  expect(values.lists['khoản thu']).toEqual([
    { tt: '1', 'tên khoản': 'Chứng thực bản sao', 'số lượng': '12 bản', 'đơn giá': '8.000', 'thành tiền': '96.000' }, { tt: '2', 'tên khoản': 'Trích lục', 'số lượng': '1 bản', 'đơn giá': '8.000', 'thành tiền': '8.000' },
  ]);
});

it('says that the money was given back', () => {
  expect(feeValues(station.context, payment({ reversedDay: '2026-07-13' as BusinessDay }), station.clock.now(), {}).texts['hủy']).toBe('ĐÃ HỦY – ĐÃ HOÀN TIỀN');
});

it.each([[0, '0'], [999, '999'], [1000, '1.000'], [1_234_567, '1.234.567']])('%i đồng are written %s', (amount, text) => {
  expect(dongText(amount)).toBe(text);
});
