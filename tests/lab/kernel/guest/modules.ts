// Loads modules of the lab's kernel, whose folder the first program names.

import { execFileSync } from 'node:child_process';

const folder = process.argv[2] ?? '/';

/** Loads them with all they need, in the order given. */
export function loadModules(...names: readonly string[]): void {
  modprobe('-a', ...names);
}

/** Loads one with a setting, such as 'num=2'. */
export function loadModuleWith(setting: string, name: string): void {
  modprobe(name, setting);
}

function modprobe(...words: readonly string[]): void {
  execFileSync('/sbin/modprobe', ['-d', folder, ...words], { stdio: 'inherit' });
}
