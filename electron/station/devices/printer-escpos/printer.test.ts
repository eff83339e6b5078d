// The driver against the virtual printer on real sockets, on good days and on every bad one.

import { afterEach, expect, test, vi } from 'vitest';
import { startVirtualPrinter } from '../../../practice/printer/virtual-printer.ts';
import type { VirtualPrinter } from '../../../practice/printer/interface.ts';
import { systemClock } from '../../life/clock.ts';
import type { PrintJob } from '../ports.ts';
import { EscPosPrinter } from './printer.ts';
import type { EscPosSettings, EscPosTimes } from './settings.ts';
import { tcpLine } from './tcp-line.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

const QUICK: EscPosTimes = { openMs: 2_000, answerMs: 300, jobMs: 1_500, pollMs: 100 };

async function virtual(port = 0): Promise<VirtualPrinter> {
  const printer = await startVirtualPrinter({ port });
  open.push(printer);
  return printer;
}

function driver(port: number, times: Partial<EscPosTimes> = {}, settings: Partial<EscPosSettings> = {}): EscPosPrinter {
  const printer = new EscPosPrinter({ open: tcpLine('127.0.0.1', port), widthDots: 576, answers: true, ...settings }, systemClock, { ...QUICK, ...times });
  open.push(printer);
  return printer;
}

/** A picture that looks like no other: its mark is in every row. */
function picture(mark: number, rows = 600): PrintJob {
  const bits = new Uint8Array(72 * rows);
  for (let index = 0; index < bits.length; index += 1) bits[index] = index % 72 < 4 ? mark : (index * 31) & 0xff;
  return { widthDots: 576, rows, bits };
}

function printedMarks(printer: VirtualPrinter): (number | undefined)[] {
  return printer.pages().map((page) => page.bits[0]);
}

test('a printed ticket is on the paper dot for dot', async () => {
  const paper = await virtual();
  const job = picture(7);
  expect(await driver(paper.port).print(job)).toEqual({ kind: 'printed' });
  const [page] = paper.pages();
  expect(page?.pictureRows).toBe(job.rows);
  expect(Buffer.compare(Buffer.from(page?.bits.subarray(0, job.bits.length) ?? []), Buffer.from(job.bits))).toBe(0);
  expect(paper.notUnderstood()).toEqual([]);
});

test('jobs asked for at the same time come out one by one, each once, in the order of asking', async () => {
  const paper = await virtual();
  const printer = driver(paper.port);
  const outcomes = await Promise.all([1, 2, 3, 4, 5].map((mark) => printer.print(picture(mark, 300))));
  expect(outcomes.every((outcome) => outcome.kind === 'printed')).toBe(true);
  expect(printedMarks(paper)).toEqual([1, 2, 3, 4, 5]);
});

test('status questions hidden in the dots of a picture do not confuse the driver', async () => {
  const paper = await virtual();
  const job = picture(1, 300);
  for (const at of [100, 5_000, 21_000]) job.bits.set([0x10, 0x04, 0x01, 0x10, 0x04, 0x04], at);
  const printer = driver(paper.port);
  expect(await printer.print(job)).toEqual({ kind: 'printed' });
  expect(await printer.print(picture(2, 300))).toEqual({ kind: 'printed' });
  expect(printedMarks(paper)).toEqual([1, 2]);
});

test.each([
  ['paper-out', 'printer.paper-out'],
  ['cover-open', 'printer.cover-open'],
  ['cutter', 'printer.cutter'],
  ['offline', 'printer.silent'],
  ['mute', 'printer.silent'],
] as const)('to a printer that is %s nothing is sent, and the print has failed', async (state, code) => {
  const paper = await virtual();
  paper.setState(state);
  const printer = driver(paper.port);
  expect(await printer.print(picture(1))).toEqual({ kind: 'failed', code });
  expect(printer.state()).toMatchObject({ kind: 'trouble', code });
  paper.setState('ok');
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  expect(await printer.print(picture(2))).toEqual({ kind: 'printed' });
  expect(printedMarks(paper)).toEqual([2]);
});

test('a printer low on paper prints, and says so in its state', async () => {
  const paper = await virtual();
  const printer = driver(paper.port);
  paper.setState('paper-low');
  expect(await printer.print(picture(1))).toEqual({ kind: 'printed' });
  expect(printer.state()).toMatchObject({ kind: 'ready', code: 'printer.paper-low' });
});

test.each([
  ['paper-out', 'printer.paper-out'],
  ['cover-open', 'printer.cover-open'],
  ['cutter', 'printer.cutter'],
  ['offline', 'printer.timeout'],
  ['mute', 'printer.timeout'],
] as const)('a printer that becomes %s half-way leaves the print unknown; the driver never sends it again', async (state, code) => {
  const paper = await virtual();
  const printer = driver(paper.port);
  paper.setState(state, { afterRows: 350 });
  expect(await printer.print(picture(1))).toEqual({ kind: 'unknown', code });
  paper.setState('ok');
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  expect(await printer.print(picture(2))).toEqual({ kind: 'printed' });
  const last = paper.pages().at(-1);
  expect(last?.pictureRows).toBe(600);
  expect(printedMarks(paper).filter((mark) => mark === 2)).toHaveLength(1);
  expect(printedMarks(paper).filter((mark) => mark === 1).length).toBeLessThanOrEqual(1);
});

test('a connection cut inside a picture leaves the print unknown, and the next ticket is whole on its own paper', async () => {
  const paper = await virtual();
  const printer = driver(paper.port, { pollMs: 60_000 });
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  paper.cutConnections({ afterBytes: 20_000 });
  expect(await printer.print(picture(1))).toEqual({ kind: 'unknown', code: 'printer.offline' });
  const second = picture(2);
  expect(await printer.print(second)).toEqual({ kind: 'printed' });
  const last = paper.pages().at(-1);
  expect(Buffer.compare(Buffer.from(last?.bits.subarray(0, second.bits.length) ?? []), Buffer.from(second.bits))).toBe(0);
  expect(last?.pictureRows).toBe(600);
});

test('trouble and its end show by themselves while nothing is printed', async () => {
  const paper = await virtual();
  const printer = driver(paper.port, { pollMs: 60_000 });
  const seen: string[] = [];
  printer.onChange((state) => seen.push(state.code ?? state.kind));
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  paper.setState('cover-open');
  await vi.waitFor(() => expect(printer.state().code).toBe('printer.cover-open'), 10_000);
  paper.setState('ok');
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  expect(seen).toEqual(['ready', 'printer.cover-open', 'ready']);
});

test('a printer that is not there makes prints fail, and is taken up when it appears', async () => {
  const gone = await startVirtualPrinter({ port: 0 });
  const { port } = gone;
  await gone[Symbol.asyncDispose]();
  const printer = driver(port);
  expect(await printer.print(picture(1))).toEqual({ kind: 'failed', code: 'printer.absent' });
  expect(printer.state()).toMatchObject({ kind: 'absent', code: 'printer.absent' });
  const paper = await virtual(port);
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  expect(await printer.print(picture(2))).toEqual({ kind: 'printed' });
  await paper[Symbol.asyncDispose]();
  open.splice(open.indexOf(paper), 1);
  await vi.waitFor(() => expect(printer.state().kind).toBe('absent'), 10_000);
});

test('a printer set up as one that never answers is sent the job, and nobody claims that it printed', async () => {
  const paper = await virtual();
  paper.setState('mute');
  const printer = driver(paper.port, {}, { answers: false });
  expect(await printer.print(picture(9))).toEqual({ kind: 'unknown', code: 'printer.unconfirmed' });
  await vi.waitFor(() => expect(printedMarks(paper)).toEqual([9]), 10_000);
  expect(printer.state()).toMatchObject({ kind: 'ready', code: 'printer.unconfirmed' });
});

test('a print given up while it waits sends nothing; one given up half-way is unknown', async () => {
  const paper = await virtual();
  const printer = driver(paper.port, { jobMs: 20_000 });
  const early = new AbortController();
  early.abort(new Error('given up'));
  await expect(printer.print(picture(1), early.signal)).rejects.toThrow('given up');
  paper.setState('mute', { afterRows: 10 });
  const late = new AbortController();
  const outcome = printer.print(picture(2), late.signal);
  await vi.waitFor(() => expect(paper.state()).toBe('mute'), 10_000);
  late.abort();
  expect(await outcome).toEqual({ kind: 'unknown', code: 'printer.interrupted' });
  expect(printedMarks(paper)).not.toContain(1);
});

test('ending the driver ends its connection and an unanswered print', async () => {
  const paper = await virtual();
  const printer = driver(paper.port, { jobMs: 60_000 });
  paper.setState('mute', { afterRows: 10 });
  const outcome = printer.print(picture(2));
  await vi.waitFor(() => expect(paper.state()).toBe('mute'), 10_000);
  await printer[Symbol.asyncDispose]();
  expect(await outcome).toEqual({ kind: 'unknown', code: 'printer.interrupted' });
});
