// The Chromium of the stand-in is one whose windows are as large as their displays, and ends when it is told to, also where what a system calls Chromium is a script that starts it.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startChromium } from './chromium.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-browser-'));
  vi.stubEnv('ELECTRON_STANDIN_HEADLESS', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A program of this name that does nothing for a while. Debian's own wrapper, too, starts Chromium as its child and waits for it. */
function fakeChromium(name: string): string {
  const program = path.join(folder, name);
  writeFileSync(program, '#!/bin/sh -e\nsleep 60\n');
  chmodSync(program, 0o755);
  vi.stubEnv('ELECTRON_STANDIN_CHROMIUM', program);
  return program;
}

test('killing it closes its pipes, so that nobody waits for what the script has started', async () => {
  fakeChromium('chromium-headless-shell');
  const chromium = startChromium(path.join(folder, 'profile'), new Map());
  const told = chromium.connection.session('').send('Browser.getVersion').then(() => 'an answer', String);
  chromium.kill();
  await chromium.ended;
  expect(await told).toContain('the target is gone');
  // A second one finds nothing to end.
  expect(() => chromium.kill()).not.toThrow();
});

test.each([
  ['without a display', 'chromium', { DISPLAY: '' }],
  ['where it was asked to show nothing', 'google-chrome', { DISPLAY: ':99', ELECTRON_STANDIN_HEADLESS: '1' }],
])('a whole browser is refused %s, with what to install and where to name it', (_when, name, environment) => {
  const program = fakeChromium(name);
  for (const [variable, value] of Object.entries(environment)) vi.stubEnv(variable, value);
  const start = (): unknown => startChromium(path.join(folder, 'profile'), new Map());
  expect(start).toThrow(`electron-standin: ${program} is a whole browser`);
  expect(start).toThrow(/chromium-headless-shell.*CHROMIUM_PATH/);
});

test.each([
  ['a whole browser on a display', 'chromium', ':99', false],
  ['the headless shell without one', 'chromium-headless-shell', '', true],
  ['the headless shell that Playwright brings', 'headless_shell', '', true],
])('%s is taken', async (_what, name, display, isHeadless) => {
  fakeChromium(name);
  vi.stubEnv('DISPLAY', display);
  const chromium = startChromium(path.join(folder, 'profile'), new Map());
  expect(chromium.isHeadless).toBe(isHeadless);
  chromium.kill();
  await chromium.ended;
});
