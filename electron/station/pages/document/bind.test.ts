// A document as others read it: Debian's pdftotext finds every word with its accents where it stands on the page, and other readers' eyes see the picture alone.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureTools } from '../../../../build/setup/system-tools.ts';
import { drawPage } from '../../../../tests/fakes/drawn-page.ts';
import type { Leaf } from '../leaf/leaf.ts';
import { startBinding } from './bind.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-pdf-'));
let hasReader = false;
beforeAll(async () => {
  hasReader = await ensureTools(['pdftotext']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every Vietnamese letter with every tone, in small and capital letters. */
const LETTERS = 'aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ đ';
const WORDS = `${LETTERS} ${LETTERS.toUpperCase()}`.split(' ');

async function leafOf(words: Leaf['words']): Promise<Leaf> {
  return { jpeg: await drawPage({ on: 'nothing', dpi: 100 }), width: 827, height: 1169, dpi: 100, isOverBudget: false, words };
}
const placed = WORDS.map((text, index) => ({ text, left: 50 + (index % 5) * 150, top: 100 + Math.floor(index / 5) * 60, width: text.length * 14, height: 30 }));

function read(tool: 'pdftotext' | 'pdfinfo', bytes: Uint8Array, ...args: readonly string[]): string {
  const file = path.join(folder, 'document.pdf');
  writeFileSync(file, bytes);
  return execFileSync(tool, tool === 'pdftotext' ? [...args, file, '-'] : [...args, file], { encoding: 'utf8' });
}

it('all letters of the language come out of it, each word in its place, on a page of its true size', async (test) => {
  if (!hasReader) return test.skip();
  const binding = await startBinding('H26.149-260713-0001', Date.UTC(2026, 6, 13));
  await binding.add(await leafOf(placed));
  await binding.add(await leafOf(null));
  const document = await binding.finish();
  expect(read('pdftotext', document, '-layout').normalize('NFC').split(/\s+/).filter((word) => word !== '')).toEqual(WORDS);
  const boxes = [...read('pdftotext', document, '-bbox').matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">/g)].map((box) => box.slice(1, 5).map(Number));
  expect(boxes.length).toBe(WORDS.length);
  boxes.forEach(([left = 0, top = 0, right = 0, bottom = 0], index) => {
    const { left: x, top: y, width, height } = placed[index] ?? { left: 0, top: 0, width: 0, height: 0 };
    // Dots of the page to points, to the nearest two points.
    expect([left - x * 0.72, right - (x + width) * 0.72, top - y * 0.72, bottom - (y + height) * 0.72].map((off) => Math.abs(off) < 3)).toEqual([true, true, true, true]);
  });
  const facts = read('pdfinfo', document);
  expect([facts.match(/Title:\s+(.*)/)?.[1], facts.match(/Pages:\s+(.*)/)?.[1], facts.match(/Page size:\s+(.*)/)?.[1]]).toEqual(['H26.149-260713-0001', '2', '595.44 x 841.68 pts (A4)']);
});

it('pages of a scanner’s own PDF go in as they are, without what they would do by themselves; what is no PDF is told', async (test) => {
  if (!hasReader) return test.skip();
  const own = await startBinding('own', 0);
  await own.add(await leafOf(placed.slice(0, 3)));
  await own.add(await leafOf(null));
  const binding = await startBinding('both', 0);
  expect(await binding.addPdf(Buffer.from('%PDF-1.7 nothing of the kind'))).toBe(false);
  expect(await binding.addPdf(await own.finish())).toBe(true);
  const document = await binding.finish();
  expect([read('pdfinfo', document).match(/Pages:\s+(.*)/)?.[1], read('pdftotext', document).trim().split(/\s+/)]).toEqual(['2', WORDS.slice(0, 3)]);
});
