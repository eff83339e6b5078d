// What the keeper runs with its rights must be its own: a file and folders that nobody else could have written or exchanged.

import { lstatSync, type Stats } from 'node:fs';
import path from 'node:path';

/** Thrown before anything is run. */
class NotOwn extends Error {
  override readonly name = 'NotOwn';
}

/** Write for the group or for others. */
const OTHERS_WRITE = 0o022;

/**
 * Throws where `file`, or one of the `folders` on the way to it, is a link, is not `uid`'s, or may be written by anybody else.
 * Where `uid` is null the rights of the folder are the installer's matter (Windows).
 */
export function requireOwn(folders: readonly string[], file: string, uid: number | null): void {
  if (uid === null) return;
  for (const folder of folders) check(folder, uid, (found) => found.isDirectory());
  check(file, uid, (found) => found.isFile());
}

function check(entry: string, uid: number, isKind: (found: Stats) => boolean): void {
  const found = lstatSync(entry);
  if (!isKind(found) || found.uid !== uid || (found.mode & OTHERS_WRITE) !== 0) throw new NotOwn(`${path.basename(entry)} is not the keeper's own`);
}
