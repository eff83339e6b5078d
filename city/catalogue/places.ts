// Where published catalogues lie: one folder for every commune, one for each that has its own, the edition as the file's name.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Below the folder: for every commune; one commune's own lies in the folder of its name and goes before. */
export const FOR_ALL = 'all';
/** The number is the edition. A file that is still being copied must not be called so yet. */
const NAME = /^(\d{1,9})\.json$/;

/** Of one place; empty where there is no such folder. */
export async function editionsOf(folder: string, place: string): Promise<readonly number[]> {
  const names = await readdir(join(folder, place)).catch(() => []);
  return names.flatMap((name) => Number(NAME.exec(name)?.[1] ?? []));
}
