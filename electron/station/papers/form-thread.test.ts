// The thread of the forms as the station starts it: a PDF and pictures of one paper, and a refusal of a paper that is none.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import type { FormPaper } from '../../../shared/domain/paper/paper-words.ts';
import { sampleValues } from '../../../shared/domain/paper/sample-values.ts';
import { systemClock } from '../life/clock.ts';
import { createFormThread } from './form-thread.ts';

const resources = path.join(import.meta.dirname, '../../../resources');
const paper: FormPaper = {
  form: 'receipt-many', template: readFileSync(path.join(resources, 'papers/receipt-many.txt'), 'utf8'), label: 'T149-K1-000123-X', copyNumber: 1, isExample: true,
  values: sampleValues('receipt-many', { name: 'Điểm', parent: '', address: '', phone: '', lookUpSite: '' }, 20),
};

it('makes the same paper as PDF and as pictures, refuses what is none without its words, and goes on', async () => {
  await using thread = createFormThread(() => new Worker(new URL('../form-worker.ts', import.meta.url), { workerData: { textsFile: path.join(resources, 'texts/paper.vi.json') } }), systemClock);
  const pdf = await thread.pdf(paper);
  const pictures = await thread.pictures(paper, { dpi: 72, from: 1, most: 40 });
  expect(pdf.pages).toBeGreaterThan(1);
  expect([pictures.pages, pictures.pictures.length]).toEqual([pdf.pages, pdf.pages - 1]);
  await expect(thread.pdf({ ...paper, values: { texts: { 'người nộp': 12 as unknown as string }, lists: {} } })).rejects.toThrow(/texts/);
  await expect(thread.pdf({ ...paper, template: '[đoạn] {{Nguyễn Thị Mẫu}}' })).rejects.toThrow(/^(?!.*Mẫu).*unknown-field in line 1/s);
  expect(Buffer.compare((await thread.pdf(paper)).pdf, pdf.pdf)).toBe(0);
});

it('says in training on each page, in pictures and on a strip, what the paper is', async () => {
  const started = (isTraining: boolean) => createFormThread(() => new Worker(new URL('../form-worker.ts', import.meta.url), { workerData: { textsFile: path.join(resources, 'texts/paper.vi.json'), isTraining } }), systemClock);
  await using real = started(false);
  await using training = started(true);
  const asked = { dpi: 72, from: 0, most: 40 } as const;
  const [plain, marked] = [await real.pictures(paper, asked), await training.pictures(paper, asked)];
  expect(marked.pages).toBeGreaterThanOrEqual(plain.pages);
  const isMarked = async (bytes: Uint8Array): Promise<boolean> => {
    const image = await loadImage(Buffer.from(bytes));
    const context = createCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    // The grey of the words across, and of nothing else: a tenth of a page and less.
    return Array.from({ length: data.length / 4 }, (_, dot) => data[dot * 4]).filter((level) => level === 0xd9).length > image.width * 10;
  };
  expect(await Promise.all(marked.pictures.map(isMarked))).toEqual(marked.pictures.map(() => true));
  expect(await Promise.all(plain.pictures.map(isMarked))).toEqual(plain.pictures.map(() => false));
  // The two bands at least.
  expect((await training.strip(paper, 576)).rows).toBeGreaterThanOrEqual((await real.strip(paper, 576)).rows + 2 * 72);
});
