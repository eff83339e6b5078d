// Of the browsers of a machine the one is taken that can do what is asked of it.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findChromium } from './chromium.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-browser-'));
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function program(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\necho Chromium 1.0\n');
  chmodSync(file, 0o755);
  return file;
}

test('what fills its displays is the headless shell alone, also where a whole browser was named', async () => {
  vi.stubEnv('CHROMIUM_PATH', program('chromium'));
  expect(await findChromium('headless-shell')).toBeUndefined();
  const shell = program('chromium-headless-shell');
  expect(await findChromium('headless-shell')).toBe(shell);
});

test('what shows a window is a whole browser alone, and whatever else takes the one that was named', async () => {
  const [shell, whole] = [program('chromium-headless-shell'), program('chromium')];
  vi.stubEnv('CHROMIUM_PATH', shell);
  expect(await findChromium('windowed')).toBe(whole);
  expect(await findChromium()).toBe(shell);
});
