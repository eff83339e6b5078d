// Writes a file that must never be half there and never take another's place: keys, and what wraps them.

import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * Gives a file its name only when its bytes are on the disk, so that no crash leaves half a key; and never in the place of another, which two first starts at once would do:
 * the later one fails, and no store is ever sealed with a key that is then written over. Mode 0600; the folder is made (0700) where it is not there.
 */
export function writeOnce(file: string, bytes: Uint8Array): void {
  const folder = path.dirname(file);
  const isNewFolder = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const descriptor = openSync(unfinished, 'wx', 0o600);
    try {
      writeSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    linkSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
  syncFolder(folder);
  if (isNewFolder) syncFolder(path.dirname(folder));
}

/** Renames a file so that the new name survives a power failure. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(path.dirname(to));
}

/** A new name is durable only when its folder is; Windows has no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
