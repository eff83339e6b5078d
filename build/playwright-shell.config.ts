// Settings of the shell's specs: the built shell in Electron or in its stand-in, one worker, no second tries.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const root = join(import.meta.dirname, '..');

export default defineConfig({
  testDir: join(root, 'tests', 'shell'),
  // What the stand-in lacks and says of itself is of no interest where Electron runs.
  testIgnore: process.env['SHELL_UNDER_TEST'] === 'electron' ? ['**/standin.spec.ts'] : [],
  outputDir: join(root, 'test-results', 'shell'),
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
});
