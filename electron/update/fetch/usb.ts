// Finds bundles on sticks that are plugged in: a folder of a fixed name at the top of a mounted drive. Looks only when a person asks.

import { opendir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST_FILE, MAX_MANIFEST_BYTES, USB_FOLDER } from '../../../shared/wire/updates.ts';

/** More drives, or more bundles on one, are not looked at. */
const MOST_DRIVES = 40;
const MOST_BUNDLES = 20;

/** A manifest that was found, not yet believed. */
export interface FoundBundle {
  readonly folder: string;
  readonly manifest: Buffer;
}

/** Top folders of the drives that may be sticks: mounts below the usual places on Linux, every letter but the system's on Windows. */
export async function driveRoots(platform: NodeJS.Platform, mounts: string | null = null): Promise<readonly string[]> {
  if (platform === 'win32') return [...'ABDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`);
  const text = mounts ?? (await readFile('/proc/self/mounts', 'utf8').catch(() => ''));
  const points = text.split('\n').map((line) => (line.split(' ')[1] ?? '').replaceAll(/\\(\d{3})/g, (_all, octal: string) => String.fromCodePoint(Number.parseInt(octal, 8))));
  return points.filter((point) => /^\/(media|mnt|run\/media)\/./.test(point)).slice(0, MOST_DRIVES);
}

/** Every bundle's manifest on these drives; what cannot be read is passed over, since a stick may be pulled at any moment. */
export async function findOnDrives(roots: readonly string[]): Promise<readonly FoundBundle[]> {
  const found: FoundBundle[] = [];
  for (const root of roots) {
    const top = path.join(root, USB_FOLDER);
    for (const folder of [top, ...(await foldersIn(top))]) {
      const manifest = await readManifest(path.join(folder, MANIFEST_FILE));
      if (manifest !== null) found.push({ folder, manifest });
    }
  }
  return found;
}

async function foldersIn(top: string): Promise<readonly string[]> {
  try {
    const names: string[] = [];
    // Entry by entry: a stick may hold a folder with a million names.
    for await (const entry of await opendir(top)) {
      if (entry.isDirectory()) names.push(path.join(top, entry.name));
      if (names.length >= MOST_BUNDLES) break;
    }
    return names.sort();
  } catch {
    return [];
  }
}

async function readManifest(file: string): Promise<Buffer | null> {
  try {
    const { size } = await stat(file);
    return size > MAX_MANIFEST_BYTES ? null : await readFile(file);
  } catch {
    return null;
  }
}
