// F3, F4: a real store on a disk that fails, by errors that strace puts in the place of the system's answers. What was said is there, once; what was refused is not; and a disk that goes on failing is left alone.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { run } from '../../build/checks/spawn.ts';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { findBrokenSeal } from '../../electron/station/store/seals.ts';
import { STORE_FILE } from '../../electron/station/store/store-lock.ts';
import { storeFolder, type StoreFolder } from '../fakes/store-folder.ts';

const isLinux = process.platform === 'linux';
let hasStrace = false;
beforeAll(async () => {
  hasStrace = await ensureTools(['strace']);
}, 300_000);

interface Fault {
  readonly call: 'fsync' | 'pwrite64';
  readonly error: 'EIO' | 'ENOSPC';
  /** strace's: '5' the fifth call, '5+' each from the fifth on. */
  readonly when: string;
  /** The file whose calls fail. */
  readonly part: '' | '-wal';
}

/** What each request was answered, and how many calls were made to fail. */
async function requests(folder: StoreFolder, first: number, last: number, fault: Fault): Promise<{ readonly said: readonly string[]; readonly injected: number }> {
  const trace = path.join(folder.path, 'trace');
  const { code, out, err } = await run('strace', [
    '-f', '-qq', '-o', trace, '-e', `trace=${fault.call}`, '-P', path.join(folder.path, `${STORE_FILE}${fault.part}`), '-e', `inject=${fault.call}:error=${fault.error}:when=${fault.when}`,
    process.execPath, path.join(import.meta.dirname, 'request-loop.ts'), folder.path, folder.key.toString('hex'), String(first), String(last),
  ]);
  expect([code, err]).toEqual([0, '']);
  const injected = existsSync(trace) ? readFileSync(trace, 'utf8').split('\n').filter((line) => line.includes('(INJECTED)')).length : 0;
  return { said: out.trim().split('\n'), injected };
}

/** Opens the store on a disk that is well again: every number that was said is stored under its request, no other number was given, and the log is whole. */
function verify(folder: StoreFolder, said: readonly string[]): { readonly stored: number } {
  using database = StationDatabase.open(folder.path, folder.key);
  const rows = database.read((store) => store.all(z.object({ request: z.string(), number: z.string() }), 'SELECT request_id AS request, output AS number FROM request ORDER BY rowid'));
  const stored = new Map(rows.map(({ request, number }) => [Number(request.slice(-12)), number]));
  for (const [request, number] of said.map((line) => line.split(' '))) if (/^\d+$/.test(number ?? '')) expect([request, stored.get(Number(request))]).toEqual([request, number]);
  const numbers = [...stored.values()].map(Number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  const state = database.read((store) => ({ events: store.get(z.object({ n: z.int() }), 'SELECT count(*) AS n FROM event')?.n, broken: findBrokenSeal(store, { commune: 'T149', station: 'K1' }) }));
  expect([state, database.quickCheck()]).toEqual([{ events: stored.size, broken: null }, 'ok']);
  return { stored: stored.size };
}

function newStore(): StoreFolder {
  const folder = storeFolder();
  StationDatabase.open(folder.path, folder.key)[Symbol.dispose]();
  return folder;
}

it('the system’s errors can be put in here, or this machine says that they cannot', () => {
  // On Linux it must be had: a disk error that is never tried is not checked. Elsewhere the in-process faults of the store's own tests stand in.
  expect(hasStrace).toBe(isLinux);
});

const cases: readonly (readonly [string, Fault, (said: readonly string[]) => void])[] = [
  ...['2', '3', '7', '11'].map((when) => [
    `one failed fsync of the log (the ${when}th) is nobody’s matter: every request is answered, under its own number`,
    { call: 'fsync', error: 'EIO', when, part: '-wal' },
    (said: readonly string[]) => expect(said).toEqual(Array.from({ length: 12 }, (_, index) => `${index + 1} ${index + 1}`)),
  ] as const),
  ['fsync that goes on failing ends writing at once, and not before', { call: 'fsync', error: 'EIO', when: '6+', part: '-wal' }, (said) => {
    const first = said.findIndex((line) => line.endsWith('store.disk-failing'));
    expect(first).toBeGreaterThan(0);
    expect(said.slice(first).every((line) => line.endsWith('store.disk-failing'))).toBe(true);
    expect(said.slice(0, first).every((line) => /^(\d+) \1$/.test(line))).toBe(true);
  }],
  ['a log without room refuses cleanly', { call: 'pwrite64', error: 'ENOSPC', when: '20+', part: '-wal' }, (said) => expect(said.filter((line) => line.endsWith('store.disk-full')).length).toBeGreaterThan(3)],
  ['one write of the log without room refuses one request, and the next goes on', { call: 'pwrite64', error: 'ENOSPC', when: '20', part: '-wal' }, (said) => expect(said.filter((line) => line.endsWith('store.disk-full'))).toHaveLength(1)],
  ['a failed write of the log is done once more', { call: 'pwrite64', error: 'EIO', when: '20', part: '-wal' }, (said) => expect(said.every((line) => /^(\d+) \1$/.test(line))).toBe(true)],
  ['the store’s file without room at a checkpoint loses nothing: the log keeps it', { call: 'pwrite64', error: 'ENOSPC', when: '1+', part: '' }, (said) => expect(said.every((line) => /^(\d+) \1$/.test(line))).toBe(true)],
];

it.each(isLinux ? cases : [])('%s', async (_name, fault, expected) => {
  using folder = newStore();
  const { said, injected } = await requests(folder, 1, 12, fault);
  expect(said).toHaveLength(12);
  expect(injected).toBeGreaterThan(0);
  expected(said);
  const { stored } = verify(folder, said);
  // On a disk that is well again the same requests get the same answers, and those that were refused get theirs now.
  const again = await requests(folder, 1, 12, { call: 'fsync', error: 'EIO', when: '60000', part: '' });
  expect(again.said.filter((line) => /^\d+ \d+$/.test(line))).toHaveLength(12);
  expect(verify(folder, [...said, ...again.said]).stored).toBe(12);
  expect(stored).toBeLessThanOrEqual(12);
});
