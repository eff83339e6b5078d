// The citizen display on a second monitor: what stands on that screen is grabbed, and a reader finds the receipt's QR in it.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import jsQR from 'jsqr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGallery, serveGallery, type GalleryServer } from '../../build/gallery/serve.ts';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { startXDisplay, type XDisplay } from '../../build/setup/x-display.ts';

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

/** What a monitor shows, in RGBA; `x` is its left edge, and each side is made `shrink` times smaller, as a camera farther away sees it. */
async function grab(x: number, shrink: number): Promise<{ readonly pixels: Uint8ClampedArray; readonly width: number; readonly height: number }> {
  const [width, height] = [SCREEN.width / shrink, SCREEN.height / shrink];
  const { stdout } = await promisify(execFile)(
    'ffmpeg',
    ['-loglevel', 'error', '-f', 'x11grab', '-draw_mouse', '0', '-video_size', `${SCREEN.width}x${SCREEN.height}`, '-i', `${display.name}+${x},0`, '-frames:v', '1', '-vf', `scale=${width}:${height}:flags=area`, '-pix_fmt', 'rgba', '-f', 'rawvideo', '-'],
    { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
  );
  return { pixels: new Uint8ClampedArray(stdout), width, height };
}

test('the longest QR of a receipt is read from the second monitor, also from so far away that half of its pixels are lost, and not from the first', async () => {
  const browser = await chromium.launch({
    executablePath: display.chromium, headless: false, env: { ...process.env, DISPLAY: display.name } as Record<string, string>,
    args: ['--no-sandbox', '--disable-gpu', '--kiosk', `--window-position=${SCREEN.width},0`, `--window-size=${SCREEN.width},${SCREEN.height}`, `--app=${gallery.address}#citizen-display-receipt-longest`],
  });
  try {
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await browser.newPage({ viewport: null }));
    await page.goto(`${gallery.address}#citizen-display-receipt-longest`);
    await page.locator('svg.qr').waitFor({ timeout: 60_000 });
    expect(await page.evaluate(() => [globalThis.screenX, innerWidth, innerHeight])).toEqual([SCREEN.width, SCREEN.width, SCREEN.height]);
    const shown = await page.evaluate(() => document.querySelector('.display-code')?.textContent);
    for (const shrink of [1, 2]) {
      const { pixels, width, height } = await grab(SCREEN.width, shrink);
      expect(jsQR(pixels, width, height)?.data, `shrunk ${shrink} times`).toBe(`MC1:0192A00000047000800000000000000C:${String(shown)}`);
    }
    const first = await grab(0, 1);
    expect(jsQR(first.pixels, first.width, first.height)).toBeNull();
  } finally {
    await browser.close();
  }
});
