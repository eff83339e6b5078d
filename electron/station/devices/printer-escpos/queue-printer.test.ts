// Printers behind queues of the operating system: what a queue says, what is handed to it, and what is never claimed.

import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../life/clock.ts';
import type { PrinterCode, PrintJob } from '../ports.ts';
import { troubleOfQueue } from './cups-queue.ts';
import { QueuePrinter, type PrintQueue, type Submitted } from './queue-printer.ts';
import { spoolerQueue, troubleOfBits } from './spooler-queue.ts';
import type { SpoolerAnswer, SpoolerQuestion } from './spooler-questions.ts';
import { askSpooler, type Spooler } from './winspool.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

const job: PrintJob = { widthDots: 576, rows: 8, bits: new Uint8Array(72 * 8) };
const disposed = { [Symbol.asyncDispose]: async (): Promise<void> => await Promise.resolve() };

function driver(queue: Omit<PrintQueue, typeof Symbol.asyncDispose>): QueuePrinter {
  const printer = new QueuePrinter({ ...queue, ...disposed }, 576, systemClock, 20);
  open.push(printer);
  return printer;
}

test.each([
  ['taken', { kind: 'unknown', code: 'printer.unconfirmed' }],
  ['refused', { kind: 'failed', code: 'printer.queue-stopped' }],
  ['doubtful', { kind: 'unknown', code: 'printer.interrupted' }],
] as const)('a job that the queue calls %s is never called printed', async (became, outcome) => {
  const submitted: Submitted = became;
  const printer = driver({ look: async () => null, submit: async () => submitted });
  expect(await printer.print(job)).toEqual(outcome);
  expect(printer.state()).toMatchObject({ kind: 'ready', code: 'printer.unconfirmed' });
});

test('nothing is handed to a queue that stands still, and it is taken up again by itself', async () => {
  let trouble: PrinterCode | null = 'printer.queue-stopped';
  let submitted = 0;
  const printer = driver({
    look: async () => trouble,
    submit: async () => {
      submitted += 1;
      return 'taken';
    },
  });
  expect(await printer.print(job)).toEqual({ kind: 'failed', code: 'printer.queue-stopped' });
  expect([printer.state().kind, submitted]).toEqual(['trouble', 0]);
  trouble = null;
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
});

test('a look that dies shows as a queue that stands still, and the next one is due all the same', async () => {
  let looks = 0;
  const printer = driver({
    look: async () => {
      looks += 1;
      return looks === 1 ? await Promise.reject(new Error('no memory')) : null;
    },
    submit: async () => 'taken',
  });
  const seen: (string | null)[] = [];
  printer.onChange((state) => seen.push(state.code));
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  expect(seen).toEqual(['printer.queue-stopped', 'printer.unconfirmed']);
});

test.each([
  [0, 0, null],
  [0x1, 0, 'printer.queue-stopped'],
  [0x80, 0, 'printer.queue-stopped'],
  [0, 0x400, 'printer.queue-stopped'],
  [0x10, 0, 'printer.paper-out'],
  [0x40_0000, 0x400, 'printer.cover-open'],
  [0x8, 0, 'printer.error'],
  [0x2, 0, 'printer.error'],
  [0x400, 0x800, null],
] as const)('the bits %i and %i of a Windows queue mean %s', (status, attributes, trouble) => {
  expect(troubleOfBits(status, attributes)).toBe(trouble);
});

test.each([
  ['kiosk accepting requests since Thu\nprinter kiosk is idle.  enabled since Thu\n', null],
  ['kiosk accepting requests since Thu\nprinter kiosk disabled since Thu -\n\tPaused\n', 'printer.queue-stopped'],
  ['kiosk not accepting requests since Thu -\n\tRejecting\nprinter kiosk is idle.\n', 'printer.queue-stopped'],
  ['', 'printer.queue-stopped'],
] as const)('what CUPS says of a queue is read: %j', (said, trouble) => {
  expect(troubleOfQueue(said)).toBe(trouble);
});

/** A spooler whose calls are counted; `takes` bytes of each job. */
function spooler(takes: number, info = Buffer.alloc(136), listed: ReturnType<Spooler['jobs']> = null): Spooler & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    open: (queue) => (queue === 'POS-80' ? 'handle' : null),
    info: () => info,
    jobs: () => listed,
    start: () => (takes >= 0 ? 7 : 0),
    write: (_handle, bytes) => Math.min(takes, bytes.length),
    end: () => true,
    close: () => void calls.push('close'),
  };
}

test('the spooler is asked for its bits where Windows has them, and every handle is closed', () => {
  const info = Buffer.alloc(200);
  info.writeUInt32LE(0x400, 104);
  info.writeUInt32LE(0x80, 124);
  const one = spooler(1_000, info);
  expect(askSpooler(one, { kind: 'look', queue: 'POS-80' })).toEqual({ kind: 'looked', status: 0x80, attributes: 0x400, jobs: [] });
  expect(askSpooler(one, { kind: 'look', queue: 'nobody' })).toEqual({ kind: 'missing' });
  expect(one.calls).toEqual(['close']);
});

test.each([
  [1_000, 'taken'],
  [5, 'doubtful'],
  [-1, 'refused'],
] as const)('a spooler that takes %i bytes of a job leaves it %s', (takes, became) => {
  expect(askSpooler(spooler(takes), { kind: 'submit', queue: 'POS-80', bytes: new Uint8Array(100) })).toEqual({ kind: 'submitted', became, job: became === 'refused' ? null : 7 });
});

test('a spooler thread that dies or is too slow leaves a job in doubt, and its queue stopped', async () => {
  const ask = async (_question: SpoolerQuestion): Promise<SpoolerAnswer> => await Promise.reject(new Error('no answer within 10000 ms'));
  const queue = spoolerQueue('POS-80', { ask, ...disposed }, systemClock);
  const { signal } = new AbortController();
  expect(await queue.look(signal)).toBe('printer.queue-stopped');
  expect(await queue.submit(new Uint8Array(1), signal)).toBe('doubtful');
});
