// The NAPS2 driver against a stand-in that behaves as NAPS2.Console's source says; NAPS2 itself runs only on Windows and was never run here.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { systemClock } from '../../life/clock.ts';
import type { ScannedPage, ScanOptions } from '../ports.ts';
import { codeOfNaps2Words, naps2Arguments } from './naps2-messages.ts';
import { Naps2Scanner, type Naps2Times } from './naps2-scanner.ts';

const STAND_IN = path.join(import.meta.dirname, '../../../../tests/fakes/naps2-standin.mjs');
const root = mkdtempSync(path.join(tmpdir(), 'mot-cua-naps2-'));
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const FEEDER: ScanOptions = { source: 'feeder', dpi: 200, colour: 'colour', duplex: false };

function driver(device: string, times: Partial<Naps2Times> = {}, program = STAND_IN, kind: 'wia' | 'twain' = 'wia'): Naps2Scanner {
  const scanner = new Naps2Scanner({ driver: kind, device, program, folder: path.join(root, 'pages') }, systemClock, { hangMs: 20_000, graceMs: 2_000, watchMs: 20, lookMs: 10_000, pollMs: 50, ...times });
  open.push(scanner);
  return scanner;
}

async function scanned(scanner: Naps2Scanner, options = FEEDER, signal?: AbortSignal): Promise<{ readonly pages: readonly ScannedPage[]; readonly code: string | null }> {
  const pages: ScannedPage[] = [];
  try {
    for await (const page of scanner.scan(options, signal)) pages.push(page);
    return { pages, code: null };
  } catch (error) {
    if (error instanceof Refusal) return { pages, code: error.code };
    throw error;
  }
}

test('a scan is asked for in NAPS2’s own words', () => {
  const args = naps2Arguments({ driver: 'twain', device: 'fi-8170', program: 'x', folder: '/p' }, { source: 'feeder', dpi: 300, colour: 'grey', duplex: true });
  expect(args.join(' ')).toBe('--noprofile --driver twain --device fi-8170 --source duplex --dpi 300 --bitdepth gray --pagesize a4 --jpegquality 85 --verbose --force --output /p/$(nnnn).jpg');
});

test.each([
  ['sheets=3', 3, null], ['sheets=3,end=empty', 3, null], ['sheets=2,end=jam', 2, 'scanner.jam'], ['sheets=1,end=cover', 1, 'scanner.cover-open'], ['end=empty', 0, 'scanner.feeder-empty'],
  ['end=busy', 0, 'scanner.busy'], ['end=gone', 0, 'scanner.absent'], ['end=strange', 0, 'scanner.feeder-empty'], ['sheets=3,half', 2, 'scanner.cut'],
] as const)('told "%s" NAPS2 gives %i whole pages and %s, and nothing stays in the folder', async (device, count, code) => {
  const { pages, code: ended } = await scanned(driver(device));
  expect([pages.length, ended]).toEqual([count, code]);
  expect(pages.map(({ bytes }) => bytes[10])).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  expect(readdirSync(root)).toEqual([]);
});

test('both sides are asked for as one source', async () => {
  expect((await scanned(driver('sheets=2'), { ...FEEDER, duplex: true })).pages).toHaveLength(4);
});

test('a window that nobody answers is killed after the deadline, and the whole pages are kept', async () => {
  const scanner = driver('sheets=3,window,half', { hangMs: 1_500 });
  const { pages, code } = await scanned(scanner);
  expect([pages.length, code]).toEqual([2, 'scanner.timeout']);
  expect(readdirSync(root)).toEqual([]);
});

test('silence ends a scan also where something that is no page lies in the folder', async () => {
  expect(await scanned(driver('foreign,window', { hangMs: 500 }))).toEqual({ pages: [], code: 'scanner.timeout' });
  expect(readdirSync(root)).toEqual([]);
});

test('cancelling ends a program that hangs', async () => {
  const stop = new AbortController();
  const scanner = driver('window', { hangMs: 60_000 });
  const scan = scanned(scanner, FEEDER, stop.signal);
  await vi.waitFor(() => expect(scanner.state().kind).toBe('busy'), 10_000);
  stop.abort();
  expect((await scan).code).toBe('scanner.cancelled');
});

test('a program that is not there says so, and a scanner that is on the list is ready', async () => {
  const missing = driver('x', {}, path.join(root, 'no-such-program'));
  await vi.waitFor(() => expect(missing.state()).toMatchObject({ kind: 'trouble', code: 'scanner.no-program' }), 10_000);
  expect((await scanned(missing)).code).toBe('scanner.no-program');
  const listed = driver('FI-8170');
  await vi.waitFor(() => expect(listed.state()).toMatchObject({ kind: 'ready', code: null }), 10_000);
  const hung = driver('fi-8170', { lookMs: 300 }, STAND_IN, 'twain');
  await vi.waitFor(() => expect(hung.state()).toMatchObject({ kind: 'absent', code: 'scanner.absent' }), 10_000);
});

test('its words are understood in both languages, whatever the accents are made of', () => {
  expect(codeOfNaps2Words('Nắp máy quét mở.'.normalize('NFD'))).toBe('scanner.cover-open');
  expect([codeOfNaps2Words('Không trang sau nằm trong máng.'), codeOfNaps2Words('The worker process crashed.'), codeOfNaps2Words('Scanned page 1.')]).toEqual(['scanner.feeder-empty', 'scanner.error', null]);
});
