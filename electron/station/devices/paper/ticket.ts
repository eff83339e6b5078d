// The queue ticket as a picture: one big number, and what a person who waits wants to know.

import { paddedTimeOf } from '../../../../shared/domain/time/business-day.ts';
import type { TicketPaper } from '../ports.ts';
import { openSheet } from './open-sheet.ts';
import type { DrawnStrip, TextWidths } from './sheet.ts';
import { fill, type PaperTexts } from './texts.ts';

/** Draws a ticket for a printer of that width. */
export function drawTicket(paper: TicketPaper, texts: PaperTexts, widthDots: number, widths: TextWidths): DrawnStrip {
  const { sheet, small } = openSheet(paper.isExample, texts, widthDots, widths);
  const center = 'center' as const;
  sheet.text(paper.unitParent, { size: small - 2, weight: 400, align: center });
  sheet.text(paper.unitName, { size: small + 4, weight: 800, align: center });
  sheet.space(10);
  sheet.rule('solid');
  sheet.space(14);
  sheet.text(paper.fieldName, { size: small + 6, weight: 600, align: center });
  sheet.space(16);
  sheet.text(texts['paper.ticket.number'], { size: small - 2, weight: 400, align: center });
  sheet.space(14);
  sheet.headline(paper.number, 800, 210);
  sheet.space(26);
  if (paper.isPriority) {
    sheet.band(texts['paper.ticket.priority'], small + 8);
    sheet.space(18);
  }
  sheet.rule('dashed');
  sheet.space(12);
  const { hour, minute, day, month, year } = paddedTimeOf(paper.issuedAt);
  const label = Math.round(sheet.roomDots * 0.42);
  sheet.pair(texts['paper.ticket.issued'], `${hour}:${minute} · ${day}/${month}/${year}`, label, small);
  const waiting = paper.waitingAhead === 0 ? texts['paper.ticket.nobody'] : fill(texts['paper.ticket.people'], { count: paper.waitingAhead });
  sheet.pair(texts['paper.ticket.waiting'], waiting, label, small);
  if (paper.counters.length > 0) sheet.pair(texts['paper.ticket.counters'], paper.counters.join(', '), label, small);
  sheet.space(12);
  sheet.rule('dashed');
  if (paper.qr !== null) {
    sheet.qr(paper.qr);
    sheet.text(texts['paper.ticket.qr'], { size: small - 2, weight: 400, align: center });
  }
  sheet.space(10);
  sheet.text(texts['paper.ticket.note'], { size: small - 2, weight: 400, align: center });
  sheet.space(8);
  return sheet.toJob();
}
