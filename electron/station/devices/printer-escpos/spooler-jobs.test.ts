// Jobs in a queue of the Windows spooler: read from the bytes of its structures, and what they mean for the next ticket. Bytes are written by hand after winspool.h; none come from a Windows.

import { expect, test } from 'vitest';
import { TestClock } from '../../../../tests/fakes/test-clock.ts';
import type { SpoolerAnswer, SpoolerJob } from './spooler-questions.ts';
import { spoolerQueue, troubleOfJobs } from './spooler-queue.ts';
import { jobsOf, queueOf } from './spooler-structures.ts';
import { askSpooler, type Spooler } from './winspool.ts';

const POINTER = 'e0a0cb2e7b010000';
/** JOB_INFO_1W: number and filling, six pointers, status, priority, position, pages, printed, the moment, filling. */
const jobBytes = (id: string, status: string): string => `${id}00000000${POINTER.repeat(6)}${status}${'01000000'.repeat(3)}00000000${'ea07'}${'0b00'}${'0500'}${'1b00'}${'0900'}${'1e00'}${'0000'}${'0000'}00000000`;
const TWO_JOBS = Buffer.from(`${jobBytes('2a000000', '10000000')}${jobBytes('2b000000', '00000000')}${Buffer.from('mot-cua\0', 'utf16le').toString('hex')}`, 'hex');
/** PRINTER_INFO_2W: thirteen pointers, attributes, two priorities, two times, status, jobs, pages a minute. */
const printerBytes = (status: string, jobs: string): Buffer => Buffer.from(`${POINTER.repeat(13)}48180000${'01000000'.repeat(2)}${'00000000'.repeat(2)}${status}${jobs}00000000`, 'hex');

test('number and status of each job are read, and of bytes that are too short nothing', () => {
  expect(jobsOf(TWO_JOBS, 2)).toEqual([{ id: 42, status: 0x10 }, { id: 43, status: 0 }]);
  expect([jobsOf(TWO_JOBS, 3), jobsOf(Buffer.alloc(0), 0), queueOf(Buffer.alloc(135))]).toEqual([null, [], null]);
  expect(queueOf(printerBytes('80000000', '02000000'))).toEqual({ attributes: 0x1848, status: 0x80, jobs: 2 });
});

test('jobs are asked for where there are some, and a spooler that will not tell of them is no trouble', () => {
  let asked = 0;
  const spooler = (jobs: string, listed: ReturnType<Spooler['jobs']>): Spooler => ({
    open: () => 'handle', info: () => printerBytes('00000000', jobs), start: () => 0, write: () => 0, end: () => true, close: () => undefined,
    jobs: () => {
      asked += 1;
      return listed;
    },
  });
  const look = (one: Spooler): unknown => askSpooler(one, { kind: 'look', queue: 'POS-80' });
  const well = { kind: 'looked', status: 0, attributes: 0x1848 };
  expect([look(spooler('00000000', null)), asked]).toEqual([{ ...well, jobs: [] }, 0]);
  expect(look(spooler('02000000', { bytes: TWO_JOBS, count: 2 }))).toEqual({ ...well, jobs: [{ id: 42, status: 0x10 }, { id: 43, status: 0 }] });
  expect(look(spooler('02000000', null))).toEqual({ ...well, jobs: null });
  expect(asked).toBe(2);
});

test.each<[string, readonly number[], string | null]>([
  ['is printing and another waits', [0x10, 0], null],
  ['finds no paper', [0x10 | 0x40, 0], 'printer.paper-out'],
  ['finds nobody at the other end', [0x10 | 0x20], 'printer.queue-stopped'],
  ['is blocked by its driver', [0x200], 'printer.queue-stopped'],
  ['has failed', [0x2], 'printer.error'],
  ['wants somebody', [0x400 | 0x10], 'printer.error'],
  ['was printed and is kept, though it had failed once', [0x80 | 0x2000 | 0x2], null],
  ['is paused, so that those behind it pass', [0x1, 0x10], null],
])('a queue in which a job %s', (_name, statuses, trouble) => {
  expect(troubleOfJobs(statuses.map((status, index) => ({ id: index + 1, status })))).toBe(trouble);
});

test('a job of ours that stays for twenty seconds in a queue that calls itself well stops the next ticket, until it has left', async () => {
  const clock = new TestClock();
  let jobs: readonly SpoolerJob[] | null = [];
  const ask = async (question: { readonly kind: string }): Promise<SpoolerAnswer> => await Promise.resolve(question.kind === 'look' ? { kind: 'looked', status: 0, attributes: 0, jobs } : { kind: 'submitted', became: 'taken', job: 42 });
  const queue = spoolerQueue('POS-80', { ask, [Symbol.asyncDispose]: async () => await Promise.resolve() }, clock);
  const { signal } = new AbortController();
  const look = async (): Promise<unknown> => await queue.look(signal);
  expect([await look(), await queue.submit(new Uint8Array(1), signal)]).toEqual([null, 'taken']);
  jobs = [{ id: 7, status: 0 }, { id: 42, status: 0x10 }];
  clock.advance(19_999);
  expect(await look()).toBeNull();
  clock.advance(1);
  expect(await look()).toBe('printer.queue-stopped');
  // Told nothing, nobody can say that it stands.
  jobs = null;
  expect(await look()).toBeNull();
  jobs = [{ id: 7, status: 0 }, { id: 42, status: 0x2080 }];
  expect(await look()).toBeNull();
  clock.advance(60_000);
  expect(await look()).toBeNull();
});
