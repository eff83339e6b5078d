// The keeper of copies over the thread that makes them and a real encrypted store.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CounterId, RequestId } from '../../shared/base/ids.ts';
import { storeFolder, type StoreFolder } from '../../tests/fakes/store-folder.ts';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import { startBackupKeeper, type BackupKeeper } from './backup-keeper.ts';
import type { BackupSource } from './store/backup/make-backup.ts';
import { StationDatabase } from './store/database.ts';
import { appendEvent, type LogIdentity } from './store/event-log.ts';
import { claimIdentity } from './store/identity.ts';
import { STORE_FILE } from './store/store-lock.ts';

const HOUR_MS = 3_600_000;
const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: '018f0000-0000-7000-8000-000000000001' };
const request = (last: number) => `018f0000-0000-7000-8000-00000000000${last}` as RequestId;
let folder: StoreFolder;
let database: StationDatabase;
let clock: TestClock;
let keeper: BackupKeeper;
let failures: string[];
let made: string[];
beforeEach(() => {
  folder = storeFolder();
  database = StationDatabase.open(folder.path, folder.key);
  claimIdentity(database, identity);
  clock = new TestClock();
  failures = [];
  made = [];
  keeper = start(path.join(folder.path, STORE_FILE));
});
afterEach(async () => {
  await keeper[Symbol.asyncDispose]();
  database[Symbol.dispose]();
  folder[Symbol.dispose]();
});

function start(file: string): BackupKeeper {
  const source: BackupSource = { file, key: folder.key, places: { dataFolder: folder.path, secondFolder: null, commune: 'T149', station: 'K1' } };
  return startBackupKeeper({
    places: source.places, clock, isClockBelieved: () => true, onMade: ({ kind }) => void made.push(kind), onFailure: (reason) => void failures.push(reason),
    start: () => new Worker(path.join(import.meta.dirname, 'backup-worker.ts'), { workerData: source }),
  });
}
const count = (n: number) => vi.waitFor(() => expect(made).toHaveLength(n), { timeout: 15_000 });
const append = () => database.write((store) => appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' }));

it('makes one ten minutes after a new store was made, then one each hour', { timeout: 60_000 }, async () => {
  append();
  await keeper.list();
  clock.advance(599_000);
  expect([await keeper.list(), keeper.verdict()]).toEqual([[], { newest: null, isSecondWanted: false, failure: null }]);
  clock.advance(1_000);
  await count(1);
  await keeper.list();
  append();
  clock.advance(HOUR_MS);
  await count(2);
  expect((await keeper.list()).map(({ kind, lastSequence }) => [kind, lastSequence])).toEqual([['hourly', 2], ['daily', 1]]);
  expect(keeper.verdict()).toMatchObject({ newest: { place: 'own-disk' }, failure: null });
});

it('makes one when it is asked, and for the same request no second one', async () => {
  append();
  const [first, again] = await Promise.all([keeper.make(request(1)), keeper.make(request(1))]);
  expect([first, again]).toEqual([await keeper.list(), await keeper.list()]);
  expect(await keeper.list()).toMatchObject([{ kind: 'asked', lastSequence: 1 }]);
  await keeper.make(request(2));
  expect(await keeper.list()).toHaveLength(2);
});

it('says why one was not made, until one is', async () => {
  await keeper[Symbol.asyncDispose]();
  keeper = start(path.join(folder.path, 'no-such-store.db'));
  await expect(keeper.make(request(1))).rejects.toMatchObject({ code: 'backup.failed', params: { reason: 'SQLITE_CANTOPEN' } });
  expect([failures, keeper.verdict().failure?.finding, await keeper.list()]).toEqual([['SQLITE_CANTOPEN'], 'SQLITE_CANTOPEN', []]);
});

/** Its thread says of the copies what it is told to, and nothing once `isSilent` is set. */
function startWith(said: string, isSilent = new Int32Array(new SharedArrayBuffer(4))): BackupKeeper {
  const places = { dataFolder: folder.path, secondFolder: path.join(folder.path, 'second'), commune: 'T149', station: 'K1' };
  const code = `const { parentPort, workerData } = require('node:worker_threads'); parentPort.on('message', (order) => { if (workerData[0] === 0) parentPort.postMessage(${said}); });`;
  return startBackupKeeper({ places, clock, isClockBelieved: () => true, onMade: () => undefined, onFailure: (reason) => void failures.push(reason), start: () => new Worker(code, { eval: true, workerData: isSilent }) });
}

it('knows of the copies what its thread says, and looks at no disk itself', async () => {
  await keeper[Symbol.asyncDispose]();
  keeper = startWith(`[{ name: 'store-1.db', at: order.look === 'copies' ? 5 : 0, bytes: 1, lastSequence: 1, kind: 'hourly', place: 'second-disk' }]`);
  expect(await keeper.list()).toMatchObject([{ name: 'store-1.db', at: 5 }]);
  expect(keeper.verdict()).toEqual({ newest: { at: 5, place: 'second-disk' }, isSecondWanted: true, failure: null });
});

it('a disk that does not answer holds nobody: what was seen last is shown, and that nothing was seen since', async () => {
  await keeper[Symbol.asyncDispose]();
  const isSilent = new Int32Array(new SharedArrayBuffer(4));
  keeper = startWith(`[{ name: 'store-1.db', at: 5, bytes: 1, lastSequence: 1, kind: 'hourly', place: 'second-disk' }]`, isSilent);
  await keeper.list();
  isSilent[0] = 1;
  const listed = keeper.list();
  await vi.waitFor(() => {
    clock.advance(10_000);
    expect(failures).toEqual(['look']);
  }, { timeout: 10_000 });
  expect([await listed, keeper.verdict()]).toMatchObject([[{ name: 'store-1.db' }], { newest: { at: 5 }, failure: { finding: 'no-answer' } }]);
});
