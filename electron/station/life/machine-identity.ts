// Which machine this is and which folder: not to know it, but to notice that a store stands on another one than before.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * A hash of the machine's id and of the data folder's place in its file system: its inode, which a copy beside it cannot have, and on Windows the volume. The device's number is left
 * out elsewhere, since it changes with the order in which disks are found, and so is the time of birth, which not every file system keeps. A copy of a whole running machine has the same
 * identity; the city notices that one by its history.
 */
export function machineIdentity(dataFolder: string): string {
  const { ino, dev } = statSync(dataFolder, { bigint: true });
  const parts = [machineId(), String(ino), process.platform === 'win32' ? String(dev) : ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Set when the system was installed; the name of the machine where the system does not say. */
function machineId(): string {
  try {
    if (process.platform === 'linux') return readFileSync('/etc/machine-id', 'utf8').trim();
    if (process.platform !== 'win32') return hostname();
    const said = execFileSync('reg', ['query', String.raw`HKLM\SOFTWARE\Microsoft\Cryptography`, '/v', 'MachineGuid'], { encoding: 'utf8', timeout: 5000, windowsHide: true });
    return /MachineGuid\s+REG_SZ\s+(\S+)/.exec(said)?.[1] ?? hostname();
  } catch {
    return hostname();
  }
}
