// Whether the built pages still are what their sources say, by a hash of those sources beside the bundle.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../checks/spawn.ts';
import { bundleRenderer } from './bundles.ts';

const stampFile = join(root, 'out', 'renderer.stamp');
const index = join(root, 'out', 'renderer', 'index.html');
const inputs = ['renderer', 'shared', 'resources/texts', 'build/bundle', 'package-lock.json'];

async function sourceHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of await filesBelow(join(root, input)))
      hash
        .update(file)
        .update('\0')
        .update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Builds the pages when they are missing or older than their sources; says whether it did. Returns their folder. */
export async function ensureRenderer(): Promise<{ readonly folder: string; readonly built: boolean }> {
  const folder = join(root, 'out', 'renderer');
  const hash = await sourceHash();
  if (existsSync(index) && existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === hash) return { folder, built: false };
  await bundleRenderer();
  await writeFile(stampFile, hash);
  return { folder, built: true };
}
