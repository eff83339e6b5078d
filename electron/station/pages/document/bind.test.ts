// A document read back: every word with its accents where it stands on the page, and its pages in their true size. What other programs read in it is asked in the laboratory.

import { expect, it } from 'vitest';
import { drawPage } from '../../../../tests/fakes/drawn-page.ts';
import { readPdf } from '../../../../tests/fakes/read-pdf.ts';
import type { Leaf } from '../leaf/leaf.ts';
import { startBinding } from './bind.ts';

/** Every Vietnamese letter with every tone, in small and capital letters. */
const LETTERS = 'aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ đ';
const WORDS = `${LETTERS} ${LETTERS.toUpperCase()}`.split(' ');

async function leafOf(words: Leaf['words']): Promise<Leaf> {
  return { jpeg: await drawPage({ on: 'nothing', dpi: 100 }), width: 827, height: 1169, dpi: 100, isOverBudget: false, words };
}
const placed = WORDS.map((text, index) => ({ text, left: 50 + (index % 5) * 150, top: 100 + Math.floor(index / 5) * 60, width: text.length * 14, height: 30 }));

it('all letters of the language come out of it, each word in its place, on a page of its true size', async () => {
  const binding = await startBinding('H26.149-260713-0001', Date.UTC(2026, 6, 13));
  await binding.add(await leafOf(placed));
  await binding.add(await leafOf(null));
  const document = await binding.finish();
  const { title, pages } = await readPdf(document);
  const words = pages[0]?.words ?? [];
  expect(words.map(({ text }) => text)).toEqual(WORDS);
  words.forEach(({ left, top, right, bottom }, index) => {
    const { left: x, top: y, width, height } = placed[index] ?? { left: 0, top: 0, width: 0, height: 0 };
    // Dots of the page to points.
    expect([left - x * 0.72, right - (x + width) * 0.72, top - y * 0.72, bottom - (y + height) * 0.72].map((off) => Math.abs(off) < 0.01)).toEqual([true, true, true, true]);
  });
  expect([title, pages.map(({ width, height }) => [width.toFixed(2), height.toFixed(2)]), pages[1]?.words]).toEqual(['H26.149-260713-0001', [['595.44', '841.68'], ['595.44', '841.68']], []]);
});

it('pages of a scanner’s own PDF go in as they are, without what they would do by themselves; what is no PDF is told', async () => {
  const own = await startBinding('own', 0);
  await own.add(await leafOf(placed.slice(0, 3)));
  await own.add(await leafOf(null));
  const binding = await startBinding('both', 0);
  expect(await binding.addPdf(Buffer.from('%PDF-1.7 nothing of the kind'))).toBe(false);
  expect(await binding.addPdf(await own.finish())).toBe(true);
  const document = await binding.finish();
  expect((await readPdf(document)).pages.map(({ words }) => words.map(({ text }) => text))).toEqual([WORDS.slice(0, 3), []]);
});
