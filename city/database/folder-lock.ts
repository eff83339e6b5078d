// Keeps two processes off one database folder: a lock that the kernel gives back when its holder dies, however it dies.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { realpath, unlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Thrown when another living process holds the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly code = 'database.folder-in-use';
}

/** A folder held until `release`. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Name of the lock. Linux: an abstract socket, which leaves no file; Windows: a pipe; elsewhere a socket file. */
async function addressOf(folder: string): Promise<string> {
  const name = `mot-cua-${createHash('sha256').update(await realpath(folder)).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
}

async function listen(address: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy());
  try {
    await once(server.listen(address), 'listening');
    return server;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return null;
    throw error;
  }
}

async function isHeld(address: string): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Takes the folder for this process; throws `FolderInUse` when another one has it. The folder must exist. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const address = await addressOf(folder);
  let server = await listen(address);
  if (server === null && address.endsWith('.lock') && !(await isHeld(address))) {
    await unlink(address);
    server = await listen(address);
  }
  if (server === null) throw new FolderInUse(`another process runs a database in ${folder}`);
  const held = server.unref();
  return {
    release: async () => {
      if (held.listening) await new Promise((done) => held.close(done));
    },
  };
}
