// The SANE driver against Debian's scanimage: the test backend with every exit code, slowness, cancelling, and a scanner that comes and goes.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { listSaneDevices } from '../../electron/station/devices/scanner-program/sane-list.ts';
import { SaneScanner, type SaneTimes } from '../../electron/station/devices/scanner-program/sane-scanner.ts';
import { startVirtualScanner } from '../../electron/practice/scanner/virtual-scanner.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import type { ScannedPage, ScanOptions } from '../../electron/station/devices/ports.ts';
import { Refusal } from '../../shared/contract/errors.ts';

const root = mkdtempSync(path.join(tmpdir(), 'mot-cua-sane-'));
const open: AsyncDisposable[] = [];
const configured = process.env['SANE_CONFIG_DIR'];
beforeAll(async () => {
  const config = path.join(root, 'config');
  mkdirSync(config);
  // Without its own search sane-airscan needs no avahi; Debian's second eSCL backend is left out.
  writeFileSync(path.join(config, 'dll.conf'), 'airscan\ntest\n');
  writeFileSync(path.join(config, 'airscan.conf'), '[options]\ndiscovery = disable\n');
  process.env['SANE_CONFIG_DIR'] = config;
  expect(await ensureTools(['scanimage']), 'scanimage of sane-utils can be used or installed').toBe(true);
});
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});
afterAll(() => {
  if (configured === undefined) delete process.env['SANE_CONFIG_DIR'];
  else process.env['SANE_CONFIG_DIR'] = configured;
  rmSync(root, { recursive: true, force: true });
});

const FEEDER: ScanOptions = { source: 'feeder', dpi: 75, colour: 'colour', duplex: false };

function driver(options: Readonly<Record<string, string>> = {}, times: Partial<SaneTimes> = {}, device = 'test:0'): SaneScanner {
  const scanner = new SaneScanner({ device, options, folder: path.join(root, 'pages') }, systemClock, { pollMs: 50, restMs: 200, graceMs: 5_000, ...times });
  open.push(scanner);
  return scanner;
}

async function scanned(scanner: SaneScanner, options: Partial<ScanOptions> = {}, signal?: AbortSignal): Promise<{ readonly pages: readonly ScannedPage[]; readonly code: string | null }> {
  const pages: ScannedPage[] = [];
  try {
    for await (const page of scanner.scan({ ...FEEDER, ...options }, signal)) pages.push(page);
    return { pages, code: null };
  } catch (error) {
    if (error instanceof Refusal) return { pages, code: error.code };
    throw error;
  }
}

test('the ten sheets of the test backend’s feeder come as ten JPEG pages, and the glass gives one', async () => {
  const scanner = driver();
  const { pages, code } = await scanned(scanner);
  expect([code, pages.length, new Set(pages.map(({ mime }) => mime))]).toEqual([null, 10, new Set(['image/jpeg'])]);
  expect(await scanned(scanner, { source: 'glass', colour: 'grey' })).toMatchObject({ code: null, pages: [{ mime: 'image/jpeg' }] });
  expect(readdirSync(root)).toEqual(['config']);
});

test('a sheet is pulled only when the caller takes the page, through a folder that nobody else reads', async () => {
  const pages = driver().scan(FEEDER)[Symbol.asyncIterator]();
  await pages.next();
  const folder = path.join(root, 'pages');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  // The program waits for the word to go on, and what it gave is no longer on the disk.
  expect(readdirSync(folder)).toEqual([]);
  await pages.return?.(undefined);
  expect(readdirSync(root)).toEqual(['config']);
});

test.each([
  ['JAMMED', 'scanner.jam'], ['NO_DOCS', 'scanner.feeder-empty'], ['COVER_OPEN', 'scanner.cover-open'], ['IO_ERROR', 'scanner.cut'], ['NO_MEM', 'scanner.error'], ['ACCESS_DENIED', 'scanner.access-denied'],
  ['DEVICE_BUSY', 'scanner.busy'], ['INVAL', 'scanner.unsupported'], ['CANCELLED', 'scanner.cancelled'], ['UNSUPPORTED', 'scanner.error'], ['EOF', 'scanner.error'],
])('SANE_STATUS_%s ends a scan with %s and leaves nothing behind', async (status, code) => {
  const scanner = driver({ 'read-return-value': `SANE_STATUS_${status}` });
  expect(await scanned(scanner)).toEqual({ pages: [], code });
  expect(readdirSync(root)).toEqual(['config']);
  await vi.waitFor(() => expect(scanner.state().kind).not.toBe('busy'), 10_000);
});

test('cancelling interrupts a slow page, and the device can be used again at once', async () => {
  const stop = new AbortController();
  const scanner = driver({ 'read-delay': 'yes', 'read-delay-duration': '200000', 'read-limit': 'yes', 'read-limit-size': '2048' });
  const scan = scanned(scanner, {}, stop.signal);
  await vi.waitFor(() => expect(readdirSync(path.join(root, 'pages'))).toEqual(['1.jpg.part']), 20_000);
  const began = performance.now();
  stop.abort();
  expect((await scan).code).toBe('scanner.cancelled');
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(readdirSync(root)).toEqual(['config']);
  expect((await scanned(driver())).pages).toHaveLength(10);
});

test('a page that never ends costs the program, not the station', async () => {
  const scanner = driver({ 'read-delay': 'yes', 'read-delay-duration': '200000', 'read-limit': 'yes', 'read-limit-size': '64' }, { hangMs: 1_500, graceMs: 300 });
  expect((await scanned(scanner)).code).toBe('scanner.timeout');
  await vi.waitFor(() => expect(scanner.state().kind).toBe('ready'), 20_000);
});

test('a device that SANE does not know is absent, and an option that it does not have is refused by name', async () => {
  const strange = driver({}, {}, 'nothere:0');
  expect((await scanned(strange)).code).toBe('scanner.absent');
  expect(strange.state()).toMatchObject({ kind: 'absent', code: 'scanner.absent' });
  expect((await scanned(driver({ 'no-such-option': '1' }))).code).toBe('scanner.unsupported');
  expect((await scanned(driver(), { duplex: true })).code).toBe('scanner.unsupported');
});

test('a scanner behind sane-airscan is taken up when it appears, turns paper, and jams with its pages kept', async () => {
  const gone = await startVirtualScanner({ port: 0 });
  const { port } = gone;
  await gone[Symbol.asyncDispose]();
  const scanner = driver({}, {}, `airscan:escl:Practice:http://127.0.0.1:${port}/eSCL`);
  await vi.waitFor(() => expect(scanner.state().kind).toBe('absent'), 10_000);
  const paper = await startVirtualScanner({ port, sheets: 2 });
  open.push(paper);
  await vi.waitFor(() => expect(scanner.state().kind).toBe('ready'), 20_000);
  expect(scanner.offers()).toEqual({ feeder: true, glass: true, duplex: true, colours: ['colour', 'grey'], dpis: [200, 300] });
  expect(await scanned(scanner, { duplex: true })).toMatchObject({ code: null, pages: { length: 4 } });
  paper.load(4);
  paper.setFault('jam', 3);
  expect(await scanned(scanner)).toMatchObject({ code: 'scanner.jam', pages: { length: 2 } });
  expect(scanner.state()).toMatchObject({ kind: 'trouble', code: 'scanner.jam' });
  paper.setFault('none');
  expect(await scanned(scanner)).toMatchObject({ code: null, pages: { length: 2 } });
});

test('asking SANE for its scanners ends, with or without any', async () => {
  expect(Array.isArray(await listSaneDevices(systemClock, AbortSignal.timeout(60_000)))).toBe(true);
  expect(await listSaneDevices(systemClock, AbortSignal.timeout(60_000), 'no-such-program')).toEqual([]);
});
