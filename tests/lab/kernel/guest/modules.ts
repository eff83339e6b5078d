// Loads modules of the lab's kernel, whose folder the first program names.

import { execFileSync } from 'node:child_process';

const folder = process.argv[2] ?? '/';

/** Loads them with all they need, in the order given. */
export function loadModules(...names: readonly string[]): void {
  for (const name of names) execFileSync('/sbin/modprobe', ['-d', folder, name], { stdio: 'inherit' });
}
