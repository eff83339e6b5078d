// The files of a PostgreSQL cluster: made once as a whole or not at all, with a password that only the gateway's user can read.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, open, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { realFolder } from './place.ts';
import type { DatabasePlace } from './place.ts';
import { give } from './system-user.ts';
import type { SystemUser } from './system-user.ts';

/** Name of the database's own administrator; nobody else has an account. */
export const DATABASE_USER = 'city';

/** Environment for PostgreSQL's programs: nothing of ours, so that no PG… variable or language leaks in. */
export function programEnvironment(): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using handle = await open(folder, 'r');
  await handle.sync();
}

async function writeDurably(path: string, text: string): Promise<void> {
  const half = `${path}.half`;
  await rm(half, { force: true });
  {
    await using handle = await open(half, 'wx', 0o600);
    await handle.writeFile(text);
    await handle.sync();
  }
  await rename(half, path);
}

async function passwordOf(folder: string): Promise<string | null> {
  return readFile(join(folder, 'password'), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

async function runInitdb(binaries: Binaries, cluster: string, passwordFile: string, folder: string, user: SystemUser | undefined): Promise<void> {
  const settings = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--auth=scram-sha-256', '--no-instructions'];
  const child = spawn(binaries.initdb, [`--pgdata=${cluster}`, `--username=${DATABASE_USER}`, `--pwfile=${passwordFile}`, ...settings], {
    cwd: folder,
    env: programEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user,
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`initdb failed (exit code ${String(code)}): ${complaint}`);
}

/** Makes the cluster when there is none and gives the password of its administrator. Call it with the folder locked. */
export async function prepareCluster(place: DatabasePlace, binaries: Binaries): Promise<string> {
  const { folder, cluster, user } = place;
  const known = await passwordOf(folder);
  const isThere = (await stat(cluster).catch(() => null)) !== null;
  if (isThere && known === null) throw new Error(`${cluster} is there but its password file ${join(folder, 'password')} is gone: put it back`);
  const password = known ?? randomBytes(24).toString('base64url');
  if (known === null) await writeDurably(join(folder, 'password'), password);
  if (isThere) return password;
  const half = join(folder, 'making');
  const passwordFile = join(folder, 'making-password');
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { mode: 0o700 });
  await give(half, user);
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await give(passwordFile, user);
    await runInitdb(binaries, half, passwordFile, folder, user);
  } finally {
    await unlink(passwordFile);
  }
  await rename(half, cluster);
  await syncFolder(folder);
  return password;
}

/** Address of a server on this machine. */
export function localUrl(password: string, port: number): string {
  return `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/postgres`;
}

/** What postmaster.pid says of the server that runs, or last ran, on a cluster; null when there is no such file. */
export async function postmasterOf(cluster: string): Promise<{ readonly pid: number; readonly port: number } | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

/** Address of the server that another process runs on the folder, for reading beside it; null when none runs. */
export async function urlOfRunning(asked: string): Promise<string | null> {
  const folder = await realFolder(asked);
  const [password, postmaster] = await Promise.all([passwordOf(folder), postmasterOf(join(folder, 'cluster'))]);
  return password === null || postmaster === null ? null : localUrl(password, postmaster.port);
}
