// Whether the session has the program running, or something that is there to start it, by the machine's own list of processes: a version that does not load writes no note.

import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What can be asked of the machine's processes; fails where it gives no list. */
export type Presence = () => Promise<boolean>;

/**
 * Looks for a process that runs one of these files, or (Linux) has one among its words, as the session's compositor has that starts it.
 * @param programs absolute paths of the executable and of its other names; on Windows their last part counts
 * @param procFolder where Linux lists its processes
 */
export function presenceOf(programs: readonly string[], platform: NodeJS.Platform, procFolder = '/proc'): Presence {
  if (platform !== 'win32') return async () => (await readdir(procFolder)).some((entry) => /^\d+$/.test(entry) && isOf(path.join(procFolder, entry), programs));
  return async () => {
    for (const name of programs.map((program) => path.win32.basename(program)))
      if (isListed((await run('tasklist', ['/nh', '/fo', 'csv', '/fi', `IMAGENAME eq ${name}`], { timeout: 20_000, windowsHide: true })).stdout, name)) return true;
    return false;
  };
}

/** Whether a list of `tasklist` as CSV has an image of that name; it has a sentence of the system's language where there is none. */
export function isListed(csv: string, name: string): boolean {
  return csv.split(/\r?\n/).some((line) => line.toLowerCase().startsWith(`"${name.toLowerCase()}",`));
}

function isOf(folder: string, programs: readonly string[]): boolean {
  try {
    if (readFileSync(path.join(folder, 'cmdline'), 'utf8').split('\0').some((word) => programs.includes(word))) return true;
    // A file that was replaced while it ran is named with a remark.
    return programs.includes(readlinkSync(path.join(folder, 'exe')).replace(/ \(deleted\)$/, ''));
  } catch {
    // It ended while it was looked at, or is the kernel's own.
    return false;
  }
}
