// The store looked over beside the windows: by the thread as the station starts it, over a real encrypted store.

import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CounterId } from '../../shared/base/ids.ts';
import { storeFolder, type StoreFolder } from '../../tests/fakes/store-folder.ts';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import { StationDatabase } from './store/database.ts';
import { STORE_FILE } from './store/store-lock.ts';
import { appendEvent, type LogIdentity } from './store/event-log.ts';
import { systemClock } from './life/clock.ts';
import type { InspectedStore } from './store/inspect-store.ts';
import { startStoreInspector, type StoreInspector } from './store-inspector.ts';

const HOUR_MS = 3_600_000;
const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: '018f0000-0000-7000-8000-000000000001' };
let folder: StoreFolder;
let database: StationDatabase;
let clock: TestClock;
let inspector: StoreInspector | null;
let failures: unknown[];
let damages: number;
beforeEach(() => {
  folder = storeFolder();
  database = StationDatabase.open(folder.path, folder.key);
  clock = new TestClock();
  inspector = null;
  failures = [];
  damages = 0;
});
afterEach(async () => {
  await inspector?.[Symbol.asyncDispose]();
  database[Symbol.dispose]();
  folder[Symbol.dispose]();
});

function append(count: number): void {
  database.write((store) => {
    for (let index = 0; index < count; index += 1) appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' });
  });
}
function start(changed: Partial<InspectedStore> = {}): StoreInspector {
  const workerData: InspectedStore = { file: path.join(folder.path, STORE_FILE), key: folder.key, commune: 'T149', station: 'K1', ...changed };
  inspector = startStoreInspector({
    start: () => new Worker(new URL('./store-worker.ts', import.meta.url), { workerData }),
    // Only the hours are held; how long an answer may take is the machine's time.
    clock: { now: () => clock.now(), sleep: (ms, signal) => (ms === HOUR_MS ? clock.sleep(ms, signal) : systemClock.sleep(ms, signal)) },
    onDamage: () => void (damages += 1),
    onFailure: (error) => void failures.push(error),
  });
  return inspector;
}
/** As somebody with the key and bad intentions could: the triggers are gone. */
function tamper(sequence: number): void {
  database.write((store) => {
    store.run('DROP TRIGGER IF EXISTS event_never_changes');
    store.run(`UPDATE event SET actor = 'counter-9' WHERE seq = $sequence`, { sequence });
  });
}
const TIMES = { timeout: 15_000 };
const seals = () => inspector?.read().seals;

it('knows nothing at first, and then what stands there, with the time', async () => {
  append(600);
  const own = start();
  expect(own.read()).toEqual({ pages: null, seals: null, failure: null });
  await expect.poll(() => own.read(), TIMES).toEqual({ pages: { finding: 'ok', at: clock.now() }, seals: { finding: null, at: clock.now() }, failure: null });
  expect([failures, damages]).toEqual([[], 0]);
});

it('tells at once of pages that are not what was written', async () => {
  append(300);
  database.checkpoint();
  const file = openSync(path.join(folder.path, STORE_FILE), 'r+');
  for (let at = 40 * 4096; at < fstatSync(file).size; at += 4096) writeSync(file, Buffer.of(1), 0, 1, at + 100);
  closeSync(file);
  start();
  await expect.poll(() => damages, TIMES).toBeGreaterThan(0);
});

it('goes on each hour from where it was, and over all of it again each day', async () => {
  append(20);
  const own = start();
  await expect.poll(seals, TIMES).toEqual({ finding: null, at: clock.now() });
  const begun = clock.now();
  append(10);
  tamper(7);
  for (let hour = 1; hour <= 23; hour += 1) {
    clock.advance(HOUR_MS);
    await expect.poll(seals, TIMES).toEqual({ finding: null, at: clock.now() });
  }
  expect(own.read().pages).toEqual({ finding: 'ok', at: begun });
  clock.advance(HOUR_MS);
  await expect.poll(seals, TIMES).toEqual({ finding: 7, at: clock.now() });
  expect(own.read().pages).toEqual({ finding: 'ok', at: clock.now() });
});

it('finds within the hour what was changed among the new, and what was cut off', async () => {
  append(20);
  start();
  await expect.poll(seals, TIMES).toEqual({ finding: null, at: clock.now() });
  append(10);
  tamper(25);
  clock.advance(HOUR_MS);
  await expect.poll(seals, TIMES).toEqual({ finding: 25, at: clock.now() });
  database.write((store) => {
    store.run('DROP TRIGGER IF EXISTS event_never_goes');
    store.run('DELETE FROM event WHERE seq > 15');
  });
  clock.advance(HOUR_MS);
  await expect.poll(seals, TIMES).toEqual({ finding: 24, at: clock.now() });
});

it('that cannot be opened is a finding of its own', async () => {
  append(3);
  const own = start({ key: Buffer.alloc(32, 8) });
  await expect.poll(() => own.read(), TIMES).toEqual({ pages: null, seals: null, failure: { finding: 'SqliteError', at: clock.now() } });
  expect(failures).toHaveLength(1);
});
