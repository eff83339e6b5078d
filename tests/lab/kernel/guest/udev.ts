// The system's own device manager inside the lab's kernel, with the rules that the program ships and the group that its installer makes.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const RULES = path.join(import.meta.dirname, '../../../../resources/linux/70-mot-cua.rules');
/** A number that no group of the machine's has. */
export const LAB_GROUP = 63_001;

/** Starts systemd-udevd; devices plugged in from now on get their rights by the rules. */
export function startUdev(): void {
  // The files of the machine are read-only: its list of groups is covered by one with the program's.
  writeFileSync('/tmp/group', `${readFileSync('/etc/group', 'utf8').trimEnd()}\nmot-cua:x:${LAB_GROUP}:\n`);
  execFileSync('mount', ['--bind', '/tmp/group', '/etc/group']);
  mkdirSync('/run/udev/rules.d', { recursive: true });
  copyFileSync(RULES, path.join('/run/udev/rules.d', path.basename(RULES)));
  execFileSync('/lib/systemd/systemd-udevd', ['--daemon'], { stdio: 'inherit' });
}

/** Waits until every device that has come has its rights. */
export function settle(): void {
  execFileSync('udevadm', ['settle', '--timeout=60'], { stdio: 'inherit' });
}
