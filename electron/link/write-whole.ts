// Writes a small file of the host's as a whole: after a crash it is there under its name as it was or as it was to be, never half of either.

import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { renameDurably } from '../station/life/keys/write-once.ts';

/** On the disk when it returns; mode 0600, in a folder that is made (0700) where it is not there. Throws what the system throws. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const descriptor = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameDurably(`${file}.new`, file);
}
