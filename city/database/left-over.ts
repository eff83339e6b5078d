// Ends a server that outlived the gateway that started it, and clears the trace of one that died; the folder's lock proves that it is nobody's.

import { readdir, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CityClock } from '../clock.ts';
import type { Log } from '../log.ts';
import { postmasterOf } from './cluster.ts';

const FAST_MS = 20_000;
const IMMEDIATE_MS = 10_000;

/** Processes that work inside the cluster, as PostgreSQL's all do. A dead one that nobody buried does not count, nor does its number used again. */
async function workersIn(cluster: string): Promise<readonly number[]> {
  const home = await realpath(cluster);
  const pids = (await readdir('/proc')).map(Number).filter((pid) => Number.isInteger(pid) && pid > 1);
  const homes = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, index) => homes[index] === home);
}

async function areGoneWithin(cluster: string, ms: number, clock: CityClock): Promise<boolean> {
  const deadline = clock.monotonic() + ms;
  while ((await workersIn(cluster)).length > 0) {
    if (clock.monotonic() > deadline) return false;
    await clock.pause(30);
  }
  return true;
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/**
 * Call it with the folder locked. The lock file of a dead server is taken away only when no process of it is left: a backend may outlive its server for a moment.
 * Outside Linux PostgreSQL's own check of its lock file decides.
 */
export async function endLeftOver(cluster: string, clock: CityClock, log: Log): Promise<void> {
  const found = await postmasterOf(cluster);
  if (found === null || process.platform !== 'linux') return;
  const workers = await workersIn(cluster);
  if (workers.length > 0) {
    log('warning', 'database.left-over-server', { pid: found.pid, processes: workers.length });
    if (workers.includes(found.pid)) signalAll([found.pid], 'SIGINT');
    if (!(await areGoneWithin(cluster, FAST_MS, clock))) signalAll(await workersIn(cluster), 'SIGQUIT');
    if (!(await areGoneWithin(cluster, IMMEDIATE_MS, clock))) throw new Error(`a PostgreSQL server (process ${found.pid}) on ${cluster} does not end`);
  }
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}
