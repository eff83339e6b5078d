// The numbered receipt for a fee as a picture for the ticket printer.

import { paddedTimeOf } from '../../../../shared/domain/time/business-day.ts';
import type { FeeReceiptPaper } from '../ports.ts';
import { CELL_GAP, Sheet, type TextWidths, type DrawnStrip } from './sheet.ts';
import { fill, type PaperTexts } from './texts.ts';

const center = 'center' as const;

/** Draws it for a printer of that width. */
export function drawFeeReceipt(paper: FeeReceiptPaper, texts: PaperTexts, widthDots: number, widths: TextWidths): DrawnStrip {
  const sheet = new Sheet(widthDots, widths);
  const size = widthDots < 500 ? 20 : 23;
  drawHead(sheet, paper, texts, size);
  const label = Math.round(sheet.roomDots * (sheet.roomDots < 500 ? 0.36 : 0.28));
  const pair = (name: string, value: string, weight: 600 | 800 = 600): void => sheet.pair(name, value, label, size, weight);
  if (paper.payerName !== '') pair(texts['paper.fee.payer'], paper.payerName, 800);
  if (paper.about !== '') pair(texts['paper.fee.about'], paper.about);
  if (paper.procedureName !== '') pair(texts['paper.receipt.procedure'], paper.procedureName);
  sheet.space(8);
  drawLines(sheet, paper, texts, size);
  sheet.text(fill(texts['paper.fee.words'], { words: sentence(paper.totalWords) }), { size: size - 1, weight: 600 });
  sheet.space(8);
  pair(texts['paper.fee.method'], texts[`paper.fee.method-${paper.method}`]);
  pair(texts['paper.fee.paid'], fill(texts['paper.receipt.moment'], { ...paddedTimeOf(paper.paidAt) }));
  if (paper.counter !== null) pair(texts['paper.receipt.counter'], fill(texts['paper.receipt.counter-value'], { counter: paper.counter }));
  sheet.space(10);
  drawSignatures(sheet, paper, texts, size);
  sheet.text(fill(texts['paper.receipt.contact'], { address: paper.unitAddress, phone: paper.unitPhone.replaceAll(' ', '\u00a0') }), { size: size - 3, weight: 400, align: center });
  sheet.space(8);
  return sheet.toJob();
}

function drawHead(sheet: Sheet, paper: FeeReceiptPaper, texts: PaperTexts, size: number): void {
  sheet.space(8);
  const marks = [
    ...(paper.isExample ? [texts['paper.example']] : []), ...(paper.isReversed ? [texts['paper.fee.reversed']] : []),
    ...(paper.copyNumber > 1 ? [fill(texts['paper.fee.copy'], { count: paper.copyNumber })] : []),
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
  sheet.text(texts['paper.fee.title'], { size: size + 5, weight: 800, align: center });
  sheet.space(6);
  sheet.text(fill(texts['paper.fee.book'], { symbol: paper.symbol, volume: paper.volume }), { size: size - 2, weight: 400, align: center });
  sheet.space(8);
  sheet.headline(fill(texts['paper.fee.number'], { number: paper.number }), 800, size + 15);
  sheet.space(10);
  sheet.rule('dashed');
  sheet.space(8);
}

function drawLines(sheet: Sheet, paper: FeeReceiptPaper, texts: PaperTexts, size: number): void {
  sheet.rule('solid');
  const amount = Math.round(size * 5.2);
  const name = sheet.roomDots - amount - CELL_GAP;
  const row = (left: string, right: string, weight: 400 | 600 | 800): void =>
    sheet.cells([{ text: left, width: name, style: { size: size - 2, weight } }, { text: right, width: amount, style: { size: size - 2, weight, align: 'right' } }]);
  for (const line of paper.lines) {
    row(line.name, dong(line.amount), 600);
    row(fill(texts['paper.fee.quantity'], { kind: texts[`paper.fee.kind-${line.kind}`], quantity: line.quantity, unit: line.unit }), '', 400);
    sheet.space(4);
  }
  sheet.rule('dashed');
  row(texts['paper.fee.total'], dong(paper.total), 800);
  sheet.rule('solid');
  sheet.space(8);
}

function drawSignatures(sheet: Sheet, paper: FeeReceiptPaper, texts: PaperTexts, size: number): void {
  const width = (sheet.roomDots - CELL_GAP) / 2;
  const two = (left: string, right: string, weight: 400 | 600): void => {
    const style = { size: size - 2, weight, align: center };
    sheet.cells([{ text: left, width, style }, { text: right, width, style }]);
  };
  two(texts['paper.fee.signature-payer'], texts['paper.fee.signature-officer'], 600);
  sheet.space(80);
  two(paper.payerName, paper.officerName, 400);
  sheet.space(8);
  sheet.rule('dashed');
}

/** 1250000 → '1.250.000' */
function dong(amount: number): string {
  return String(amount).replaceAll(/\B(?=(?:\d{3})+$)/g, '.');
}

function sentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
