// The displays that Chromium sees: asked for again and again, since it tells of none that comes or goes.

import type { CDPSession } from '@playwright/test';

/** A display as Chromium describes it. */
export interface ScreenInfo {
  readonly id: string;
  readonly label: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly availLeft: number;
  readonly availTop: number;
  readonly availWidth: number;
  readonly availHeight: number;
  readonly devicePixelRatio: number;
  readonly orientation: { readonly angle: number };
  readonly colorDepth: number;
  readonly isPrimary: boolean;
  readonly isInternal: boolean;
}

/** The displays now, the primary one first. */
export async function readScreens({ send }: { readonly send: CDPSession['send'] }): Promise<readonly ScreenInfo[]> {
  const { screenInfos } = await send('Emulation.getScreenInfos');
  return screenInfos.toSorted((left, right) => Number(right.isPrimary) - Number(left.isPrimary));
}
