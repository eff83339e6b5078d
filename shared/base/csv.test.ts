// Tables as files: what a spreadsheet reads is what was written, and nothing of it is run.

import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('every value is quoted, quotes are doubled, lines end with CRLF behind the mark of UTF-8', () => {
  expect(csvOf([['Bước', 'nói "xong"'], []])).toBe('\u{FEFF}"Bước","nói ""xong"""\r\n\r\n');
});

it.each(['=1+1', '+1', '-1', '@x', '\tx'])('%j is a text and no formula', (value) => {
  expect(csvOf([[value]])).toBe(`\u{FEFF}"'${value}"\r\n`);
});
