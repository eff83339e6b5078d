// Wrong settings under the browser host, in a real browser: each window says so in its own words, a touch reads the file again, and the screens go on where they are.
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ensureRenderer } from '../../build/bundle/fresh.ts';
import { exampleWindows, readExampleProfile, writeMachineSettings } from '../../build/demo/example-point.ts';
import { startBrowserHost } from '../../build/demo/hosts.ts';
import { watch } from './fixture/example-point.ts';
import { words } from './fixture/words.ts';

test('staff sees the wrong line, citizens whom to ask; mended and read again, both screens work', async ({ browser }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-trouble-'));
  await ensureRenderer();
  const profile = readExampleProfile();
  const file = writeMachineSettings(folder, { dataFolder: path.join(folder, 'data'), profile, city: null, devices: {}, host: { windows: exampleWindows(profile) } });
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replace('"devices":', '"devises":'));
  const host = await startBrowserHost(file, [], () => undefined);
  const misdeeds: string[] = [];
  const open = async (windowId: string) => {
    const address = await host.newAddress(windowId);
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
    await watch(page, windowId, new URL(address).origin, misdeeds);
    await page.goto(address);
    return page;
  };
  try {
    const [admin, kiosk] = [await open('admin'), await open('kiosk')];
    await expect(admin.getByText(words('host.settings.title'))).toBeVisible();
    await expect(admin.getByText('devises', { exact: true }).first()).toBeVisible();
    await expect(kiosk.getByText(words('host.public.title'))).toBeVisible();
    await expect(kiosk.getByRole('button', { name: words('host.settings.again') })).toHaveCount(0);
    await admin.getByRole('button', { name: words('host.settings.again') }).click();
    await expect(admin.getByText(words('host.settings.title'))).toBeVisible();
    writeFileSync(file, good);
    await admin.getByRole('button', { name: words('host.settings.again') }).click();
    await expect(kiosk.getByRole('button', { name: words('kiosk.home.take') })).toBeVisible();
    await expect(kiosk.getByText(words('host.public.title'))).toHaveCount(0);
    await expect(admin.getByText(words('host.settings.title'))).toHaveCount(0);
    // A handshake while the station starts is refused, and Chromium writes that down; nothing else happened.
    expect(misdeeds.filter((line) => !/wrote WebSocket connection .* 503/.test(line))).toEqual([]);
  } finally {
    await host[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
