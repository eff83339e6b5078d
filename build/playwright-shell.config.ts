// Settings of the shell's specs: the built shell in Electron or in its stand-in, one worker, no second tries.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const root = join(import.meta.dirname, '..');
const isElectron = process.env['SHELL_UNDER_TEST'] === 'electron';
/** An X server with two displays, where there is one; started by build/setup/x-display.ts. */
const xDisplay = process.env['SHELL_X_DISPLAY'] ?? null;
// What the stand-in lacks and says of itself is of no interest where Electron runs.
const testIgnore = isElectron ? ['**/standin*.spec.ts'] : [];
const onX = { use: { xDisplay } };

export default defineConfig<{ xDisplay: string | null }>({
  testDir: join(root, 'tests', 'shell'),
  outputDir: join(root, 'test-results', 'shell'),
  forbidOnly: true,
  retries: 0,
  workers: 1,
  // These end what hangs, and judge no speed: the same machine was seen four times slower on a bad day.
  timeout: 480_000,
  expect: { timeout: 90_000 },
  projects: [
    // Electron has no display of its own making: it takes the X server's, or those of the machine.
    { name: isElectron ? 'Electron' : 'stand-in', testIgnore, ...(isElectron ? onX : {}) },
    // The same displays as the hall has: real windows, a window manager, an output that goes off.
    ...(xDisplay === null || isElectron ? [] : [{ name: 'stand-in on X', testMatch: ['**/displays.spec.ts'], ...onX }]),
  ],
});
