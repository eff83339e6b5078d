// Debian's CUPS as a peer: a raw queue takes our jobs and brings the picture to the printer dot for dot; what it calls done is not believed.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { startVirtualPrinter } from '../../electron/practice/printer/virtual-printer.ts';
import type { VirtualPrinter } from '../../electron/practice/printer/interface.ts';
import type { PrintJob } from '../../electron/station/devices/ports.ts';
import { cupsQueue } from '../../electron/station/devices/printer-escpos/cups-queue.ts';
import { QueuePrinter } from '../../electron/station/devices/printer-escpos/queue-printer.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import { startPrivateCups, type PrivateCups } from './private-cups.ts';

const parts = new AsyncDisposableStack();
let cups: PrivateCups;
let paper: VirtualPrinter;

beforeAll(async () => {
  expect(await ensureTools(['cupsd', 'lpadmin']), 'CUPS is needed').toBe(true);
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-cups-'));
  parts.defer(async () => await rm(folder, { recursive: true, force: true }));
  paper = parts.use(await startVirtualPrinter({ port: 0 }));
  cups = parts.use(await startPrivateCups(folder));
  await cups.addRawQueue('kiosk', paper.port);
}, 400_000);
afterAll(async () => await parts.disposeAsync());

function picture(mark: number, rows = 600): PrintJob {
  const bits = new Uint8Array(72 * rows);
  for (let index = 0; index < bits.length; index += 1) bits[index] = index % 72 < 4 ? mark : (index * 31) & 0xff;
  return { widthDots: 576, rows, bits };
}

const driver = (queue: string): QueuePrinter => parts.use(new QueuePrinter(cupsQueue(queue, cups.server, systemClock), 576, systemClock, 200));

test('a job is handed to the queue, its picture comes out dot for dot, and its outcome stays unknown', async () => {
  const printer = driver('kiosk');
  await vi.waitFor(() => expect(printer.state()).toMatchObject({ kind: 'ready', code: 'printer.unconfirmed' }), 20_000);
  const job = picture(7);
  expect(await printer.print(job)).toEqual({ kind: 'unknown', code: 'printer.unconfirmed' });
  await vi.waitFor(() => expect(paper.pageCount()).toBe(1), 30_000);
  const [page] = paper.pages();
  expect(page?.pictureRows).toBe(job.rows);
  expect(Buffer.from(page?.bits.subarray(0, job.bits.length) ?? []).equals(Buffer.from(job.bits))).toBe(true);
  expect(paper.notUnderstood()).toEqual([]);
});

test('CUPS calls a job done that lies in a printer without paper, which is why nobody here says printed', async () => {
  paper.setState('paper-out');
  const printer = driver('kiosk');
  const before = (await cups.completed('kiosk')).split('\n').length;
  expect(await printer.print(picture(8, 100))).toEqual({ kind: 'unknown', code: 'printer.unconfirmed' });
  await vi.waitFor(async () => expect((await cups.completed('kiosk')).split('\n').length).toBe(before + 1), 60_000);
  expect(paper.pageCount()).toBe(1);
  paper.setState('ok');
  await vi.waitFor(() => expect(paper.pageCount()).toBe(2), 30_000);
});

test.each([['cupsdisable', 'cupsenable'], ['cupsreject', 'cupsaccept']] as const)('to a queue after %s nothing is handed, and after %s it is ready by itself', async (stop, start) => {
  const printer = driver('kiosk');
  await cups.command(stop, 'kiosk');
  const printed = paper.pageCount();
  expect(await printer.print(picture(9))).toEqual({ kind: 'failed', code: 'printer.queue-stopped' });
  expect(printer.state()).toMatchObject({ kind: 'trouble', code: 'printer.queue-stopped' });
  await cups.command(start, 'kiosk');
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 20_000);
  expect(paper.pageCount()).toBe(printed);
});

test('a queue that calls itself well while a ticket stays in it is given no other', async () => {
  await cups.addRawQueue('unplugged', 9);
  // A minute passes in every second.
  const clock = { ...systemClock, monotonic: () => systemClock.monotonic() * 60 };
  const printer = parts.use(new QueuePrinter(cupsQueue('unplugged', cups.server, clock), 576, clock, 200));
  expect(await printer.print(picture(1, 100))).toEqual({ kind: 'unknown', code: 'printer.unconfirmed' });
  await vi.waitFor(() => expect(printer.state()).toMatchObject({ kind: 'trouble', code: 'printer.queue-stopped' }), 20_000);
  expect(await printer.print(picture(2, 100))).toEqual({ kind: 'failed', code: 'printer.queue-stopped' });
  await cups.command('cupsdisable', 'unplugged');
});

test('a queue that is not there is named, and nothing is sent', async () => {
  expect(await driver('nobody').print(picture(1))).toEqual({ kind: 'failed', code: 'printer.queue-stopped' });
});
