// The line of USB printers over pseudo terminals that stand for the kernel's device: both ways, found by serial number, pulled out and plugged in as another number.

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ensureTools } from '../../../build/setup/system-tools.ts';
import { plugIntoDevice } from '../../../electron/practice/printer/on-device.ts';
import type { VirtualPrinter } from '../../../electron/practice/printer/interface.ts';
import { startVirtualPrinter } from '../../../electron/practice/printer/virtual-printer.ts';
import type { PrintJob } from '../../../electron/station/devices/ports.ts';
import type { LpWanted } from '../../../electron/station/devices/printer-escpos/lp-devices.ts';
import { lpLine } from '../../../electron/station/devices/printer-escpos/lp-line.ts';
import { EscPosPrinter } from '../../../electron/station/devices/printer-escpos/printer.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { startPtyPair } from '../../lab/pty-pair.ts';

const TIMES = { openMs: 2_000, answerMs: 500, jobMs: 6_000, pollMs: 100 };
const open: AsyncDisposable[] = [];
let folder = '';

beforeAll(async () => {
  expect(await ensureTools(['socat'])).toBe(true);
}, 300_000);
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'printer-usb-'));
  await mkdir(path.join(folder, 'classes'));
  await mkdir(path.join(folder, 'devices'));
});
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** A printer as the kernel shows it: `lp0` in two folders, numbers and serial beside its interface. Disposing pulls it out. */
async function plugIn(paper: VirtualPrinter, name: string, serial: string): Promise<AsyncDisposable> {
  await using parts = new AsyncDisposableStack();
  const usb = path.join(folder, `usb-${name}`);
  await mkdir(path.join(usb, '1-1:1.0'), { recursive: true });
  await writeFile(path.join(usb, 'serial'), `${serial}\n`);
  await writeFile(path.join(usb, 'idVendor'), '04b8\n');
  await writeFile(path.join(usb, 'idProduct'), '0202\n');
  const seen = path.join(folder, 'classes', name);
  await mkdir(seen);
  await symlink(path.join(usb, '1-1:1.0'), path.join(seen, 'device'));
  const pair = parts.use(await startPtyPair(usb));
  await symlink(pair.ours, path.join(folder, 'devices', name));
  parts.use(await plugIntoDevice(paper.port, pair.theirs));
  parts.defer(async () => await rm(path.join(folder, 'devices', name), { force: true }));
  parts.defer(async () => await rm(seen, { recursive: true, force: true }));
  return parts.move();
}

async function virtual(): Promise<VirtualPrinter> {
  const paper = await startVirtualPrinter({ port: 0 });
  open.push(paper);
  return paper;
}

function driver(wanted: LpWanted): EscPosPrinter {
  const line = lpLine(wanted, { classes: path.join(folder, 'classes'), devices: path.join(folder, 'devices') });
  const printer = new EscPosPrinter({ open: line, widthDots: 576, answers: true }, systemClock, TIMES);
  open.push(printer);
  return printer;
}

function picture(mark: number): PrintJob {
  const bits = new Uint8Array(72 * 600);
  for (let index = 0; index < bits.length; index += 1) bits[index] = index % 72 < 4 ? mark : (index * 31) & 0xff;
  return { widthDots: 576, rows: 600, bits };
}

const wholeOn = (paper: VirtualPrinter, job: PrintJob): boolean => Buffer.from(job.bits).equals(Buffer.from(paper.pages().at(-1)?.bits.subarray(0, job.bits.length) ?? []));

test('a ticket goes to the printer of the wanted serial number dot for dot, and its troubles are seen', async () => {
  const [other, paper] = [await virtual(), await virtual()];
  open.push(await plugIn(other, 'lp0', 'A-1'), await plugIn(paper, 'lp1', 'B-2'));
  const printer = driver({ vendorId: 0x04b8, serialNumber: 'B-2' });
  const job = picture(7);
  expect(await printer.print(job)).toEqual({ kind: 'printed' });
  expect([wholeOn(paper, job), other.pageCount(), paper.notUnderstood()]).toEqual([true, 0, []]);
  paper.setState('cover-open');
  await vi.waitFor(() => expect(printer.state()).toMatchObject({ kind: 'trouble', code: 'printer.cover-open' }), 10_000);
});

test('a printer that is pulled out is absent, and is taken up again under another number', async () => {
  const paper = await virtual();
  const first = await plugIn(paper, 'lp0', 'B-2');
  const printer = driver({ serialNumber: 'B-2' });
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  await first[Symbol.asyncDispose]();
  await vi.waitFor(() => expect(printer.state()).toMatchObject({ kind: 'absent', code: 'printer.absent' }), 10_000);
  expect(await printer.print(picture(1))).toEqual({ kind: 'failed', code: 'printer.absent' });
  open.push(await plugIn(paper, 'lp1', 'B-2'));
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  const job = picture(2);
  expect(await printer.print(job)).toEqual({ kind: 'printed' });
  expect(wholeOn(paper, job)).toBe(true);
});

test('a printer pulled out in the middle of a picture leaves it unknown; the next is whole on its own paper', async () => {
  const paper = await virtual();
  const first = await plugIn(paper, 'lp0', 'B-2');
  const printer = driver({ serialNumber: 'B-2' });
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  paper.setState('offline', { afterRows: 200 });
  const outcome = printer.print(picture(1));
  await vi.waitFor(() => expect(paper.state()).toBe('offline'), 10_000);
  await first[Symbol.asyncDispose]();
  expect(await outcome).toMatchObject({ kind: 'unknown' });
  paper.setState('ok');
  open.push(await plugIn(paper, 'lp0', 'B-2'));
  await vi.waitFor(() => expect(printer.state().kind).toBe('ready'), 10_000);
  const next = picture(2);
  expect(await printer.print(next)).toEqual({ kind: 'printed' });
  expect([wholeOn(paper, next), paper.pages().filter((page) => page.bits[0] === 2).length]).toEqual([true, 1]);
});

test('a file that is not there is an absent printer', async () => {
  const printer = driver({ path: '/dev/does-not-exist' });
  expect(await printer.print(picture(1))).toEqual({ kind: 'failed', code: 'printer.absent' });
});
