// Finds strace, and installs it from the system's packages where it is missing and may be. Linux only.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { run } from '../checks/spawn.ts';

const runFile = promisify(execFile);

async function isThere(): Promise<boolean> {
  return runFile('strace', ['--version'], { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

/** True once strace can be used; false where the system has none and none can be installed. */
export async function ensureStrace(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  if (await isThere()) return true;
  if (process.getuid?.() !== 0) return false;
  process.stderr.write('No strace found; installing it …\n');
  await run('apt-get', ['update', '-qq']);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'strace']);
  return isThere();
}
