// Goes through all pictures of the gallery at all their sizes: takes them, and says what is wrong with each.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { faultsOf } from './look.ts';

const SIZES = { portrait: { width: 1080, height: 1920 }, landscape: { width: 1920, height: 1080 }, small: { width: 1366, height: 768 } } as const;
type SizeName = keyof typeof SIZES;

/** As tests/gallery tells it. */
interface Listed {
  readonly name: string;
  readonly role: string;
  readonly sizes: readonly SizeName[];
  readonly textPercent: number;
}
interface Told {
  readonly list: readonly Listed[];
  readonly ready: string;
  readonly failed: string;
}

export interface Shown {
  readonly picture: string;
  readonly faults: readonly string[];
}

export interface GalleryRun {
  readonly address: string;
  /** Path of the browser. */
  readonly browser: string;
  /** Folder for the PNG files; null takes none. */
  readonly pngFolder: string | null;
  /** Only pictures whose name and size hold this. */
  readonly only: string;
  readonly onShown: (shown: Shown) => void;
}

async function told(page: Page): Promise<Told> {
  return page.evaluate(() => (globalThis as unknown as { gallery: Told }).gallery);
}

/** Shows every picture that fits `only`; the answer is in the order of the gallery. */
export async function goThroughGallery(run: GalleryRun): Promise<readonly Shown[]> {
  if (run.pngFolder !== null) {
    if (run.only === '') await rm(run.pngFolder, { recursive: true, force: true });
    await mkdir(run.pngFolder, { recursive: true });
  }
  const browser = await chromium.launch({ executablePath: run.browser, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const shown: Shown[] = [];
    for (const size of Object.keys(SIZES) as SizeName[]) shown.push(...(await showSize(browser, size, run)));
    return shown;
  } finally {
    await browser.close();
  }
}

async function showSize(browser: Browser, size: SizeName, run: GalleryRun): Promise<readonly Shown[]> {
  const context = await browser.newContext({ viewport: SIZES[size], reducedMotion: 'reduce', locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`the console says: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`an error nobody caught: ${error.message}`));
  const session = await context.newCDPSession(page);
  await page.goto(run.address);
  await page.waitForFunction(() => 'gallery' in globalThis);
  const { list } = await told(page);
  const shown: Shown[] = [];
  for (const picture of list.filter((one) => one.sizes.includes(size) && `${one.name}--${size}`.includes(run.only))) {
    const name = `${picture.name}--${size}`;
    await session.send('Page.setFontSizes', { fontSizes: { standard: (16 * picture.textPercent) / 100, fixed: (13 * picture.textPercent) / 100 } });
    await page.goto(`${run.address}#${picture.name}`);
    await page.waitForFunction((wanted) => {
      const { ready, failed } = (globalThis as unknown as { gallery: Told }).gallery;
      return ready === wanted || failed !== '';
    }, picture.name);
    const { failed } = await told(page);
    const faults = await faultsOf(page, { leastTouch: picture.role === 'kiosk' ? 60 : 0, mayScroll: picture.textPercent > 100 });
    if (run.pngFolder !== null) await page.screenshot({ path: join(run.pngFolder, `${name}.png`), fullPage: picture.textPercent > 100 });
    const result = { picture: name, faults: [...(failed === '' ? [] : [`it was not reached: ${failed}`]), ...complaints.splice(0), ...faults] };
    shown.push(result);
    run.onShown(result);
  }
  await context.close();
  return shown;
}
