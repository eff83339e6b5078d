// `npm start` from its start to each of its ends: one run a folder, nothing left behind by Ctrl-C or a kill, and the data found again.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { root } from '../../../build/checks/spawn.ts';

const LONGEST_MS = 60_000;

let folder: string;
let started: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-start-'));
  started = [];
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs the command as npm does. */
function start(...args: readonly string[]): { readonly child: ChildProcess; readonly words: () => string; readonly ended: Promise<unknown[]> } {
  const child = spawn(process.execPath, [path.join(root, 'build', 'run.mjs'), 'start', '--shell=browser', `--data=${folder}`, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => void (words += text));
  return { child, words: () => words, ended: once(child, 'close') };
}

async function startAndWait(): Promise<ReturnType<typeof start> & { readonly family: readonly number[] }> {
  const run = start();
  await vi.waitFor(() => expect(run.words()).toContain('Ctrl-C ends everything.'), { timeout: LONGEST_MS, interval: 50 });
  return { ...run, family: familyOf(run.child.pid ?? 0) };
}

/** Every process below one, by what the system's own list says. */
function familyOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const children = rows.flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
  return [...children, ...children.flatMap(familyOf)];
}

function living(pids: readonly number[]): number[] {
  return pids.filter((pid) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  });
}

test('a second start on the same folder says so and leaves the first alone; Ctrl-C ends every process, PostgreSQL too', async () => {
  const first = await startAndWait();
  expect(first.words()).toContain('A new example point');
  expect(first.words()).toContain('HOST: browser host');
  // The task, gateway, PostgreSQL with its workers, devices, host, station.
  expect(first.family.length).toBeGreaterThan(8);

  const second = start();
  expect(await second.ended).toEqual([1, null]);
  expect(second.words()).toContain('is running already');
  expect(second.words()).not.toMatch(/^\s+at /m);
  expect(first.child.exitCode).toBeNull();

  first.child.kill('SIGINT');
  expect(await first.ended).toEqual([0, null]);
  expect(living(first.family)).toEqual([]);
  expect(first.words()).toContain('Stopping …\nEverything has ended; the data stays.');
}, 2 * LONGEST_MS);

test('a killed start leaves nobody behind for long, and the next one begins at once with its data', async () => {
  const first = await startAndWait();
  first.child.kill('SIGKILL');
  const next = start('--check');
  expect(await next.ended, next.words()).toEqual([0, null]);
  expect(next.words()).toContain('goes on with its data');
  await vi.waitFor(() => expect(living(first.family)).toEqual([]), { timeout: LONGEST_MS, interval: 50 });
}, 2 * LONGEST_MS);

test.each([['--shell=gtk', "'electron' or 'browser'"], ['--dance', '--dance']])('%s is refused with the usage', async (option, words) => {
  const run = start(option);
  expect(await run.ended).toEqual([2, null]);
  expect(run.words()).toContain(words);
  expect(run.words()).toContain('usage: npm start');
});
