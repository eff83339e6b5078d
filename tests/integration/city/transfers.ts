// A bank's statement and the transfers on it, as a city's tests need them. Invented throughout.

import { randomUUID } from 'node:crypto';
import { billNumberOf } from '../../../shared/domain/payment/bill-number.ts';
import type { SendingStation } from './sending-station.ts';

const BY = { counterId: 1, officerName: 'Trần Văn Mẫu' };

export function statementText(lines: readonly string[]): string {
  return `\ufeffNgày giao dịch;Số tiền;Nội dung;Số tham chiếu\r\n${lines.join('\r\n')}\r\n`;
}

export const line = (reference: string, amount: number, content: string): string => `13/07/2026 10:15:00;${amount};${content};${reference}`;

/** A payment of a station that waits for its transfer, with what the station may say of it. */
export function transfer(sender: SendingStation, amount = 8000, paymentId: string = randomUUID()) {
  const of = { aggType: 'station', aggId: paymentId } as const;
  const bill = billNumberOf(paymentId);
  return {
    paymentId, bill,
    asked: (purpose = `${bill} A001 le phi`) => sender.operation('payment.asked', {
      paymentId, visitId: randomUUID(), by: BY, method: 'transfer', amount, lines: [{ feeId: 'le-phi-1', name: 'Lệ phí', kind: 'le-phi', unit: 'bản', quantity: 1, unitAmount: amount, amount }],
      code: { bankNumber: '970403', bankName: 'Ngân hàng mẫu', account: '0011012345678', holder: 'UBND XA PHU XUYEN', purpose, billNumber: bill },
    }, of),
    confirmed: (bank?: object) => sender.operation('payment.confirmed', { paymentId, day: '2026-07-13', by: BY, seen: amount, handed: null, receipt: { symbol: 'AA/26P', volume: '01', number: 1 }, ...(bank === undefined ? {} : { bank }) }, of),
    reversed: () => sender.operation('payment.reversed', { paymentId, day: '2026-07-13', by: BY, why: 'not-received', note: '' }, of),
    said: (reference: string, found: string) => sender.operation('payment.bank-said', { paymentId, bank: { reference, paidAt: 5 }, amount, found }, of),
  };
}
