// Programs of the system that some tests drive (strace breaks system calls, openssl makes certificates): found, or installed from the system's packages where they are missing and may be.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { run } from '../checks/spawn.ts';

const runFile = promisify(execFile);

async function isThere(name: string): Promise<boolean> {
  return runFile(name, [name === 'openssl' ? 'version' : '--version'], { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

/** True once all of them can be used; false where one is missing and cannot be installed, which its test then says. */
export async function ensureTools(names: readonly ('strace' | 'openssl')[]): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const missing: string[] = [];
  for (const name of names) if (!(await isThere(name))) missing.push(name);
  if (missing.length === 0) return true;
  if (process.getuid?.() !== 0) return false;
  process.stderr.write(`Installing ${missing.join(' and ')} …\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], { env });
  for (const name of missing) if (!(await isThere(name))) return false;
  return true;
}
