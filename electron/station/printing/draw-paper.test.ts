// The stored words of a print: what was kept is what is drawn, and nothing else is drawn at all.

import { describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { CoverPaper, FeeReceiptPaper, PageForPrinter, PrintJob, ReceiptPaper, TicketPaper } from '../devices/ports.ts';
import type { TrialPress } from '../devices/trial-ports.ts';
import { createDrawPaper, layOutCover } from './draw-paper.ts';

const at = 1_790_000_000_000 as EpochMs;
const ticket: TicketPaper = { unitParent: 'Trung tâm', unitName: 'Điểm', fieldName: 'Hộ tịch', number: 'A001', issuedAt: at, waitingAhead: 2, counters: [1, 2], isPriority: true, qr: null, isExample: true };
/** An invented person; the number is masked as on paper. */
const receipt: ReceiptPaper = {
  unitParent: 'Trung tâm', unitName: 'Điểm', unitAddress: '', unitPhone: '', code: 'T149-K1-000001-X', isProvisional: true, procedureCode: '1.000001', procedureName: 'Thủ tục mẫu', applicantName: 'Nguyễn Thị Mẫu',
  applicantIdMasked: '001******012', papers: [{ name: 'Tờ khai', originals: 1, copies: 0 }], receivedAt: at, dueAt: null, counter: 1, officerName: 'Cán bộ mẫu', ticketNumber: 'A001', qr: 'MC1', copyNumber: 1, isExample: true,
};
const charged: ReceiptPaper = { ...receipt, fee: 'Thu khi trả kết quả: 8.000 đồng' };

const cover: CoverPaper = { unitName: 'Điểm', number: 'A001', paperName: 'Tờ khai', procedureName: 'Thủ tục mẫu', place: 1, places: 3, qr: 'MCP1:', isExample: true };

const feeReceipt: FeeReceiptPaper = {
  unitParent: 'Trung tâm', unitName: 'Điểm', unitAddress: '', unitPhone: '', symbol: 'AA/26P', volume: '03', number: '0000007', payerName: 'Nguyễn Thị Mẫu', about: 'A001', procedureName: '',
  lines: [{ name: 'Phí chứng thực', kind: 'phi', quantity: 2, unit: 'bản', amount: 4000 }], total: 4000, totalWords: 'bốn nghìn đồng', method: 'cash', paidAt: at, counter: 1, officerName: 'Cán bộ mẫu', isReversed: false, copyNumber: 1, isExample: true,
};
const petition = { unitParent: '', unitName: 'Điểm', unitPhone: '', code: 'PA-K1-261124-01', kind: 'complaint', receivedAt: 1_795_000_000_000, handleBy: null, isExample: true };

const drawn: unknown[] = [];
const picture: PrintJob = { widthDots: 8, rows: 0, bits: new Uint8Array() };
const page: PageForPrinter = { kind: 'page', title: '', body: '', style: '' };
const press: TrialPress = { drawTicket: (paper) => (drawn.push(paper), picture), drawReceipt: (paper) => (drawn.push(paper), picture), drawTrial: (paper) => (drawn.push(paper), picture), drawCover: (paper) => (drawn.push(paper), picture), layOutCover: (paper) => (drawn.push(paper), page), drawPetition: (paper) => (drawn.push(paper), picture), drawFeeReceipt: (paper) => (drawn.push(paper), picture) };
const draw = createDrawPaper(press);

describe('a stored paper', () => {
  it('is drawn as it was kept', () => {
    draw('ticket', JSON.stringify(ticket));
    draw('receipt', JSON.stringify(receipt));
    draw('receipt', JSON.stringify(charged));
    draw('cover', JSON.stringify(cover));
    draw('fee-receipt', JSON.stringify(feeReceipt));
    draw('petition', JSON.stringify(petition));
    expect(layOutCover(press, JSON.stringify(cover))).toBe(page);
    expect(drawn).toEqual([ticket, receipt, charged, cover, feeReceipt, petition, cover]);
  });

  it.each([
    ['a ticket for a receipt', 'receipt', JSON.stringify(ticket)],
    ['a receipt for a ticket', 'ticket', JSON.stringify(receipt)],
    ['a cover sheet with a name on it', 'cover', JSON.stringify({ ...cover, applicantName: 'Nguyễn Thị Mẫu' })],
    ['no JSON', 'ticket', 'A001'],
    ['words that are not of a ticket', 'ticket', JSON.stringify({ ...ticket, name: 'x' })],
  ] as const)('is not drawn when it is %s', (_name, what, paper) => {
    expect(() => draw(what, paper)).toThrow();
  });
});
