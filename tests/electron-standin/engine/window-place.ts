// Puts a window of Chromium where Electron's code wants it.

import type { Session } from './cdp.ts';

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

/** A window manager moves in its own time, and moves windows by itself while displays change. */
const MOST_TRIES = 8;
const TRY_MS = 150;

/** Moves the window of a target. A full screen is entered from an ordinary window on the display that is to be filled; windows on no screen only take its size. */
export async function placeWindow(browser: Session, targetId: string, place: Place, isHeadless: boolean): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await move(browser, targetId, place, isHeadless);
    if (isHeadless || place.minimized) return;
    await new Promise((resolve) => setTimeout(resolve, TRY_MS));
    if (await isThere(browser, targetId, place)) return;
  }
}

async function move(browser: Session, targetId: string, { bounds: { x, y, width, height }, fullscreen, minimized }: Place, isHeadless: boolean): Promise<void> {
  const { windowId, bounds } = await browser.send('Browser.getWindowForTarget', { targetId });
  const set = (wanted: object): Promise<unknown> => browser.send('Browser.setWindowBounds', { windowId, bounds: wanted });
  if (bounds.windowState !== 'normal') await set({ windowState: 'normal' });
  await set({ left: x, top: y, width, height });
  if (minimized) await set({ windowState: 'minimized' });
  else if (fullscreen && !isHeadless) await set({ windowState: 'fullscreen' });
}

async function isThere(browser: Session, targetId: string, { bounds: { x, y, width, height }, fullscreen }: Place): Promise<boolean> {
  const { bounds } = await browser.send('Browser.getWindowForTarget', { targetId });
  if (!fullscreen) return true;
  return bounds.windowState === 'fullscreen' && bounds.left === x && bounds.top === y && bounds.width === width && bounds.height === height;
}
