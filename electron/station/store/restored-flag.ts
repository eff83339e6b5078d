// The flag of a person who has put another file in the store's place: what the mark beside the store has not yet noticed of the old one, the next start must not have to guess.

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { syncFile, syncNames } from './durable.ts';

const FILE = 'restored';

/** Durable when it returns; to be called before the store's place is taken. */
export function raiseRestored(folder: string): void {
  const file = path.join(folder, FILE);
  writeFileSync(file, '', { mode: 0o600 });
  syncFile(file);
  syncNames(folder);
}

export function isRestored(folder: string): boolean {
  return existsSync(path.join(folder, FILE));
}

/** To be called when the store's new life is committed. Where it comes back after a power failure, one more life begins, which costs nothing but its numbers. */
export function lowerRestored(folder: string): void {
  rmSync(path.join(folder, FILE), { force: true });
}
