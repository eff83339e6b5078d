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

/** Moves the window of a target. A full screen is entered from an ordinary window on the display that is to be filled; windows on no screen only take its size. */
export async function placeWindow(browser: Session, targetId: string, { bounds: { x, y, width, height }, fullscreen, minimized }: Place, isHeadless: boolean): Promise<void> {
  const { windowId, bounds } = await browser.send('Browser.getWindowForTarget', { targetId });
  const set = (wanted: object): Promise<unknown> => browser.send('Browser.setWindowBounds', { windowId, bounds: wanted });
  if (bounds.windowState !== 'normal') await set({ windowState: 'normal' });
  await set({ left: x, top: y, width, height });
  if (minimized) await set({ windowState: 'minimized' });
  else if (fullscreen && !isHeadless) await set({ windowState: 'fullscreen' });
}
