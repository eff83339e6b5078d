// The displays that Chromium sees: asked for again and again, since it tells of none that comes or goes.

import type { CDPSession } from '@playwright/test';

/** A display as Chromium describes it. */
export type ScreenInfo = Awaited<ReturnType<typeof getInfos>>[number];

interface Asker {
  readonly send: CDPSession['send'];
}

async function getInfos({ send }: Asker) {
  return (await send('Emulation.getScreenInfos')).screenInfos;
}

/** The displays now, the primary one first. */
export async function readScreens(session: Asker): Promise<readonly ScreenInfo[]> {
  const infos = await getInfos(session);
  return infos.toSorted((left, right) => Number(right.isPrimary) - Number(left.isPrimary));
}
