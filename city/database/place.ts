// Where a database folder really lies: where it was asked for, or, for root, at a place that the database's user can enter.

import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { canEnter, clusterUser, openTemporaryWay } from './system-user.ts';
import type { SystemUser } from './system-user.ts';

/** Where root's databases and programs go when the asked place is closed to the database's user. */
export const SYSTEM_FOLDER = '/var/lib/mot-cua';

/** File in the asked folder that names the real one. */
const POINTER = 'moved-to';

/** The real folder, its cluster below it, and the user who owns and runs that. */
export interface DatabasePlace {
  readonly folder: string;
  readonly cluster: string;
  readonly user: SystemUser | undefined;
}

/** Finds the real folder without making anything; the cluster may not be there yet. */
export async function realFolder(asked: string): Promise<string> {
  const pointed = await readFile(join(asked, POINTER), 'utf8').catch(() => '');
  return pointed.trim() === '' ? resolve(asked) : pointed.trim();
}

async function makeEnterable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const { mode } = await stat(folder);
  if (process.getuid?.() === 0 && (mode & 0o011) !== 0o011) await chmod(folder, mode | 0o011);
}

/** Makes the folder at the first fitting place and says where that is. The asked folder remembers it. */
export async function makePlace(asked: string, systemFolder: string): Promise<DatabasePlace> {
  let folder = await realFolder(asked);
  await makeEnterable(folder);
  await openTemporaryWay(folder);
  const user = await clusterUser(join(folder, 'cluster'));
  if (!(await canEnter(folder, user))) {
    // A new name and not one made from the path: whoever removes the asked folder and makes it anew wants to begin anew.
    const elsewhere = join(systemFolder, `database-${randomBytes(8).toString('hex')}`);
    await makeEnterable(elsewhere);
    await writeFile(join(folder, POINTER), `${elsewhere}\n`);
    folder = elsewhere;
  }
  return { folder, cluster: join(folder, 'cluster'), user };
}
