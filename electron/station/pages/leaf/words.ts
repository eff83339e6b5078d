// Words on a page and where they stand, as the text reader gives them.

import { z } from 'zod';

/** Dots of the leaf's picture, from its left and top. All words of a line share top and height. */
export const wordSchema = z.strictObject({ text: z.string(), left: z.number(), top: z.number(), width: z.number(), height: z.number() });
export type Word = z.infer<typeof wordSchema>;

/** Less sure words are mostly stains and rules; of 100. */
const LEAST_SURE = 25;
const LINE = 4;
const WORD = 5;
const COLUMNS = 12;

/** Reads Tesseract's table of blocks, paragraphs, lines and words (tab-separated: level, four places, left, top, width, height, certainty, text). Lines that are not of this form are left out. */
export function wordsIn(table: string): readonly Word[] {
  const words: Word[] = [];
  let line = { top: 0, height: 0 };
  for (const row of table.split('\n')) {
    const cells = row.split('\t');
    const [level = NaN, , , , , , left = NaN, top = NaN, width = NaN, height = NaN, sure = NaN] = cells.slice(0, COLUMNS - 1).map(Number);
    const text = (cells[COLUMNS - 1] ?? '').trim().normalize('NFC');
    if (level === LINE) line = { top, height };
    if (level !== WORD || text === '' || !(sure >= LEAST_SURE) || !(width > 0)) continue;
    words.push({ text, left, width, ...line });
  }
  return words;
}
