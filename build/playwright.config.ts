// Settings of the end-to-end tests: the system's own Chromium, one worker, no second tries.
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

const root = join(import.meta.dirname, '..');
const executablePath = process.env['CHROMIUM_PATH'];
if (executablePath === undefined) throw new Error('CHROMIUM_PATH is not set: run the tests with npm test');

export default defineConfig({
  testDir: join(root, 'tests', 'e2e'),
  outputDir: join(root, 'test-results'),
  forbidOnly: true,
  retries: 0,
  workers: 1,
  // These end what hangs, and judge no speed: the same machine was seen four times slower on a bad day.
  timeout: 480_000,
  expect: { timeout: 90_000 },
  use: {
    browserName: 'chromium',
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      // Chromium refuses its sandbox to root, which is who runs on a bare server.
      // As the browser host opens its windows.
      args: ['--autoplay-policy=no-user-gesture-required', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    },
  },
});
