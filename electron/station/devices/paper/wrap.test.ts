// Line breaking: no word is lost, no line is too wide.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrap, wrapEvenly } from './wrap.ts';

const measure = (text: string): number => [...text].length * 10;
const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'ễ', 'Đ', '1', '-', '\u00a0'), minLength: 1, maxLength: 30 }), { maxLength: 20 }).map((words) => words.join(' '));

test.each([['wrap', wrap], ['wrapEvenly', wrapEvenly]] as const)('%s keeps every letter in order and stays inside the width', (_name, breakLines) => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 40, max: 500 }), (text, width) => {
      const lines = breakLines(text, width, measure);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.normalize('NFC').replaceAll(' ', ''));
      for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 500 },
  );
});

test('even lines are as many as greedy ones, without a lone last word', () => {
  const text = 'Điểm phục vụ hành chính công xã Phú Xuyên';
  expect(wrap(text, 360, measure)).toEqual(['Điểm phục vụ hành chính công xã Phú', 'Xuyên']);
  expect(wrapEvenly(text, 360, measure)).toEqual(['Điểm phục vụ hành chính', 'công xã Phú Xuyên']);
});

test('letters built of parts come out whole, and a no-break space keeps its words together', () => {
  expect(wrap('Nguyễn'.normalize('NFD'), 1_000, measure)).toEqual(['Nguyễn']);
  expect(wrap('số 1900\u00a00000', 100, measure)).toEqual(['số', '1900\u00a00000']);
});
