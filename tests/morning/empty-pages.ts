// Stands in for the built pages where a point is played without screens, so that nothing has to be built for it.

import { mkdir, writeFile } from 'node:fs/promises';

/** Makes the folder with a page that says so; gives its path back. */
export async function emptyPages(folder: string): Promise<string> {
  await mkdir(folder);
  await writeFile(`${folder}/index.html`, '<!doctype html><title>Một Cửa</title><p>This point is played without screens.</p>');
  return folder;
}
