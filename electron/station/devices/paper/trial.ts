// The test page of the set-up as a picture: every accented letter, a ruler and a code, so that a person sees at once what a printer cannot do.

import { VIETNAMESE_ROWS } from '../../../../shared/domain/text/vietnamese-letters.ts';
import { paddedTimeOf } from '../../../../shared/domain/time/business-day.ts';
import type { TrialPaper } from '../trial-ports.ts';
import { Sheet, type TextWidths, type DrawnStrip } from './sheet.ts';
import { fill, type PaperTexts } from './texts.ts';

/** Dots of a millimetre at 203 dpi. */
const DOTS_PER_MM = 8;
/** Small letters in the first half of the columns, capitals in the second: a vowel with an accent of its own has six of each. */
const HALF = 6;

/** Draws the page for the width that it names. */
export function drawTrial(paper: TrialPaper, texts: PaperTexts, widths: TextWidths): DrawnStrip {
  const sheet = new Sheet(paper.widthDots, widths);
  const small = paper.widthDots < 500 ? 20 : 24;
  const center = 'center' as const;
  sheet.space(8);
  sheet.band(texts['paper.trial.title'], small + 4);
  sheet.space(8);
  if (paper.name !== '') sheet.text(paper.name, { size: small + 2, weight: 800, align: center });
  sheet.text(paper.unitName, { size: small - 2, weight: 400, align: center });
  const { hour, minute, day, month, year } = paddedTimeOf(paper.at);
  sheet.text(`${hour}:${minute} · ${day}/${month}/${year}`, { size: small, weight: 600, align: center });
  sheet.space(8);
  sheet.rule('solid');
  sheet.space(6);
  sheet.text(texts['paper.trial.check'], { size: small - 2, weight: 400 });
  for (const row of VIETNAMESE_ROWS) sheet.letters([...row, ...Array.from({ length: HALF - row.length }, () => ''), ...row.map((letter) => letter.toUpperCase())], 2 * HALF, small + 4);
  sheet.space(8);
  sheet.rule('dashed');
  sheet.space(4);
  sheet.text(fill(texts['paper.trial.ruler'], { mm: Math.floor(paper.widthDots / DOTS_PER_MM) }), { size: small - 2, weight: 400 });
  sheet.ruler(DOTS_PER_MM);
  sheet.qr(paper.qr);
  sheet.text(fill(texts['paper.trial.version'], { version: paper.version }), { size: small - 4, weight: 400, align: center });
  sheet.text(texts['paper.trial.note'], { size: small - 2, weight: 600, align: center });
  sheet.space(8);
  return sheet.toJob();
}
