// Which files count as a whole page.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawSheet } from '../../electron/practice/scanner/sheet.ts';
import { pageOf } from '../../shared/domain/scan/page-kind.ts';

test('a page is known by its bytes, and one that breaks off anywhere is none', async () => {
  const sheet = await drawSheet({ number: 1, seed: 1, dpi: 75, isGrey: true });
  expect(pageOf(sheet)).toEqual({ bytes: sheet, mime: 'image/jpeg' });
  expect(pageOf(Buffer.concat([sheet, Buffer.alloc(16)]))?.mime).toBe('image/jpeg');
  fc.assert(fc.property(fc.integer({ min: 0, max: sheet.length - 3 }), (end) => {
    expect(pageOf(sheet.subarray(0, end))).toBeNull();
  }), { numRuns: 300 });
});

test('the other kinds a scanner may send are known too, and nothing else', () => {
  expect(pageOf(Buffer.from('%PDF-1.4\n…\n%%EOF\n'))?.mime).toBe('application/pdf');
  expect(pageOf(Buffer.from('\x89PNG\r\n\x1a\n............IEND\xaeB`\x82', 'latin1'))?.mime).toBe('image/png');
  expect(pageOf(Buffer.from('<html>Sign in</html>'))).toBeNull();
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void pageOf(bytes)));
});
