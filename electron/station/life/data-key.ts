// The data key of this machine in a file that only its user can read. It is made once, and never made anew beside a store that it should open.

import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
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
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, key);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return key;
}

/** True if nobody but the owner may read the key file; always true on Windows, where rights come from the folder. */
export function isKeyPrivate(folder: string): boolean {
  return process.platform === 'win32' || (statSync(path.join(folder, KEY_FILE)).mode & 0o077) === 0;
}
