// Scanners that announce themselves, by an announcer that is not ours: found, used by name, and found again at another address.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ANNOUNCER, ensureAnnouncer } from '../../build/setup/system-tools.ts';
import { buildScanner } from '../../electron/station/devices/build-scanner.ts';
import { discoverScanners } from '../../electron/station/devices/discover-scanners.ts';
import { startVirtualScanner } from '../../electron/practice/scanner/virtual-scanner.ts';
import type { DocumentScanner, ScannedPage } from '../../electron/station/devices/ports.ts';
import { systemClock } from '../../electron/station/life/clock.ts';

const NAME = 'Máy quét quầy 1 (b2:c3)';
const open: AsyncDisposable[] = [];
beforeAll(async () => {
  expect(await ensureAnnouncer(), 'python3-zeroconf can be used or installed').toBe(true);
});
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});

async function pagesOf(scanner: DocumentScanner): Promise<readonly ScannedPage[]> {
  const pages: ScannedPage[] = [];
  for await (const page of scanner.scan({ source: 'feeder', dpi: 75, colour: 'colour', duplex: false })) pages.push(page);
  return pages;
}

async function announced(port: number): Promise<AsyncDisposable> {
  const announcer = spawn(ANNOUNCER.python, [path.join(import.meta.dirname, 'announce-scanner.py'), NAME, '127.0.0.1', String(port), 'eSCL'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(announcer, 'close');
  const end: AsyncDisposable = {
    [Symbol.asyncDispose]: async () => {
      announcer.stdin.end();
      await gone;
    },
  };
  open.push(end);
  await once(announcer.stdout, 'data');
  return end;
}

test('a scanner is found by its announcement, scans by its name, and is found again at another address', async () => {
  const first = await startVirtualScanner({ port: 0, sheets: 2 });
  const announcement = await announced(first.port);
  const found = await discoverScanners(systemClock, AbortSignal.timeout(30_000));
  expect(found.filter(({ name }) => name === NAME)).toEqual([{ name: NAME, place: '127.0.0.1', settings: { kind: 'escl-name', name: NAME } }]);

  const scanner = buildScanner({ kind: 'escl-name', name: NAME }, systemClock, '');
  open.push(scanner);
  await vi.waitFor(() => expect(scanner.state().kind).toBe('ready'), 30_000);
  expect(await pagesOf(scanner)).toHaveLength(2);

  await announcement[Symbol.asyncDispose]();
  open.splice(open.indexOf(announcement), 1);
  await first[Symbol.asyncDispose]();
  await vi.waitFor(() => expect(scanner.state()).toMatchObject({ kind: 'absent', code: 'scanner.absent' }), 30_000);
  const second = await startVirtualScanner({ port: 0, sheets: 3 });
  open.push(second);
  await announced(second.port);
  await vi.waitFor(() => expect(scanner.state().kind).toBe('ready'), 30_000);
  expect(await pagesOf(scanner)).toHaveLength(3);
});
