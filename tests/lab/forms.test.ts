// Forms read back by programs that we did not write: poppler finds every word with its accents in the PDF, and a reader of codes both codes on its picture of the page.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { drawPdf, openPaperFonts } from '../../electron/station/papers/draw.ts';
import { layOut } from '../../electron/station/papers/lay-out.ts';
import { loadShippedTemplates } from '../../electron/station/papers/shipped-templates.ts';
import { PAPER_FORMS, type PaperForm } from '../../shared/domain/paper/form.ts';
import { parseTemplate } from '../../shared/domain/paper/parse-template.ts';
import { sampleValues } from '../../shared/domain/paper/sample-values.ts';
import type { TemplateBlock, TemplateWords } from '../../shared/domain/paper/template.ts';

const UNIT = { name: 'Điểm phục vụ hành chính công xã Phú Xuyên', parent: 'Trung tâm Phục vụ hành chính công Thành phố', address: 'Đường 428', phone: '1900 0000', lookUpSite: 'tra-cuu.example' };
const SHIPPED = loadShippedTemplates(path.join(import.meta.dirname, '../../resources/papers'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-forms-'));
const measure = openPaperFonts();

beforeAll(async () => expect(await ensureTools(['pdftotext', 'pdftoppm'])).toBe(true), 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function drawn(form: PaperForm, lines: number): { readonly file: string; readonly blocks: readonly TemplateBlock[]; readonly texts: Readonly<Record<string, string>> } {
  const parsed = parseTemplate(form, SHIPPED[form]);
  if (parsed.kind === 'faults') throw new Error('a shipped template can be read');
  const values = sampleValues(form, UNIT, lines);
  const file = path.join(folder, `${form}-${lines}.pdf`);
  writeFileSync(file, drawPdf(layOut(parsed.template, values, { bands: ['BẢN IN LẠI – LẦN 2'], footLabel: 'T149-K1-000123-X', pageWords: 'Trang {page}/{pages}' }, measure), form));
  return { file, blocks: parsed.template.blocks, texts: values.texts };
}

/** Every field that a template puts in words; codes are read by their pictures. */
function fieldsOf(blocks: readonly TemplateBlock[]): readonly string[] {
  const of = (words: TemplateWords): string[] => words.flatMap((word) => (word.kind === 'field' ? [word.name] : []));
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'title':
      case 'paragraph':
        return of(block.words);
      case 'entries':
        return block.entries.flatMap(({ label, value }) => [...of(label), ...(value === null ? [] : of(value))]);
      case 'signatures':
        return block.places.flatMap(({ title, hint, name }) => [...of(title), ...of(hint), ...of(name)]);
      case 'if':
        return block.isEmpty ? [] : fieldsOf(block.blocks);
      default:
        return [];
    }
  });
}

/** Letters alone: how words stand on lines is the page's business. */
const letters = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, '').toLocaleLowerCase('vi');

it.each(PAPER_FORMS)('every word of %s is found in its PDF, accents and all', (form) => {
  const { file, blocks, texts } = drawn(form, 0);
  const found = letters(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
  for (const word of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'BẢN IN LẠI – LẦN 2']) expect(found).toContain(letters(word));
  const words = fieldsOf(blocks).flatMap((name) => (texts[name] ?? '').split(/\s+/)).filter((word) => word !== '');
  expect(words.filter((word) => !found.includes(letters(word)))).toEqual([]);
});

it('both codes of a receipt are read off its page, which is A5', async () => {
  const { file, texts } = drawn('receipt', 0);
  execFileSync('pdftoppm', ['-r', '200', '-png', file, path.join(folder, 'page')]);
  const picture = await loadImage(readFileSync(path.join(folder, 'page-1.png')));
  expect([picture.width, picture.height].map((dots) => Math.round((dots / 200) * 25.4))).toEqual([148, 210]);
  const canvas = createCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  // One half after the other: a reader looks for one code at a time.
  const codes = [0, picture.width / 2].map((left) => {
    const { data, width, height } = context.getImageData(Math.round(left), 0, Math.floor(picture.width / 2), picture.height);
    return jsQR(new Uint8ClampedArray(data), width, height)?.data;
  });
  expect(codes).toEqual([texts['mã QR tra cứu'], texts['mã QR nội dung']]);
});

it('a long table says on each page which it is, under its head', () => {
  const pages = execFileSync('pdftotext', ['-layout', drawn('book', 60).file, '-'], { encoding: 'utf8' }).normalize('NFC').split('\f').slice(0, -1);
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.map((page) => /Trang (\d+\/\d+)/.exec(page)?.[1])).toEqual(pages.map((_, index) => `${index + 1}/${pages.length}`));
  expect(pages.filter((page) => page.includes('UBND')).every((page) => page.includes('Mã hồ sơ'))).toBe(true);
});
