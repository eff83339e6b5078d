// Puts a window of Chromium where Electron's code wants it.

import type { Session } from './cdp.ts';
import type { Page } from './targets.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Place {
  readonly bounds: Bounds;
  readonly fullscreen: boolean;
  readonly minimized: boolean;
}

/** A window manager moves in its own time, and moves windows by itself while displays change: looked at so often, and twice right is right. */
const MOST_LOOKS = 16;
const LOOK_MS = 120;

/** Moves the window of a page. A full screen is entered from an ordinary window on the display that is to be filled; windows on no screen only take its size. */
export async function placeWindow(browser: Session, page: Page, place: Place, isHeadless: boolean): Promise<void> {
  if (isHeadless || place.minimized || !place.fullscreen) return move(browser, page, place, isHeadless);
  let right = 0;
  for (let looks = 0; looks < MOST_LOOKS && right < 2; looks += 1) {
    if (await isThere(browser, page, place)) {
      right += 1;
    } else {
      right = 0;
      await move(browser, page, place, isHeadless);
    }
    await sleep(LOOK_MS);
  }
}

async function move(browser: Session, { targetId }: Page, { bounds: { x, y, width, height }, fullscreen, minimized }: Place, isHeadless: boolean): Promise<void> {
  const { windowId, bounds } = await browser.send('Browser.getWindowForTarget', { targetId });
  const set = (wanted: object): Promise<unknown> => browser.send('Browser.setWindowBounds', { windowId, bounds: wanted });
  if (bounds.windowState !== 'normal') {
    await set({ windowState: 'normal' });
    if (!isHeadless) await sleep(LOOK_MS);
  }
  await set({ left: x, top: y, width, height });
  if (minimized) await set({ windowState: 'minimized' });
  else if (fullscreen && !isHeadless) await set({ windowState: 'fullscreen' });
}

/** Whether it fills its display, by Chromium's word and by the page's own size. */
async function isThere(browser: Session, { targetId, session }: Page, { bounds: { x, y, width, height } }: Place): Promise<boolean> {
  const { bounds } = await browser.send('Browser.getWindowForTarget', { targetId });
  if (bounds.windowState !== 'fullscreen' || bounds.left !== x || bounds.top !== y || bounds.width !== width || bounds.height !== height) return false;
  const metrics = await Promise.race([session.send('Page.getLayoutMetrics').catch(() => null), sleep(500).then(() => null)]);
  return metrics === null || (metrics.cssLayoutViewport.clientWidth === width && metrics.cssLayoutViewport.clientHeight === height);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
