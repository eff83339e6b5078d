// Starts the example point, plays a scene and takes the pictures of the README into docs/images.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { practiceDevices } from '../e2e/fixture/practice-devices.ts';
import { playScene } from './scene.ts';
import { ensureRenderer } from '../../build/bundle/fresh.ts';
import { root } from '../../build/checks/spawn.ts';
import { print } from '../../build/checks/step.ts';
import { startSurroundings } from '../../build/demo/example-machine.ts';
import { startBrowserHost } from '../../build/demo/hosts.ts';
import { ensureChromium } from '../../build/setup/chromium.ts';

const PICTURES: readonly (readonly [file: string, windowId: string, width: number, height: number, touches: readonly RegExp[]])[] = [
  ['kiosk', 'kiosk', 1080, 1920, []],
  ['kiosk-fields', 'kiosk', 1366, 768, [/Lấy số thứ tự/]],
  ['counter', 'counter-2', 1366, 768, []],
  ['citizen-display', 'display-1', 1920, 1080, []],
  ['board', 'board', 1920, 1080, []],
  ['admin', 'admin', 1366, 768, []],
];

/** Takes every picture, one after the other. */
export async function takePictures(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-pictures-'));
  try {
    await ensureRenderer();
    await using surroundings = await startSurroundings(folder, () => undefined);
    await using host = await startBrowserHost(surroundings.settingsFile, [], () => undefined);
    await playScene((windowId) => host.newAddress(windowId), await practiceDevices(surroundings.practiceUrl));
    const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--autoplay-policy=no-user-gesture-required', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
    try {
      for (const [file, windowId, width, height, touches] of PICTURES) {
        const page = await browser.newPage({ viewport: { width, height }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
        await page.goto(await host.newAddress(windowId));
        await page.locator('#root > *').first().waitFor();
        for (const name of touches) await page.getByRole('button', { name }).first().click();
        await page.evaluate(() => document.fonts.ready);
        await page.waitForLoadState('networkidle');
        await page.screenshot({ path: path.join(root, 'docs', 'images', `${file}.png`), animations: 'disabled' });
        await page.close();
        print(`docs/images/${file}.png`);
      }
    } finally {
      await browser.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
