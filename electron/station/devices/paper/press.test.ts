// Tickets and receipts as dots: what a reader of codes and a pair of eyes would find on the paper.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { PrintJob, ReceiptPaper, TicketPaper } from '../ports.ts';
import { toDots } from './dots.ts';
import { fontOf, installedFontFolder, loadPaperFonts } from './fonts.ts';
import { createPaperPress } from './press.ts';
import { qrModules } from './qr.ts';
import { Sheet } from './sheet.ts';
import { parsePaperTexts } from './texts.ts';

const resource = readFileSync(new URL('../../../../resources/texts/paper.vi.json', import.meta.url), 'utf8');
const texts = parsePaperTexts(resource);
loadPaperFonts(installedFontFolder());

const unit = { unitParent: 'Trung tâm Phục vụ hành chính công Thành phố', unitName: 'Điểm phục vụ hành chính công xã Phú Xuyên' };
const ticket: TicketPaper = {
  ...unit, fieldName: 'Lao động – Bảo trợ xã hội – Người có công', number: 'C128', issuedAt: Date.UTC(2026, 10, 23, 1, 13) as EpochMs, waitingAhead: 12, counters: [4, 5],
  isPriority: false, qr: 'MC1:T:C128', isExample: false,
};
// An invented person.
const receipt: ReceiptPaper = {
  ...unit, unitAddress: 'Đường 428, xã Phú Xuyên', unitPhone: '1900 0000', code: 'T149-K1-000123-X', isProvisional: false, procedureCode: '1.001193',
  procedureName: 'Thủ tục đăng ký khai sinh', applicantName: 'NGUYỄN HỮU ƯỚC', applicantIdMasked: '001******012',
  papers: [{ name: 'Tờ khai đăng ký khai sinh', originals: 1, copies: 0 }, { name: 'Giấy chứng sinh', originals: 1, copies: 2 }],
  receivedAt: Date.UTC(2026, 10, 23, 1, 13) as EpochMs, dueAt: Date.UTC(2026, 10, 25, 10, 0) as EpochMs, counter: 1, officerName: 'Nguyễn Thị Hồng Vân',
  ticketNumber: 'A025', qr: 'MC1:0197a3b2-7c1d-7e2f-8a3b-4c5d6e7f8091:T149-K1-000123-X', copyNumber: 1, isExample: false,
};

function isBlack(job: PrintJob, x: number, y: number): boolean {
  return ((job.bits[(y * job.widthDots + x) >> 3] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

function blackDots(job: PrintJob): number {
  return job.bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
}

function readQr(job: PrintJob): string | undefined {
  const rgba = new Uint8ClampedArray(job.widthDots * job.rows * 4).fill(255);
  for (let y = 0; y < job.rows; y += 1) for (let x = 0; x < job.widthDots; x += 1) if (isBlack(job, x, y)) rgba.fill(0, (y * job.widthDots + x) * 4, (y * job.widthDots + x) * 4 + 3);
  return jsQR(rgba, job.widthDots, job.rows)?.data;
}

function shapeOf(letter: string, font: string): string {
  const context = createCanvas(64, 80).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 64, 80);
  context.fillStyle = '#000';
  context.font = font;
  context.fillText(letter, 8, 56);
  const job = toDots(context.getImageData(0, 0, 64, 80));
  expect(blackDots(job)).toBeGreaterThan(30);
  return Buffer.from(job.bits).toString('base64');
}

function drawn(fill: (sheet: Sheet) => void, widthDots = 576): PrintJob {
  const sheet = new Sheet(widthDots);
  fill(sheet);
  return sheet.toJob();
}

describe.each([576, 384])('on paper of %i dots', (widthDots) => {
  const press = createPaperPress(widthDots, texts);

  test('a ticket is as wide as the paper and its code can be read', () => {
    const job = press.drawTicket(ticket);
    expect(job.widthDots).toBe(widthDots);
    expect(job.bits).toHaveLength((widthDots / 8) * job.rows);
    expect(readQr(job)).toBe(ticket.qr);
  });

  test('a receipt’s code can be read', () => {
    expect(readQr(press.drawReceipt(receipt))).toBe(receipt.qr);
  });

  test('a receipt says what is special about it: provisional, printed again, no due date, example', () => {
    const variants = [{}, { isProvisional: true }, { copyNumber: 2 }, { copyNumber: 3 }, { dueAt: null }, { isExample: true }, { papers: [] }];
    const pictures = variants.map((variant) => createHash('sha256').update(press.drawReceipt({ ...receipt, ...variant }).bits).digest('hex'));
    expect(new Set(pictures).size).toBe(variants.length);
    const plain = press.drawReceipt(receipt).rows;
    expect(press.drawReceipt({ ...receipt, isProvisional: true }).rows).toBeGreaterThan(plain);
    expect(press.drawReceipt({ ...receipt, copyNumber: 2 }).rows).toBeGreaterThan(plain);
  });

  test('a receipt says how the fee is collected, also in many words, and nothing of it where nothing was said', () => {
    const short = press.drawReceipt({ ...receipt, fee: 'Thu khi trả kết quả: 8.000 đồng' });
    const long = press.drawReceipt({ ...receipt, fee: `Được miễn: ${'người có công với cách mạng; '.repeat(12)}` });
    expect(short.rows).toBeGreaterThan(press.drawReceipt(receipt).rows);
    expect(long.rows).toBeGreaterThan(short.rows);
    expect(readQr(long)).toBe(receipt.qr);
  });

  test('in training every paper has a band at its head and its foot and thin words across, and its code can still be read', () => {
    const training = createPaperPress(widthDots, texts, { isTraining: true });
    const [plain, marked] = [press.drawReceipt(receipt), training.drawReceipt(receipt)];
    const band = (marked.rows - plain.rows) / 2;
    expect(band).toBeGreaterThanOrEqual(widthDots / 8 - 1);
    const ofRows = (from: number, to: number): PrintJob => ({ widthDots, rows: to - from, bits: marked.bits.subarray((from * widthDots) / 8, (to * widthDots) / 8) });
    for (const edge of [ofRows(0, band), ofRows(marked.rows - band, marked.rows)]) expect(blackDots(edge)).toBeGreaterThan(band * widthDots * 0.5);
    // The words across, and nothing of the paper is lost beneath them.
    const middle = ofRows(band, marked.rows - band);
    expect(blackDots(middle)).toBeGreaterThan(blackDots(plain) + widthDots);
    expect(plain.bits.every((byte, index) => ((middle.bits[index] ?? 0) & byte) === byte)).toBe(true);
    expect(readQr(marked)).toBe(receipt.qr);
    expect(readQr(training.drawTicket(ticket))).toBe(ticket.qr);
  });

  test('priority is marked on a ticket by a black band', () => {
    const [plain, marked] = [press.drawTicket(ticket), press.drawTicket({ ...ticket, isPriority: true })];
    expect(marked.rows).toBeGreaterThan(plain.rows);
    expect(blackDots(marked) - blackDots(plain)).toBeGreaterThan(widthDots * 20);
  });

  test('a fee’s receipt says that it is a copy and that the money went back, and holds many lines', () => {
    const paid = { unitParent: 'Trung tâm', unitName: 'Điểm', unitAddress: '', unitPhone: '', symbol: 'AA/26P', volume: '03', number: '0000007', payerName: 'NGUYỄN THỊ MẪU', about: 'A001', procedureName: '', total: 4000, totalWords: 'bốn nghìn đồng', method: 'cash', paidAt: receipt.receivedAt, counter: 1, officerName: 'Cán bộ mẫu', isReversed: false, copyNumber: 1, isExample: false, lines: [{ name: 'Phí chứng thực bản sao từ bản chính', kind: 'phi', quantity: 2, unit: 'bản', amount: 4000 }] } as const;
    const rows = (change: object): number => press.drawFeeReceipt({ ...paid, ...change }).rows;
    expect(rows({ copyNumber: 2 })).toBeGreaterThan(rows({}));
    expect(rows({ isReversed: true })).toBeGreaterThan(rows({}));
    expect(rows({ lines: Array.from({ length: 9 }, () => paid.lines[0]) })).toBeGreaterThan(rows({}));
  });

  test('long names and many papers make the receipt longer, never wider', () => {
    const papers = Array.from({ length: 30 }, () => ({ name: 'Văn bản của người làm chứng xác nhận về việc sinh, nếu không có thì giấy cam đoan về việc sinh '.repeat(2), originals: 1, copies: 1 }));
    const job = press.drawReceipt({ ...receipt, papers, applicantName: 'NGUYỄN '.repeat(15), procedureName: 'Đ'.repeat(200) });
    expect(job.widthDots).toBe(widthDots);
    expect(job.rows).toBeGreaterThan(30 * 3 * 20);
    expect(readQr(job)).toBe(receipt.qr);
  });
});

test('the modules of the codes are at least six dots', () => {
  const job = drawn((sheet) => sheet.qr(receipt.qr), 384);
  const columns = Array.from({ length: job.widthDots }, (_, x) => Array.from({ length: job.rows }, (__, y) => isBlack(job, x, y)).some(Boolean));
  const code = columns.lastIndexOf(true) - columns.indexOf(true) + 1;
  expect(code / qrModules(receipt.qr).length).toBeGreaterThanOrEqual(6);
});

test('every Vietnamese letter has its own shape in every weight', () => {
  const letters = [...'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ'];
  const all = [...letters, ...letters.map((letter) => letter.toUpperCase())];
  expect(all.filter((letter) => letter.charCodeAt(0) > 127)).toHaveLength(134);
  for (const weight of [400, 600, 800] as const) {
    const shapes = all.map((letter) => shapeOf(letter, fontOf(40, weight)));
    expect(new Set(shapes).size).toBe(all.length);
  }
});

test('letters with two marks are the font’s own, not built of a letter and a mark', () => {
  for (const letter of 'ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữựẤẦẪỄỖỠỮ') {
    for (const weight of [400, 600, 800] as const) expect(shapeOf(letter, fontOf(40, weight))).toBe(shapeOf(letter, `40px paper-vietnamese-${weight}`));
  }
});

test('a letter built of parts is printed as the whole letter', () => {
  const whole = drawn((sheet) => sheet.text('Nguyễn Ỗ Ự', { size: 30, weight: 400 }));
  const parts = drawn((sheet) => sheet.text('Nguyễn Ỗ Ự'.normalize('NFD'), { size: 30, weight: 400 }));
  expect(parts).toEqual(whole);
});

test('no mark above or below a letter is cut off, on any line', () => {
  for (const size of [17, 20, 24, 30, 45]) {
    for (const weight of [400, 600, 800] as const) {
      const tight = drawn((sheet) => sheet.text('ẲỄỖ ựạy', { size, weight }));
      const roomy = drawn((sheet) => {
        sheet.space(60);
        sheet.text('ẲỄỖ ựạy', { size, weight });
        sheet.space(60);
      });
      expect(blackDots(tight)).toBe(blackDots(roomy));
    }
  }
});

test('no words reach the edge of the paper', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'ỄựĐaW1-'), minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 8 }), fc.constantFrom('left', 'center', 'right'), (words, align) => {
      const job = drawn((sheet) => sheet.text(words.join(' '), { size: 24, weight: 800, align }), 384);
      for (let y = 0; y < job.rows; y += 1) for (const x of [0, 1, 382, 383]) expect(isBlack(job, x, y)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('texts that miss a key, or have one too many, are refused by name', () => {
  const { 'paper.receipt.title': _title, ...rest } = JSON.parse(resource) as Record<string, string>;
  expect(() => parsePaperTexts(JSON.stringify({ ...rest, 'paper.other': 'x' }))).toThrow('paper.receipt.title, paper.other');
});
