// A thread of the station: one question at a time, and a station that outlives each end of it.

import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from './clock.ts';
import { createWorkerThread, type WorkerThread } from './worker-thread.ts';

const ECHO = `const { parentPort } = require('node:worker_threads'); parentPort.on('message', (said) => said === 'hang' ? undefined : said === 'die' ? process.exit(3) : parentPort.postMessage(said));`;
const threads: WorkerThread<number>[] = [];
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread[Symbol.asyncDispose]();
});

function thread(started: Worker[], longestMs = 20_000, restMs = 60_000): WorkerThread<number> {
  const made = createWorkerThread({
    start: () => {
      const worker = new Worker(ECHO, { eval: true });
      started.push(worker);
      return worker;
    },
    clock: systemClock, parse: (said) => z.number().parse(said), longestMs, restMs,
  });
  threads.push(made);
  return made;
}

it('is started by its first question, and answers each with its own', async () => {
  const started: Worker[] = [];
  const echo = thread(started);
  expect(started).toHaveLength(0);
  expect(await Promise.all([1, 2, 3].map((own) => echo.ask(own)))).toEqual([1, 2, 3]);
  expect(started).toHaveLength(1);
});

it.each([['dies', 'die', 'ended'], ['answers nonsense', 'nonsense', 'expected number']])('that %s fails that question, and a new one answers the next', async (_name, question, words) => {
  const started: Worker[] = [];
  const echo = thread(started);
  await expect(echo.ask(question)).rejects.toThrow(words);
  expect(await echo.ask(7)).toBe(7);
  expect(started).toHaveLength(2);
});

it('ends when nothing is asked of it for a while, and is there again for the next question', async () => {
  const started: Worker[] = [];
  const echo = thread(started, 20_000, 20);
  expect(await echo.ask(1)).toBe(1);
  await expect.poll(() => started[0]?.threadId, { interval: 5 }).toBe(-1);
  expect(await Promise.all([2, 3].map((own) => echo.ask(own)))).toEqual([2, 3]);
  expect(started).toHaveLength(2);
});

it('of a station that stops refuses what is under way and what comes later: nothing has failed', async () => {
  const started: Worker[] = [];
  const echo = thread(started);
  expect(await echo.ask(1)).toBe(1);
  const underWay = echo.ask('hang').catch((error: unknown) => error);
  await echo[Symbol.asyncDispose]();
  expect(await underWay).toMatchObject({ code: 'station.unreachable' });
  await expect(echo.ask(2)).rejects.toMatchObject({ code: 'station.unreachable' });
});

it('that never answers fails that question in its time', async () => {
  await expect(thread([], 300).ask('hang')).rejects.toThrow('no answer within 300 ms');
});

it('that hangs beyond its end lets no other be started, and questions fail at once until it has gone', async () => {
  const started: Worker[] = [];
  const letGo = Promise.withResolvers<void>();
  const echo = createWorkerThread({
    start: () => {
      const worker = new Worker(ECHO, { eval: true });
      const terminate = worker.terminate.bind(worker);
      // As one that is held by a call of the system.
      if (started.length === 0) worker.terminate = async () => await letGo.promise.then(terminate);
      started.push(worker);
      return worker;
    },
    clock: { sleep: async (ms, signal) => await systemClock.sleep(ms / 10, signal) }, parse: (said) => z.number().parse(said), longestMs: 20_000, restMs: 600_000,
  });
  threads.push(echo);
  await expect(echo.ask('hang')).rejects.toThrow('no answer within 20000 ms');
  for (let round = 0; round < 5; round += 1) await expect(echo.ask(round)).rejects.toThrow('has not gone');
  expect(started).toHaveLength(1);
  letGo.resolve();
  await expect.poll(async () => await echo.ask(7).catch(() => null), { interval: 5, timeout: 20_000 }).toBe(7);
  expect(started).toHaveLength(2);
});
