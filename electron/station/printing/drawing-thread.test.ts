// The drawing thread as the station starts it: the same picture as the press makes, and a station that outlives each end of it.

import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { createPaperPress } from '../devices/paper/press.ts';
import { parsePaperTexts } from '../devices/paper/texts.ts';
import type { TicketPaper } from '../devices/ports.ts';
import { systemClock } from '../life/clock.ts';
import { startDrawingThread, type DrawingThread } from './drawing-thread.ts';

const textsFile = new URL('../../../resources/texts/paper.vi.json', import.meta.url).pathname;
const ticket = (number: string): TicketPaper => ({
  unitParent: 'Trung tâm', unitName: 'Điểm phục vụ', fieldName: 'Hộ tịch', number, issuedAt: 1_790_000_000_000 as EpochMs, waitingAhead: 2, counters: [1, 2], isPriority: true, qr: null, isExample: true,
});

const threads: DrawingThread[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread[Symbol.asyncDispose]();
});

/** Starts a thread; `workers` gathers what was really started. */
function startThread(workers: Worker[] = [], code?: string): DrawingThread {
  const thread = startDrawingThread({
    start: () => {
      const worker = code === undefined ? new Worker(new URL('../paper-worker.ts', import.meta.url), { workerData: { widthDots: 384, textsFile } }) : new Worker(code, { eval: true });
      workers.push(worker);
      return worker;
    },
    clock: systemClock,
  });
  threads.push(thread);
  return thread;
}

it('draws what the press draws, each paper its own', async () => {
  const press = createPaperPress(384, parsePaperTexts(readFileSync(textsFile, 'utf8')));
  const thread = startThread();
  const papers = [ticket('A001'), ticket('B020')];
  const drawn = await Promise.all(papers.map((paper) => thread.draw('ticket', JSON.stringify(paper))));
  expect(drawn).toEqual(papers.map((paper) => press.drawTicket(paper)));
  expect(drawn[0]).not.toEqual(drawn[1]);
});

it('refuses a paper that is not one, without its words, and goes on', async () => {
  const workers: Worker[] = [];
  const thread = startThread(workers);
  const wrong = JSON.stringify({ ...ticket('A001'), number: { secret: 'Nguyễn Thị Mẫu' } });
  await expect(thread.draw('ticket', wrong)).rejects.toThrow(/^(?!.*Nguyễn).*number/s);
  await expect(thread.draw('receipt', JSON.stringify(ticket('A001')))).rejects.toThrow();
  expect((await thread.draw('ticket', JSON.stringify(ticket('A002')))).widthDots).toBe(384);
  expect(workers).toHaveLength(1);
});

it('is started again after its death, whether at work or at rest', async () => {
  const workers: Worker[] = [];
  const thread = startThread(workers);
  const cut = thread.draw('ticket', JSON.stringify(ticket('A001')));
  await Promise.resolve();
  await Promise.all([expect(cut).rejects.toThrow('ended'), workers[0]?.terminate()]);
  expect((await thread.draw('ticket', JSON.stringify(ticket('A002')))).rows).toBeGreaterThan(100);
  await workers[1]?.terminate();
  expect((await thread.draw('ticket', JSON.stringify(ticket('A003')))).rows).toBeGreaterThan(100);
  expect(workers).toHaveLength(3);
});

it('says why when it cannot start, answers nonsense, or throws', async () => {
  await expect(startThread([], 'throw new Error("no fonts here")').draw('ticket', '{}')).rejects.toThrow(/no fonts here|ended/);
  await expect(startThread([], 'require("node:worker_threads").parentPort.on("message", () => require("node:worker_threads").parentPort.postMessage({ kind: "drawn", picture: 1 }))').draw('ticket', '{}')).rejects.toThrow();
});
