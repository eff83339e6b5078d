// Under which user of the system PostgreSQL runs: it refuses root, so root lends it an unprivileged one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';

/** The user and group of a child process; undefined on Windows and for everybody but root, who simply stays himself. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Thrown when the database cannot be run by anybody here; the message says what a person can do. */
export class NoFittingUser extends Error {
  override readonly name = 'NoFittingUser';
  readonly code = 'database.no-fitting-user';
}

/** In this order; initdb wants a user that the system knows by name. */
const CANDIDATES = ['postgres', 'nobody'];

async function namedUser(): Promise<SystemUser> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const candidate of CANDIDATES) {
    const found = lines.find(([name]) => name === candidate);
    const uid = Number(found?.[2]);
    const gid = Number(found?.[3]);
    if (found !== undefined && uid > 0 && gid > 0) return { uid, gid };
  }
  throw new NoFittingUser(`PostgreSQL refuses to run as root, and /etc/passwd knows none of: ${CANDIDATES.join(', ')}`);
}

/** Chooses the user for a cluster: the owner of one that is there already, otherwise this user, or for root an unprivileged one. */
export async function clusterUser(cluster: string): Promise<SystemUser | undefined> {
  const own = process.getuid?.();
  if (own === undefined) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (own !== 0) {
    if (owner !== undefined && owner.uid !== own) throw new NoFittingUser(`${cluster} belongs to user ${owner.uid}; start the city as that user or as root`);
    return undefined;
  }
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return namedUser();
}

/** Whether the user can really walk into the folder (asked of the system, because modes, lists and mounts all have a say). */
export async function canEnter(folder: string, user: SystemUser | undefined): Promise<boolean> {
  if (user === undefined) return true;
  const child = spawn('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, stdio: 'ignore', cwd: '/' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

/**
 * For root only: lets others walk through (not look into) root's own folders on the way to `path`, as far as they lie in a folder for temporary files,
 * where a fresh folder is closed to all. A home is never opened like that.
 */
export async function openTemporaryWay(path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const temporary = new Set(['/tmp', '/var/tmp', resolve(tmpdir())]);
  const way: string[] = [];
  let folder = resolve(path);
  while (!temporary.has(folder)) {
    way.push(folder);
    if (folder === dirname(folder)) return;
    folder = dirname(folder);
  }
  for (const each of way) {
    const found = await stat(each).catch(() => null);
    if (found?.uid === 0 && found.isDirectory() && (found.mode & 0o001) === 0) await chmod(each, found.mode | 0o011);
  }
}

/** Gives a file or folder to the user. */
export async function give(path: string, user: SystemUser | undefined): Promise<void> {
  if (user !== undefined) await chown(path, user.uid, user.gid);
}
