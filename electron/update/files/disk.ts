// The disk as the keeper uses it: few calls, each of which may be the last before the power goes. A port, so that a test can stop after any of them.

import { closeSync, constants, fstatSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What was written is durable only after `syncFile`, a name only after `syncNames` of its folder. */
export interface Disk {
  /** Null where there is no such file. Throws `NotPlain` for what is no plain file or has more than `mostBytes`. */
  read(file: string, mostBytes: number): Buffer | null;
  write(file: string, bytes: string | Uint8Array): void;
  syncFile(file: string): void;
  syncNames(folder: string): void;
  /** Replaces what is there, in one step. */
  rename(from: string, to: string): void;
  /** Whatever it is, with all in it; nothing happens where nothing is. Only below folders that nobody else writes: somebody who does could have another tree taken away. */
  remove(target: string): void;
  /** A single name that is no folder, wherever it lies; a folder of that name stays, and nothing happens where nothing is. */
  removeFile(file: string): void;
  makeFolder(folder: string): void;
  /** Empty where there is no such folder. */
  names(folder: string): readonly string[];
  freeBytes(folder: string): number;
}

/** A link, a pipe, a folder, or more bytes than a file of this kind may have. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

/** Windows has no O_NOFOLLOW, and junctions need no right: there only what is read can tell that it was not ours. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Opens a file that somebody else may have laid there: never through a link, never a pipe that waits for ever. */
export function openPlain(file: string, mostBytes: number): { readonly descriptor: number; readonly size: number } | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, READ_FLAGS);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') return null;
    if (code === 'ELOOP' || code === 'ENXIO') throw new NotPlain(path.basename(file));
    throw error;
  }
  const found = fstatSync(descriptor);
  if (found.isFile() && found.size <= mostBytes) return { descriptor, size: found.size };
  closeSync(descriptor);
  throw new NotPlain(path.basename(file));
}

function syncOf(target: string, flags: string): void {
  const descriptor = openSync(target, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The machine's own. */
export const machineDisk: Disk = {
  read: (file, mostBytes) => {
    const opened = openPlain(file, mostBytes);
    if (opened === null) return null;
    try {
      const bytes = Buffer.alloc(opened.size);
      let read = 0;
      for (let got = -1; got !== 0 && read < bytes.length; read += got) got = readSync(opened.descriptor, bytes, read, bytes.length - read, read);
      return bytes.subarray(0, read);
    } finally {
      closeSync(opened.descriptor);
    }
  },
  write: (file, bytes) => writeFileSync(file, bytes, { mode: 0o644 }),
  syncFile: (file) => syncOf(file, 'r+'),
  syncNames: (folder) => {
    if (process.platform !== 'win32') syncOf(folder, 'r');
  },
  rename: (from, to) => renameSync(from, to),
  remove: (target) => rmSync(target, { recursive: true, force: true }),
  removeFile: (file) => {
    try {
      unlinkSync(file);
    } catch (error) {
      // Told by what lies there: systems give several codes for a folder.
      if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === true) throw error;
    }
  },
  makeFolder: (folder) => void mkdirSync(folder, { recursive: true, mode: 0o755 }),
  names: (folder) => {
    try {
      return readdirSync(folder);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  },
  freeBytes: (folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
};

/** Puts `bytes` in the place of a file: after a power cut there is the old one or the new one, whole. */
export function replaceFile(disk: Disk, file: string, bytes: string | Uint8Array): void {
  disk.write(`${file}.tmp`, bytes);
  disk.syncFile(`${file}.tmp`);
  disk.rename(`${file}.tmp`, file);
  disk.syncNames(path.dirname(file));
}
