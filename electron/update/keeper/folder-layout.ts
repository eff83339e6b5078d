// Versions as folders side by side and a pointer to the one in use: for a tar archive or an AppImage, without anybody's elevated rights.

import { execFile } from 'node:child_process';
import { chmodSync, closeSync, copyFileSync, fsyncSync, lstatSync, openSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { replaceFile, type Disk } from '../files/disk.ts';
import { readInstalled, type Installed } from './plan.ts';
import { NoRoom, type Layout, type TakenBundle } from './ports.ts';

const run = promisify(execFile);
/** Unpacking a version onto a slow disk. */
const UNPACK_MS = 15 * 60_000;
/** Written last into a version's folder, with what it is: a folder without it is none. */
const WHOLE_FILE = '.whole';
const MOST_BYTES = 1000;
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,80}$/;

export interface FolderLayoutParts {
  readonly disk: Disk;
  /** Holds `versions/` and the file `current`. */
  readonly root: string;
  readonly kind: 'tar.gz' | 'appimage';
  /** Path of the executable inside a version's folder. */
  readonly executable: string;
}

/** A version's executable. */
export function executableOf({ root, executable }: Pick<FolderLayoutParts, 'root' | 'executable'>, { folder }: Installed): string {
  return path.join(root, 'versions', folder, executable);
}

/** Versions below `root/versions`. */
export function folderLayout({ disk, root, kind, executable }: FolderLayoutParts): Layout {
  const versions = path.join(root, 'versions');
  const placeOf = (version: Installed): string => path.join(versions, version.folder);
  const pointer = path.join(root, 'current');
  const has = (version: Installed): boolean => disk.read(path.join(placeOf(version), WHOLE_FILE), MOST_BYTES) !== null;
  return {
    mustActivate: false,
    has,
    prepare: async (target, taken) => {
      if (has(target)) return;
      const place = placeOf(target);
      const unfinished = `${place}.part`;
      disk.remove(unfinished);
      disk.remove(place);
      disk.makeFolder(unfinished);
      try {
        await unpack(kind, taken, unfinished, executable);
        syncTree(unfinished);
        disk.write(path.join(unfinished, WHOLE_FILE), JSON.stringify(target));
        disk.syncFile(path.join(unfinished, WHOLE_FILE));
        disk.syncNames(unfinished);
      } catch (error) {
        // What was half unpacked would keep the disk full; the version in use is another folder.
        disk.remove(unfinished);
        throw isFull(error) ? new NoRoom('the disk is full', { cause: error }) : error;
      }
      disk.rename(unfinished, place);
      disk.syncNames(versions);
    },
    activate: (version) => {
      if (disk.read(pointer, MOST_BYTES)?.toString('utf8') !== version.folder) replaceFile(disk, pointer, version.folder);
      return Promise.resolve();
    },
    inPlace: () => {
      const folder = disk.read(pointer, MOST_BYTES)?.toString('utf8') ?? '';
      return PLAIN_NAME.test(folder) ? readInstalled(disk.read(path.join(versions, folder, WHOLE_FILE), MOST_BYTES)) : null;
    },
    declare: (version) => replaceFile(disk, pointer, version.folder),
    tidy: (keep) => {
      const kept = new Set(keep.map(({ folder }) => folder));
      for (const name of disk.names(versions)) if (!kept.has(name)) disk.remove(path.join(versions, name));
    },
  };
}

async function unpack(kind: FolderLayoutParts['kind'], { payloadFile }: TakenBundle, folder: string, executable: string): Promise<void> {
  if (kind === 'appimage') {
    copyFileSync(payloadFile, path.join(folder, executable));
    chmodSync(path.join(folder, executable), 0o755);
    return;
  }
  // The system's tar is a process of its own, refuses paths that lead out of the folder, and is given nobody's ids.
  await run('tar', ['--extract', '--gzip', '--file', payloadFile, '--directory', folder, '--no-same-owner', '--no-same-permissions'], { timeout: UNPACK_MS, env: { ...process.env, LC_ALL: 'C' } });
}

function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return true;
  // tar says it in words only, in the C locale that it was given.
  return 'stderr' in error && typeof error.stderr === 'string' && error.stderr.includes('No space left on device');
}

/** Every file and folder of a tree on the disk. */
function syncTree(folder: string): void {
  for (const name of readdirSync(folder)) {
    const entry = path.join(folder, name);
    const found = lstatSync(entry);
    if (found.isDirectory()) syncTree(entry);
    else if (found.isFile()) syncEntry(entry);
  }
  if (process.platform !== 'win32') syncEntry(folder);
}

function syncEntry(entry: string): void {
  const descriptor = openSync(entry, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
