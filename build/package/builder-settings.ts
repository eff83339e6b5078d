// Reads electron-builder.yml as far as the checks need it.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { root } from '../checks/spawn.ts';

const settingsSchema = z.looseObject({
  appId: z.string(),
  productName: z.string(),
  electronDist: z.unknown().optional(),
  electronDownload: z.looseObject({ checksums: z.record(z.string(), z.string()) }),
  electronFuses: z.record(z.string(), z.boolean()),
});

/** The one configuration of the packages. */
export async function readBuilderSettings(): Promise<z.infer<typeof settingsSchema>> {
  return settingsSchema.parse(load(await readFile(path.join(root, 'electron-builder.yml'), 'utf8')));
}
