// How every strip of the ticket roll begins: its size of small words, and a band over all of it where it is an example.

import { Sheet, type TextWidths } from './sheet.ts';
import type { PaperTexts } from './texts.ts';

/** `small`: dots of the small words on a strip of that width. */
export function openSheet(isExample: boolean, texts: PaperTexts, widthDots: number, widths: TextWidths): { readonly sheet: Sheet; readonly small: number } {
  const sheet = new Sheet(widthDots, widths);
  const small = widthDots < 500 ? 20 : 24;
  sheet.space(8);
  if (isExample) {
    sheet.band(texts['paper.example'], small);
    sheet.space(10);
  }
  return { sheet, small };
}
