// Printers that answer little, nothing or nonsense: each has its own state, none is believed, none holds the next print up.

import { afterEach, expect, test, vi } from 'vitest';
import { startVirtualPrinter } from '../../../practice/printer/virtual-printer.ts';
import type { VirtualPrinter } from '../../../practice/printer/interface.ts';
import { systemClock } from '../../life/clock.ts';
import type { DeviceClock, PrintJob } from '../ports.ts';
import { encodeJob } from './encode.ts';
import { EscPosPrinter } from './printer.ts';
import type { EscPosTimes } from './settings.ts';
import { tcpLine } from './tcp-line.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

const QUICK: EscPosTimes = { openMs: 5_000, answerMs: 500, jobMs: 3_000, pollMs: 100 };

async function virtual(): Promise<VirtualPrinter> {
  const paper = await startVirtualPrinter({ port: 0 });
  open.push(paper);
  return paper;
}

function driver(port: number, times: Partial<EscPosTimes> = {}, clock: DeviceClock = systemClock): EscPosPrinter {
  const printer = new EscPosPrinter({ open: tcpLine('127.0.0.1', port), widthDots: 576, answers: true }, clock, { ...QUICK, ...times });
  open.push(printer);
  return printer;
}

/** A deadline that is over only when a test says so: who comes back without it has not waited for it. */
const HELD_MS = 3_600_000;

class HeldClock implements DeviceClock {
  /** Deadlines and pauses of less than that, which take their time. */
  shortSleeps = 0;
  #held = Promise.withResolvers<void>();

  now = systemClock.now;
  monotonic = systemClock.monotonic;

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms < HELD_MS) {
      this.shortSleeps += 1;
      return await systemClock.sleep(ms, signal);
    }
    const broken = new Promise<never>((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true }));
    await Promise.race([this.#held.promise, broken]);
  }

  /** Ends the deadlines that somebody waits for now. */
  end(): void {
    this.#held.resolve();
    this.#held = Promise.withResolvers<void>();
  }
}

function picture(mark: number, rows = 600): PrintJob {
  const bits = new Uint8Array(72 * rows);
  for (let index = 0; index < bits.length; index += 1) bits[index] = index % 72 < 4 ? mark : (index * 31) & 0xff;
  return { widthDots: 576, rows, bits };
}

const marks = (paper: VirtualPrinter): (number | undefined)[] => paper.pages().map((page) => page.bits[0]);

test('a printer that says it is well and never fences is not believed, prints each job once, and makes nobody wait for the whole deadline twice', async () => {
  const paper = await virtual();
  paper.setState('no-fence');
  const clock = new HeldClock();
  const printer = driver(paper.port, { pollMs: 60_000, jobMs: HELD_MS }, clock);
  const first = printer.print(picture(1));
  await vi.waitFor(() => expect(paper.pageCount()).toBe(1), 10_000);
  // A round has one pause and four questions with a deadline each: in two rounds' time it has said at least once that it is well.
  const before = clock.shortSleeps;
  await vi.waitFor(() => expect(clock.shortSleeps).toBeGreaterThanOrEqual(before + 10), 15_000);
  clock.end();
  expect(await first).toEqual({ kind: 'unknown', code: 'printer.unconfirmed' });
  expect(printer.state()).toMatchObject({ kind: 'ready', code: 'printer.unconfirmed' });
  expect(await printer.print(picture(2))).toEqual({ kind: 'unknown', code: 'printer.unconfirmed' });
  expect(marks(paper)).toEqual([1, 2]);
});

test('a fence that comes late is not taken for the end of the next job', async () => {
  const paper = await virtual();
  paper.setState('no-fence');
  const printer = driver(paper.port, { pollMs: 60_000 });
  expect(await printer.print(picture(1))).toMatchObject({ kind: 'unknown' });
  paper.setState('ok');
  // Now it fences, but on this line nothing is believed any more.
  expect(await printer.print(picture(2))).toEqual({ kind: 'unknown', code: 'printer.unconfirmed' });
  paper.cutConnections();
  await vi.waitFor(async () => expect(await printer.print(picture(3, 40))).toEqual({ kind: 'printed' }), 10_000);
  expect(marks(paper).filter((mark) => mark === 1 || mark === 2)).toEqual([1, 2]);
});

test('a printer that knows only two of the questions prints as any other, and its paper is watched', async () => {
  const paper = await virtual();
  paper.setState('few-answers');
  const printer = driver(paper.port);
  expect(await printer.print(picture(1))).toEqual({ kind: 'printed' });
  expect(printer.state()).toMatchObject({ kind: 'ready', code: null });
});

test('a printer that answers nonsense is named so, and is sent nothing', async () => {
  const paper = await virtual();
  paper.setState('garbled');
  const printer = driver(paper.port);
  expect(await printer.print(picture(1))).toEqual({ kind: 'failed', code: 'printer.garbled' });
  expect(printer.state()).toMatchObject({ kind: 'trouble', code: 'printer.garbled' });
  expect(paper.pageCount()).toBe(0);
});

test('nonsense that comes after a job is no end of that job', async () => {
  const paper = await virtual();
  const printer = driver(paper.port, { pollMs: 60_000 });
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  paper.setState('garbled', { afterRows: 10 });
  expect(await printer.print(picture(1))).toMatchObject({ kind: 'unknown' });
  expect(marks(paper)).toEqual([1]);
});

test('a printer that says for ever that it has no paper gets nothing, fails at once and holds nobody up', async () => {
  const paper = await virtual();
  paper.setState('says-paper-out');
  const printer = driver(paper.port, { answerMs: HELD_MS, jobMs: HELD_MS }, new HeldClock());
  for (const mark of [1, 2, 3]) expect(await printer.print(picture(mark))).toEqual({ kind: 'failed', code: 'printer.paper-out' });
  expect(paper.pageCount()).toBe(0);
});

test('a slow printer is waited for', async () => {
  const paper = await virtual();
  paper.setState('slow');
  const printer = driver(paper.port, { jobMs: 20_000 });
  expect(await printer.print(picture(1, 200))).toEqual({ kind: 'printed' });
});

test('a printer that nobody ever hears is silent, and one that was heard before is off line', async () => {
  const paper = await virtual();
  paper.setState('mute');
  const printer = driver(paper.port);
  await vi.waitFor(() => expect(printer.state()).toMatchObject({ kind: 'trouble', code: 'printer.silent' }), 10_000);
  const seen: (string | null)[] = [];
  printer.onChange((state) => seen.push(state.code ?? state.kind));
  paper.setState('ok');
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  paper.setState('mute');
  await vi.waitFor(() => expect(printer.state()).toMatchObject({ kind: 'trouble', code: 'printer.offline' }), 10_000);
  paper.setState('unplugged');
  await vi.waitFor(() => expect(printer.state()).toMatchObject({ kind: 'absent', code: 'printer.absent' }), 10_000);
  paper.setState('ok');
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  expect(seen.filter((one) => one === 'printer.absent')).toHaveLength(1);
});

test('a jam is cleared when a person asks for it, and not before', async () => {
  const paper = await virtual();
  paper.setState('cutter');
  const printer = driver(paper.port, { answerMs: 2_000 });
  await vi.waitFor(() => expect(printer.state().code).toBe('printer.cutter'), 10_000);
  expect(await printer.print(picture(1))).toEqual({ kind: 'failed', code: 'printer.cutter' });
  expect(paper.state()).toBe('cutter');
  await printer.clearError();
  expect(paper.state()).toBe('ok');
  expect(printer.state()).toMatchObject({ kind: 'ready', code: null });
});

test('wherever the line is cut, at the edge of a slice or beside it, the job is unknown and the next is whole on its own paper', async () => {
  const paper = await virtual();
  const printer = driver(paper.port, { pollMs: 60_000, answerMs: 2_000 });
  // The connection's own first questions are over, so only those of the job count.
  expect(await printer.print(picture(0))).toEqual({ kind: 'printed' });
  const torn = picture(1);
  const whole = encodeJob(torn).length;
  const slice = 8 + 255 * 72;
  const edges = [4, 4 + slice, 4 + 2 * slice, whole - 6].flatMap((edge) => [edge - 1, edge, edge + 1, edge + 8, edge + 9]).filter((edge) => edge > 0 && edge < whole);
  let mark = 1;
  for (const edge of edges) {
    // The questions before the job take twelve bytes.
    paper.cutConnections({ afterBytes: 12 + edge });
    expect(await printer.print(torn), `cut after ${edge} bytes`).toMatchObject({ kind: 'unknown' });
    mark += 1;
    const next = picture(mark);
    expect(await printer.print(next)).toEqual({ kind: 'printed' });
    const last = paper.pages().at(-1);
    expect(last?.pictureRows, `after a cut at ${edge}`).toBe(600);
    expect(Buffer.from(next.bits).equals(Buffer.from(last?.bits.subarray(0, next.bits.length) ?? [])), `after a cut at ${edge}`).toBe(true);
    expect(marks(paper).filter((one) => one === mark)).toHaveLength(1);
  }
}, 60_000);
