// Goes through all pictures of the gallery at all their sizes: takes them, and says what is wrong with each.

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { faultsOf } from './look.ts';

/** A way to show pictures. `of`: it shows again what another size shows, to see that nothing is clipped; there is no picture that only it has. */
interface Showing {
  readonly width: number;
  readonly height: number;
  readonly of?: { readonly size: 'portrait' | 'small'; readonly roles: readonly Role[]; readonly textPercent: 100 | 200 };
}

const showings = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1366, height: 768 },
  /** The oldest monitors that a commune still has, also beside a counter and in the hall. */
  square: { width: 1024, height: 768, of: { size: 'small', roles: ['kiosk', 'counter', 'admin', 'board', 'citizen-display'], textPercent: 100 } },
  'large-text-kiosk': { width: 1080, height: 1920, of: { size: 'portrait', roles: ['kiosk'], textPercent: 200 } },
  'large-text-desk': { width: 1366, height: 768, of: { size: 'small', roles: ['counter', 'admin', 'board', 'citizen-display'], textPercent: 200 } },
} as const satisfies Readonly<Record<string, Showing>>;
export type SizeName = keyof typeof showings;
export const SIZES: Readonly<Record<SizeName, Showing>> = showings;

type Role = 'kiosk' | 'counter' | 'citizen-display' | 'board' | 'admin';

/** As tests/gallery tells it. */
interface Listed {
  readonly name: string;
  readonly role: Role;
  readonly sizes: readonly string[];
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
  /** Only this size; null is every one. */
  readonly size: SizeName | null;
  /** Only pictures whose name and size hold this. */
  readonly only: string;
  /** Only those of these, where they are named. */
  readonly names?: ReadonlySet<string>;
  /** 'every-size', or once a picture, which is enough for most of what axe knows. */
  readonly axe: 'every-size' | 'one-size';
  readonly onShown: (shown: Shown) => void;
}

async function told(page: Page): Promise<Told> {
  return page.evaluate(() => (globalThis as unknown as { gallery: Told }).gallery);
}

/** Nobody can scroll what hangs in a hall or stands in front of a citizen, however large its text was set. */
const UNSCROLLED: ReadonlySet<Role> = new Set<Role>(['board', 'citizen-display']);

/** A kiosk's page scrolls inside of its frame, and as a whole only where its owner made the text larger. */
function mayScroll(role: Role, size: SizeName, textPercent: number): boolean {
  return !UNSCROLLED.has(role) && (textPercent > 100 || (SIZES[size].of !== undefined && role !== 'kiosk'));
}

/** Text sizes in percent of the usual, as the machine's owner may have set them. */
const TEXT_PERCENTS = [100, 200] as const;

/** Shows every picture that fits `only`, size by size. */
export async function goThroughGallery(run: GalleryRun): Promise<readonly Shown[]> {
  if (run.pngFolder !== null) {
    if (run.only === '') await rm(run.pngFolder, { recursive: true, force: true });
    await mkdir(run.pngFolder, { recursive: true });
  }
  const shown: Shown[] = [];
  for (const textPercent of TEXT_PERCENTS) {
    const asked = (run.size === null ? (Object.keys(SIZES) as SizeName[]) : [run.size]).filter((size) => (SIZES[size].of?.textPercent ?? textPercent) === textPercent);
    if (asked.length === 0) continue;
    // The text size is a setting of the browser as a whole, so each gets a browser of its own.
    const sizes = [`--blink-settings=defaultFontSize=${(16 * textPercent) / 100},defaultFixedFontSize=${(13 * textPercent) / 100}`];
    const browser = await chromium.launch({ executablePath: run.browser, args: process.getuid?.() === 0 ? ['--no-sandbox', ...sizes] : sizes });
    try {
      for (const size of asked) shown.push(...(await showSize(browser, size, textPercent, run)));
    } finally {
      await browser.close();
    }
  }
  return shown;
}

/** Pages that go through the pictures of a size side by side: one alone leaves a core idle while it is waited for. */
const PAGES = 2;

async function showSize(browser: Browser, size: SizeName, textPercent: number, run: GalleryRun): Promise<readonly Shown[]> {
  let next = 0;
  const turns = Array.from({ length: PAGES }, () => showInTurn(browser, { size, textPercent, take: () => next++ }, run));
  return (await Promise.all(turns)).flat();
}

interface Turn {
  readonly size: SizeName;
  readonly textPercent: number;
  /** The place of the next picture that nobody has taken. */
  readonly take: () => number;
}

/** One page of its own, with the pictures that it gets to take. */
async function showInTurn(browser: Browser, { size, textPercent, take }: Turn, run: GalleryRun): Promise<readonly Shown[]> {
  const context = await browser.newContext({ viewport: { width: SIZES[size].width, height: SIZES[size].height }, reducedMotion: 'reduce', locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`the console says: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`an error nobody caught: ${error.message}`));
  await page.goto(run.address);
  await page.waitForFunction(() => 'gallery' in globalThis);
  const { list } = await told(page);
  const wanted = list.filter((one) => isShown(one, size, textPercent) && `${one.name}--${size}`.includes(run.only) && run.names?.has(one.name) !== false);
  const shown: Shown[] = [];
  for (let picture = wanted[take()]; picture !== undefined; picture = wanted[take()]) {
    const result = await showPicture(page, picture, { size, mayScroll: mayScroll(picture.role, size, textPercent) }, run);
    shown.push({ ...result, faults: [...complaints.splice(0), ...result.faults] });
    run.onShown(shown.at(-1) ?? result);
  }
  await context.close();
  return shown;
}

function isShown(picture: Listed, size: SizeName, textPercent: number): boolean {
  const { of } = SIZES[size];
  if (of === undefined) return picture.textPercent === textPercent && picture.sizes.includes(size);
  return of.textPercent === textPercent && picture.textPercent === 100 && picture.sizes.includes(of.size) && of.roles.includes(picture.role);
}

async function showPicture(page: Page, picture: Listed, { size, mayScroll }: { readonly size: SizeName; readonly mayScroll: boolean }, run: GalleryRun): Promise<Shown> {
  const name = `${picture.name}--${size}`;
  await page.goto(`${run.address}#${picture.name}`);
  await page.waitForFunction((wanted) => {
    const { ready, failed } = (globalThis as unknown as { gallery: Told }).gallery;
    return ready === wanted || failed !== '';
  }, picture.name);
  const { failed } = await told(page);
  const faults = await faultsOf(page, { leastTouch: picture.role === 'kiosk' ? 60 : 0, mayScroll, withAxe: run.axe === 'every-size' || picture.sizes.at(-1) === size });
  if (run.pngFolder !== null) await page.screenshot({ path: join(run.pngFolder, `${name}.png`), fullPage: mayScroll });
  return { picture: name, faults: [...(failed === '' ? [] : [`it was not reached: ${failed}`]), ...faults] };
}
