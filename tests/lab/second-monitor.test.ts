// The citizen display on a second monitor: what stands on that screen is grabbed, and a reader finds the receipt's QR in it.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import jsQR from 'jsqr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGallery, serveGallery, type GalleryServer } from '../../build/gallery/serve.ts';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { startXDisplay, type XDisplay } from '../../build/setup/x-display.ts';
import { must } from '../../shared/base/must.ts';

const SCREEN = { width: 1_920, height: 1_080 };
const undo = new AsyncDisposableStack();
let display: XDisplay;
let gallery: GalleryServer;

beforeAll(async () => {
  expect(await ensureTools(['ffmpeg']), 'ffmpeg is needed').toBe(true);
  const started = await startXDisplay();
  if (!('name' in started)) throw new Error(started.why);
  display = undo.use(started);
  await buildGallery();
  gallery = undo.use(await serveGallery());
}, 400_000);
afterAll(() => undo.disposeAsync());

/** What a monitor shows, in RGBA; `x` is its left edge. */
async function grab(x: number): Promise<Uint8ClampedArray> {
  const { stdout } = await promisify(execFile)(
    'ffmpeg',
    ['-loglevel', 'error', '-f', 'x11grab', '-draw_mouse', '0', '-video_size', `${SCREEN.width}x${SCREEN.height}`, '-i', `${display.name}+${x},0`, '-frames:v', '1', '-pix_fmt', 'rgba', '-f', 'rawvideo', '-'],
    { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
  );
  return new Uint8ClampedArray(stdout);
}

test('the longest QR of a receipt is read from the second monitor, and nothing of it stands on the first', async () => {
  const address = `${gallery.address}#citizen-display-receipt-longest`;
  const profile = mkdtempSync(path.join(tmpdir(), 'mot-cua-monitor-'));
  undo.defer(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: display.chromium, headless: false, viewport: null, env: { ...process.env, DISPLAY: display.name },
    args: ['--no-sandbox', '--disable-gpu', '--kiosk', `--window-position=${SCREEN.width},0`, `--window-size=${SCREEN.width},${SCREEN.height}`, `--app=${address}`],
  });
  try {
    const page = must(browser.pages()[0], 'the window that --app opened');
    await page.goto(address);
    await page.locator('svg.qr').waitFor({ timeout: 60_000 });
    await expect.poll(() => page.evaluate(() => [globalThis.screenX, innerWidth, innerHeight]), { timeout: 20_000 }).toEqual([SCREEN.width, SCREEN.width, SCREEN.height]);
    const shown = await page.evaluate(() => document.querySelector('.display-code')?.textContent);
    expect(jsQR(await grab(SCREEN.width), SCREEN.width, SCREEN.height)?.data).toBe(`MC1:0192A00000047000800000000000000C:${String(shown)}`);
    expect(jsQR(await grab(0), SCREEN.width, SCREEN.height)).toBeNull();
  } finally {
    await browser.close();
  }
});
