// The receipt of a dossier (form 01, short) as a picture for the ticket printer.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { paddedTimeOf } from '../../../../shared/domain/time/business-day.ts';
import type { ReceiptPaper } from '../ports.ts';
import { CELL_GAP, Sheet, type TextWidths, type DrawnStrip } from './sheet.ts';
import { fill, type PaperTexts } from './texts.ts';

const center = 'center' as const;

/** Draws a receipt for a printer of that width. */
export function drawReceipt(paper: ReceiptPaper, texts: PaperTexts, widthDots: number, widths: TextWidths): DrawnStrip {
  const sheet = new Sheet(widthDots, widths);
  const size = widthDots < 500 ? 20 : 23;
  drawHead(sheet, paper, texts, size);
  drawCode(sheet, paper, texts, size);
  drawFacts(sheet, paper, texts, size);
  drawPapers(sheet, paper, texts, size);
  drawDue(sheet, paper, texts, size);
  drawSignatures(sheet, paper, texts, size);
  sheet.qr(paper.qr);
  sheet.text(texts['paper.receipt.qr'], { size: size - 2, weight: 400, align: center });
  sheet.space(8);
  sheet.text(fill(texts['paper.receipt.contact'], { address: paper.unitAddress, phone: paper.unitPhone.replaceAll(' ', '\u00a0') }), { size: size - 3, weight: 400, align: center });
  sheet.space(8);
  return sheet.toJob();
}

function drawHead(sheet: Sheet, paper: ReceiptPaper, texts: PaperTexts, size: number): void {
  sheet.space(8);
  const marks = [
    ...(paper.isExample ? [texts['paper.example']] : []),
    ...(paper.copyNumber > 1 ? [fill(texts['paper.receipt.reprint'], { count: paper.copyNumber })] : []),
  ];
  for (const mark of marks) {
    sheet.band(mark, size);
    sheet.space(8);
  }
  sheet.text(paper.unitParent, { size: size - 2, weight: 400, align: center });
  sheet.text(paper.unitName, { size: size + 1, weight: 800, align: center });
  sheet.space(8);
  sheet.rule('solid');
  sheet.space(12);
  sheet.text(texts['paper.receipt.title'], { size: size + 5, weight: 800, align: center });
  sheet.space(10);
}

function drawCode(sheet: Sheet, paper: ReceiptPaper, texts: PaperTexts, size: number): void {
  if (paper.isProvisional) sheet.band(texts['paper.receipt.provisional'], size);
  else sheet.text(texts['paper.receipt.code'], { size: size - 2, weight: 400, align: center });
  sheet.space(10);
  sheet.headline(paper.code, 800, size + 22);
  sheet.space(12);
  if (paper.isProvisional) sheet.text(texts['paper.receipt.provisional-note'], { size: size - 3, weight: 400, align: center });
  sheet.space(10);
  sheet.rule('dashed');
  sheet.space(8);
}

function drawFacts(sheet: Sheet, paper: ReceiptPaper, texts: PaperTexts, size: number): void {
  const label = labelWidth(sheet);
  sheet.pair(texts['paper.receipt.procedure'], `${paper.procedureName} (${paper.procedureCode})`, label, size);
  sheet.pair(texts['paper.receipt.applicant'], paper.applicantName, label, size, 800);
  sheet.pair(texts['paper.receipt.id-number'], paper.applicantIdMasked, label, size);
  if (paper.owner !== undefined) sheet.pair(texts['paper.receipt.owner'], paper.owner, label, size);
  sheet.pair(texts['paper.receipt.ticket'], paper.ticketNumber, label, size);
  sheet.space(10);
}

function drawPapers(sheet: Sheet, paper: ReceiptPaper, texts: PaperTexts, size: number): void {
  sheet.text(texts['paper.receipt.papers'], { size: size - 1, weight: 800 });
  if (paper.papers.length === 0) {
    sheet.text(texts['paper.receipt.papers-none'], { size: size - 1, weight: 400 });
    sheet.space(8);
    return;
  }
  sheet.rule('solid');
  const counts = Math.round(size * 2.9);
  const number = Math.round(size * 1.5);
  const name = sheet.roomDots - number - 2 * counts - 3 * CELL_GAP;
  const row = (cells: readonly [string, string, string, string], weight: 400 | 600): void => {
    const style = { size: size - 2, weight };
    sheet.cells([
      { text: cells[0], width: number, style },
      { text: cells[1], width: name, style },
      { text: cells[2], width: counts, style: { ...style, align: 'right' } },
      { text: cells[3], width: counts, style: { ...style, align: 'right' } },
    ]);
  };
  row([texts['paper.receipt.column-number'], texts['paper.receipt.column-name'], texts['paper.receipt.column-originals'], texts['paper.receipt.column-copies']], 600);
  sheet.rule('dashed');
  paper.papers.forEach((one, index) => row([String(index + 1), one.name, countOf(one.originals), countOf(one.copies)], 400));
  sheet.space(4);
  sheet.rule('solid');
  sheet.space(10);
}

function drawDue(sheet: Sheet, paper: ReceiptPaper, texts: PaperTexts, size: number): void {
  const label = labelWidth(sheet);
  sheet.pair(texts['paper.receipt.received'], momentText(paper.receivedAt, texts), label, size);
  sheet.pair(texts['paper.receipt.counter'], fill(texts['paper.receipt.counter-value'], { counter: paper.counter }), label, size);
  sheet.space(8);
  sheet.text(texts['paper.receipt.due'], { size: size - 2, weight: 600, align: center });
  if (paper.dueAt === null) sheet.text(texts['paper.receipt.no-due'], { size: size + 4, weight: 800, align: center });
  else {
    sheet.space(8);
    sheet.headline(momentText(paper.dueAt, texts), 800, size + 17);
    sheet.space(8);
  }
  if (paper.dueBefore !== undefined) sheet.text(fill(texts['paper.receipt.due-before'], { moment: momentText(paper.dueBefore, texts) }), { size: size - 3, weight: 400, align: center });
  if (paper.delivery !== undefined) sheet.pair(texts['paper.receipt.delivery'], paper.delivery, label, size);
  if (paper.fee !== undefined) sheet.pair(texts['paper.receipt.fee'], paper.fee, label, size);
  sheet.space(8);
  sheet.rule('dashed');
  sheet.space(8);
}

function drawSignatures(sheet: Sheet, paper: ReceiptPaper, texts: PaperTexts, size: number): void {
  const width = (sheet.roomDots - CELL_GAP) / 2;
  const two = (left: string, right: string, weight: 400 | 600): void => {
    const style = { size: size - 2, weight, align: center };
    sheet.cells([{ text: left, width, style }, { text: right, width, style }]);
  };
  two(texts['paper.receipt.signature-applicant'], texts['paper.receipt.signature-officer'], 600);
  sheet.space(92);
  two(paper.applicantName, paper.officerName, 400);
  sheet.space(8);
  sheet.rule('dashed');
}

function labelWidth(sheet: Sheet): number {
  return Math.round(sheet.roomDots * (sheet.roomDots < 500 ? 0.36 : 0.28));
}

function countOf(count: number): string {
  return count === 0 ? '–' : String(count);
}

function momentText(at: EpochMs, texts: PaperTexts): string {
  return fill(texts['paper.receipt.moment'], { ...paddedTimeOf(at) });
}
