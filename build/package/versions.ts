// The versions that a package is made of: our own and Electron's, as package.json pins them.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../checks/spawn.ts';

const manifestSchema = z.looseObject({ version: z.string(), devDependencies: z.looseObject({ electron: z.string().regex(/^\d+\.\d+\.\d+$/, 'an exact version') }) });

/** Reads them. */
export async function readVersions(): Promise<{ readonly own: string; readonly electron: string }> {
  const { version, devDependencies } = manifestSchema.parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')));
  return { own: version, electron: devDependencies.electron };
}
