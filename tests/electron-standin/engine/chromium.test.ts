// The Chromium of the stand-in ends when it is told to, also where what a system calls Chromium is a script that starts it.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startChromium } from './chromium.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-chromium-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('killing it closes its pipes, so that nobody waits for what the script has started', async () => {
  const program = path.join(folder, 'chromium');
  // Debian's own wrapper starts Chromium as its child and waits for it.
  writeFileSync(program, '#!/bin/sh -e\nsleep 60\n');
  chmodSync(program, 0o755);
  vi.stubEnv('ELECTRON_STANDIN_CHROMIUM', program);
  const chromium = startChromium(path.join(folder, 'profile'), new Map());
  const told = chromium.connection.session('').send('Browser.getVersion').then(() => 'an answer', String);
  chromium.kill();
  await chromium.ended;
  expect(await told).toContain('the target is gone');
  // A second one finds nothing to end.
  expect(() => chromium.kill()).not.toThrow();
});
