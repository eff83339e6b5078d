// The slip of a complaint or proposal: its code, by which it can be asked for, and the day of the answer.

import { paddedTimeOf } from '../../../../shared/domain/time/business-day.ts';
import type { PetitionPaper } from '../ports.ts';
import { openSheet } from './open-sheet.ts';
import type { DrawnStrip, TextWidths } from './sheet.ts';
import { fill, type PaperTexts } from './texts.ts';

/** Draws a slip for a printer of that width. */
export function drawPetition(paper: PetitionPaper, texts: PaperTexts, widthDots: number, widths: TextWidths): DrawnStrip {
  const { sheet, small } = openSheet(paper.isExample, texts, widthDots, widths);
  const center = 'center' as const;
  sheet.text(paper.unitParent, { size: small - 2, weight: 400, align: center });
  sheet.text(paper.unitName, { size: small + 4, weight: 800, align: center });
  sheet.space(10);
  sheet.rule('solid');
  sheet.space(12);
  sheet.text(texts[paper.kind === 'complaint' ? 'paper.petition.complaint' : 'paper.petition.proposal'], { size: small + 4, weight: 800, align: center });
  sheet.space(12);
  sheet.text(texts['paper.petition.code'], { size: small - 2, weight: 400, align: center });
  sheet.text(paper.code, { size: small + 12, weight: 800, align: center });
  sheet.space(12);
  sheet.rule('dashed');
  sheet.space(12);
  const label = Math.round(sheet.roomDots * 0.42);
  const { hour, minute, day, month, year } = paddedTimeOf(paper.receivedAt);
  sheet.pair(texts['paper.petition.received'], `${hour}:${minute} · ${day}/${month}/${year}`, label, small);
  const due = paper.handleBy === null ? null : paddedTimeOf(paper.handleBy);
  sheet.pair(texts['paper.petition.handle'], due === null ? texts['paper.petition.handle-unknown'] : `${due.day}/${due.month}/${due.year}`, label, small);
  sheet.space(12);
  sheet.text(texts['paper.petition.ask'], { size: small - 2, weight: 400, align: center });
  if (paper.unitPhone !== '') sheet.text(fill(texts['paper.petition.phone'], { phone: paper.unitPhone }), { size: small - 2, weight: 400, align: center });
  sheet.space(8);
  return sheet.toJob();
}
