// The data key of this machine in a file that only its user can read. It is made once, and never made anew beside a store that it should open.

import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';

const KEY_FILE = 'data.key';
const KEY_BYTES = 32;

/** The key is not there or not usable, and the store is: a person must bring the key back. Nothing was changed. */
export class MissingKey extends Error {
  override readonly name = 'MissingKey';
}

/** Reads the 32-byte key of `folder`; makes one (mode 0600, synced to disk) only where no store exists yet. Throws `MissingKey`. */
export function loadDataKey(folder: string, storeExists: boolean): Uint8Array {
  const file = path.join(folder, KEY_FILE);
  if (existsSync(file)) {
    const key = readFileSync(file);
    if (key.length !== KEY_BYTES) throw new MissingKey('the key file is damaged');
    return key;
  }
  if (storeExists) throw new MissingKey('there is a store but no key file beside it');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES);
  writeOnce(file, key);
  return key;
}

/** True if nobody but the owner may read the key file; always true on Windows, where rights come from the folder. */
export function isKeyPrivate(folder: string): boolean {
  return process.platform === 'win32' || (statSync(path.join(folder, KEY_FILE)).mode & 0o077) === 0;
}

/**
 * Gives a file its name only when its bytes are on the disk, so that no crash leaves half a key; and never in the place of another, which two first starts at once would do:
 * the later one fails, and no store is ever sealed with a key that is then written over.
 */
function writeOnce(file: string, bytes: Uint8Array): void {
  const folder = path.dirname(file);
  const unfinished = path.join(folder, `${KEY_FILE}.${randomBytes(6).toString('hex')}.tmp`);
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
  // A new name is durable only when its folder is; Windows has no such call and needs none.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
