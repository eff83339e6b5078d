// The thread of the forms as the station starts it: a PDF and pictures of one paper, and a refusal of a paper that is none.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
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
