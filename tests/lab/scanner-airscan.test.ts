// Debian's scanimage with sane-airscan, a client that is not ours, against the virtual scanner: what it accepts, and what it makes of each named fault.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ensureTools } from '../../build/setup/system-tools.ts';
import type { ScannerFault, ScannerHabits, VirtualScanner } from '../../electron/practice/scanner/interface.ts';
import { startVirtualScanner } from '../../electron/practice/scanner/virtual-scanner.ts';
import { pageOf } from '../../shared/domain/scan/page-kind.ts';

const root = mkdtempSync(path.join(tmpdir(), 'mot-cua-airscan-'));
const open: AsyncDisposable[] = [];
beforeAll(async () => {
  expect(await ensureTools(['scanimage']), 'scanimage of sane-utils can be used or installed').toBe(true);
  // Without its own search sane-airscan needs no avahi; Debian's second eSCL backend is left out.
  writeFileSync(path.join(root, 'dll.conf'), 'airscan\n');
  writeFileSync(path.join(root, 'airscan.conf'), '[options]\ndiscovery = disable\n');
});
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function virtual(sheets: number): Promise<VirtualScanner> {
  const scanner = await startVirtualScanner({ port: 0, sheets });
  open.push(scanner);
  return scanner;
}

/** Exit code of a batch from the feeder, with the pages that it left; SIGINT after `mostMs`. */
async function batch(paper: VirtualScanner, args: readonly string[] = [], mostMs = 20_000): Promise<{ readonly code: number | null; readonly pages: readonly Buffer[] }> {
  const folder = path.join(root, 'pages');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const code = await new Promise<number | null>((resolve) => {
    const program = execFile(
      'scanimage', ['-d', `airscan:escl:Practice:${paper.url}`, '--source=ADF', '--resolution=75', '--format=jpeg', '--batch=%d.jpg', ...args],
      { cwd: folder, env: { ...process.env, SANE_CONFIG_DIR: root, LC_ALL: 'C' }, timeout: mostMs, killSignal: 'SIGINT' },
      () => resolve(program.exitCode),
    );
  });
  return { code, pages: readdirSync(folder).filter((name) => name.endsWith('.jpg')).map((name) => readFileSync(path.join(folder, name))) };
}

test('ten sheets, both sides of two, and grey ones are what scanimage asks for', async () => {
  const paper = await virtual(10);
  const { code, pages } = await batch(paper);
  expect([code, pages.length, paper.openJobs(), pages.every((page) => pageOf(page)?.mime === 'image/jpeg')]).toEqual([0, 10, 0, true]);
  paper.load(2);
  expect(await batch(paper, ['--source=ADF Duplex', '--mode=Gray'])).toMatchObject({ code: 0, pages: { length: 4 } });
  expect(paper.lastJob()).toMatchObject({ isDuplex: true, isGrey: true });
});

test.each<[string, Partial<ScannerHabits>]>([
  ['ends a feeder with a conflict', { endsWithConflict: true }], ['does not say how long a page is', { hidesLength: true }], ['has to warm up', { warmUpAnswers: 1 }],
])('a scanner that %s gives scanimage all its pages', async (_name, habits) => {
  const paper = await virtual(3);
  paper.setHabits(habits);
  expect(await batch(paper)).toMatchObject({ pages: { length: 3 } });
});

test.each<[ScannerFault, number | null, number]>([
  ['jam', 6, 2], ['mispick', 9, 2], ['cover', 9, 2], ['cut', 9, 2], ['short', 9, 2], ['garbage', 9, 2], ['busy', 3, 0],
])('the fault %s is for scanimage the status %i after %i pages', async (fault, code, before) => {
  const paper = await virtual(4);
  paper.setFault(fault, 3);
  const ended = await batch(paper);
  expect([ended.code, ended.pages.length]).toEqual([code, before]);
});

test.each<[ScannerFault, number]>([['hang', 2], ['long', 2], ['busy-page', 0], ['stuck', 0], ['down', 0], ['silent', 0], ['slow', 4]])('the fault %s leaves scanimage with no more than whole pages, and an interrupt ends it', async (fault, before) => {
  const paper = await virtual(4);
  paper.setFault(fault, 3);
  const { pages } = await batch(paper, [], 8_000);
  expect(pages.length).toBeGreaterThanOrEqual(Math.min(before, 2));
  expect(pages.every((page) => pageOf(page) !== null)).toBe(true);
});

test('an empty feeder jams under scanimage, which asks only afterwards: the reason why our own client asks first', async () => {
  expect(await batch(await virtual(0))).toEqual({ code: 6, pages: [] });
});
