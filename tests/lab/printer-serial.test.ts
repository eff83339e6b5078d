// The printer on a serial line over a pair of pseudo terminals: dot for dot, pulled out in mid picture, plugged in again.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { plugIntoDevice } from '../../electron/practice/printer/on-device.ts';
import { startVirtualPrinter } from '../../electron/practice/printer/virtual-printer.ts';
import type { VirtualPrinter } from '../../electron/practice/printer/interface.ts';
import type { PrintJob } from '../../electron/station/devices/ports.ts';
import { EscPosPrinter } from '../../electron/station/devices/printer-escpos/printer.ts';
import { bytesPerSecondOf, serialLine } from '../../electron/station/devices/printer-escpos/serial-line.ts';
import type { SerialSettings } from '../../electron/station/devices/serial/line.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import { startPtyPair, type PtyPair } from './pty-pair.ts';

const DEADLINE = { timeout: 30_000, interval: 20 };
let parts: AsyncDisposableStack;
let pair: PtyPair;
let paper: VirtualPrinter;
let printer: EscPosPrinter;

beforeAll(async () => expect(await ensureTools(['socat']), 'socat is needed').toBe(true), 300_000);
beforeEach(async () => {
  parts = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-printer-serial-'));
  parts.defer(async () => await rm(folder, { recursive: true, force: true }));
  pair = parts.use(await startPtyPair(folder));
  paper = parts.use(await startVirtualPrinter({ port: 0 }));
  const settings: SerialSettings = { path: pair.ours, baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' };
  printer = parts.use(new EscPosPrinter({ open: serialLine(settings), widthDots: 576, answers: true, bytesPerSecond: bytesPerSecondOf(settings) }, systemClock, { pollMs: 200 }));
});
afterEach(async () => await parts.disposeAsync());

function picture(mark: number, rows = 300): PrintJob {
  const bits = new Uint8Array(72 * rows);
  for (let index = 0; index < bits.length; index += 1) bits[index] = index % 72 < 4 ? mark : (index * 31) & 0xff;
  return { widthDots: 576, rows, bits };
}
const wholeOn = (job: PrintJob): boolean => Buffer.from(job.bits).equals(Buffer.from(paper.pages().at(-1)?.bits.subarray(0, job.bits.length) ?? []));

test('a ticket comes out dot for dot, and the printer says that it is through', async () => {
  parts.use(await plugIntoDevice(paper.port, pair.theirs));
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), DEADLINE);
  const job = picture(7);
  expect(await printer.print(job)).toEqual({ kind: 'printed' });
  expect([wholeOn(job), paper.notUnderstood()]).toEqual([true, []]);
});

test('a converter torn out in mid picture leaves the job unknown; the next is whole on its own paper', async () => {
  const first = await plugIntoDevice(paper.port, pair.theirs);
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), DEADLINE);
  paper.setState('offline', { afterRows: 100 });
  const outcome = printer.print(picture(1));
  await vi.waitFor(() => expect(paper.state()).toBe('offline'), DEADLINE);
  await first[Symbol.asyncDispose]();
  await pair.unplug();
  expect(await outcome).toMatchObject({ kind: 'unknown' });
  paper.setState('ok');
  await pair.plug();
  parts.use(await plugIntoDevice(paper.port, pair.theirs));
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), DEADLINE);
  const next = picture(2);
  expect(await printer.print(next)).toEqual({ kind: 'printed' });
  expect([wholeOn(next), paper.pages().filter((page) => page.bits[0] === 2).length]).toEqual([true, 1]);
});

test('a line that carries only noise, as of a wrong speed, is named and gets nothing', async () => {
  paper.setState('garbled');
  parts.use(await plugIntoDevice(paper.port, pair.theirs));
  await vi.waitFor(() => expect(printer.state()).toMatchObject({ kind: 'trouble', code: 'printer.garbled' }), DEADLINE);
  expect(await printer.print(picture(1))).toEqual({ kind: 'failed', code: 'printer.garbled' });
});
