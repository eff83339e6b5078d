// Fees and payments of the example visit: certified copies, in each state that an officer meets.

import type { BusinessDay, CounterId, DossierId, PaymentId, ProcedureCode, VisitId } from '../../../shared/base/ids.ts';
import type { FeeView, PaymentView } from '../../../shared/contract/payment.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import type { PayDay } from '../../../shared/contract/payment-day.ts';
import { billOf, type FeeOrder } from '../../../shared/domain/fee/fee.ts';
import { suggestedFees } from '../../../shared/domain/fee/suggested-fees.ts';
import { exampleProcedure, minutesAgo, uuid } from './example-point.ts';

const DAY = '2026-11-24' as BusinessDay;
const feeText = 'Tại Ủy ban nhân dân cấp xã, Tổ chức hành nghề công chứng: 2.000 đồng/trang; từ trang thứ 3 trở lên thu 1.000 đồng/trang, tối đa thu không quá 200.000 đồng/bản. Trang là căn cứ để thu phí được tính theo trang của bản chính';
export const paidProcedure = { ...exampleProcedure, code: '2.000815' as ProcedureCode, name: 'Chứng thực bản sao từ bản chính', sector: 'Chứng thực', feeText };
const suggested = suggestedFees(paidProcedure);
const own = `thu-tuc-${paidProcedure.code}`;
export const copiesOrder: FeeOrder = { feeId: own, quantity: 12, pages: 3 };
export const extractOrder: FeeOrder = { feeId: 'ban-sao-trich-luc', quantity: 2, exemption: { exemptionId: 'ho-ngheo', proof: 'Giấy chứng nhận hộ nghèo năm 2026' } };

export function examplePayment(number: number, more: Partial<PaymentView> = {}): PaymentView {
  return {
    paymentId: uuid(7, number) as PaymentId, visitId: uuid(2, 12) as VisitId, method: 'cash', state: 'confirmed', amount: 60_000, at: minutesAgo(3), counterId: 2 as CounterId, officerName: 'Nguyễn Thị Hồng Vân',
    lines: [{ feeId: own, name: 'Phí chứng thực bản sao từ bản chính', kind: 'phi', unit: 'bản', quantity: 12, unitAmount: 5000, amount: 60_000 }],
    label: 'A012', hasDossier: false, receipt: { symbol: 'AA/26P', volume: '03', number }, handed: 100_000, confirmed: { day: DAY, at: minutesAgo(3), officerName: 'Nguyễn Thị Hồng Vân' }, reversed: null, billNumber: null, bank: null, print: null, ...more,
  };
}

export const pendingPayment = examplePayment(48, { method: 'transfer', state: 'pending', receipt: null, confirmed: null, handed: null, billNumber: 'MC4D0C2B9A1E', print: null });

/** What the city has confirmed, and what it has seen and somebody must look at. */
export const cityPayment = examplePayment(49, { ...pendingPayment, state: 'confirmed', receipt: { symbol: 'AA/26P', volume: '03', number: 149 }, confirmed: { day: DAY, at: minutesAgo(1), officerName: '' }, bank: { reference: 'FT26328004417', paidAt: minutesAgo(9), isCitys: true } });
export const bankWords: PayDay['bankWords'] = [
  { paymentId: uuid(7, 61) as PaymentId, reference: 'FT26327009112', amount: 60_000, paidAt: minutesAgo(26 * 60), at: minutesAgo(50), counterId: 2 as CounterId, officerName: 'Nguyễn Thị Hồng Vân', label: 'T149-K1-000011-A', code: 'bank.reversed', maySettle: true },
  { paymentId: uuid(7, 62) as PaymentId, reference: 'FT26328001290', amount: 8000, paidAt: minutesAgo(70), at: minutesAgo(50), counterId: 1 as CounterId, officerName: 'Trần Văn Nam', label: 'A007', code: 'payment.receipts-unset', maySettle: false },
];

export function exampleFee(orders: readonly FeeOrder[] = suggested.orders, more: Partial<FeeView> = {}): FeeView {
  const bill = billOf(suggested.tariff, orders);
  return {
    visitId: uuid(2, 12) as VisitId, procedureCode: paidProcedure.code, feeText, tariff: suggested.tariff.map((line) => ({ ...line, exemptions: [...line.exemptions] })), isExpected: true, orders: [...orders], manner: 'now', reason: '', isTouched: true, isLocked: false,
    bill: bill.kind === 'bill' ? { ...bill, lines: [...bill.lines] } : bill, payments: [], cashRefusal: null, transferRefusal: null, day: DAY, mayReverse: true, ...more,
  };
}

/** Of a procedure that costs nothing by the catalogue; null between two people. */
export function freeFee(visit: Pick<Visit, 'visitId' | 'procedure'> | null): FeeView | null {
  return visit === null ? null : exampleFee([], { visitId: visit.visitId, procedureCode: visit.procedure?.code ?? null, feeText: '', tariff: [], isExpected: false, isTouched: false });
}

function owedDossier(number: number, amount: number): PayDay['owed']['dossiers'][number] {
  return { dossierId: uuid(4, number) as DossierId, code: `T149-K1-00000${String(number)}-B`, applicantName: 'Nguyễn T. L.', procedureName: paidProcedure.name, amount, since: minutesAgo(3 * 24 * 60), isAsked: false, letOut: null };
}

const sums = { cash: 268_000, transfers: 124_000, reversedCash: 8000, reversedTransfers: 0 };
export const exampleDay: PayDay = {
  station: 'T149-K1', day: DAY, openDay: DAY, openDays: ['2026-11-23' as BusinessDay, DAY], sameDate: [DAY], dateTotal: 384_000, ...sums, total: 384_000,
  byFee: [{ feeId: own, name: 'Phí chứng thực bản sao từ bản chính', amount: 276_000 }, { feeId: 'ban-sao-trich-luc', name: 'Phí cấp bản sao trích lục hộ tịch', amount: 48_000 }, { feeId: 'chung-thuc-chu-ky', name: 'Phí chứng thực chữ ký', amount: 60_000 }],
  drawers: [
    { counterId: 1 as CounterId, officerNames: ['Trần Văn Nam'], payments: 7, cash: 112_000, transfers: 64_000, reversedCash: 0, reversedTransfers: 0, expected: 112_000, counted: { amount: 112_000, at: minutesAgo(25), officerName: 'Trần Văn Nam', note: '' } },
    { counterId: 2 as CounterId, officerNames: ['Nguyễn Thị Hồng Vân'], payments: 11, cash: 156_000, transfers: 60_000, reversedCash: 8000, reversedTransfers: 0, expected: 148_000, counted: { amount: 146_000, at: minutesAgo(12), officerName: 'Nguyễn Thị Hồng Vân', note: 'Thiếu tiền lẻ trả lại' } },
    { counterId: 3 as CounterId, officerNames: [], payments: 0, cash: 0, transfers: 0, reversedCash: 0, reversedTransfers: 0, expected: 0, counted: null },
  ],
  receipts: [{ book: { symbol: 'AA/26P', volume: '03' }, first: 31, last: 148, used: 18, reversed: 1, skipped: [{ from: 40, to: 139, why: 'restored' }], missing: [] }],
  payments: [examplePayment(147), examplePayment(148, { state: 'reversed', amount: 8000, reversed: { day: DAY, at: minutesAgo(2), officerName: 'Lê Thị Mẫu', as: 'cash', why: 'wrong-amount', note: 'Nhầm số trang' } }), examplePayment(146, { method: 'transfer', amount: 60_000, handed: null, billNumber: 'MC4D0C2B9A1F', hasDossier: true, label: 'T149-K1-000011-A' })],
  pending: [pendingPayment], bankWords: [], withoutDossier: [examplePayment(145, { amount: 10_000 })],
  owed: { count: 2, amount: 68_000, dossiers: [{ ...owedDossier(1, 60_000), letOut: { at: minutesAgo(24 * 60), reason: 'Chưa mang đủ tiền, hẹn thứ Sáu' } }, { ...owedDossier(2, 8000), code: 'T149-K1-000017-C', applicantName: 'Phạm V. A.', procedureName: 'Cấp bản sao trích lục hộ tịch', isAsked: true }] }, faults: [], closed: null,
};
