// One run at a time on one data folder: tells a second start from the end of the last one, which may still be closing its database.

import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { FolderInUse, lockFolder } from '../../city/database/folder-lock.ts';
import { realFolder } from '../../city/database/place.ts';

const LAST_RUN_MS = 20_000;
const LOOK_MS = 100;

/** Takes the folder, which must exist, until disposed or the process ends; null when another run has it. */
export async function takeFolder(folder: string): Promise<AsyncDisposable | null> {
  try {
    const lock = await lockFolder(folder);
    return { [Symbol.asyncDispose]: () => lock.release() };
  } catch (error) {
    if (error instanceof FolderInUse) return null;
    throw error;
  }
}

/** How long a start waits for a folder: a run that was killed a moment ago still lets go of it. */
const LETTING_GO_MS = 4000;

/** Like `takeFolder`, but gives the one before a few seconds to end; null when it does not. */
export async function takeFolderSoon(folder: string): Promise<AsyncDisposable | null> {
  const end = performance.now() + LETTING_GO_MS;
  for (;;) {
    const taken = await takeFolder(folder);
    if (taken !== null || performance.now() > end) return taken;
    await delay(LOOK_MS);
  }
}

/** Waits until nobody runs a database in `asked` any more: a run that was killed leaves one that ends by itself. False when somebody still does after 20 s. */
export async function waitForDatabase(asked: string): Promise<boolean> {
  const folder = await realFolder(asked);
  const end = performance.now() + LAST_RUN_MS;
  while (existsSync(folder)) {
    const free = await takeFolder(folder);
    await free?.[Symbol.asyncDispose]();
    if (free !== null) return true;
    if (performance.now() > end) return false;
    await delay(LOOK_MS);
  }
  return true;
}
