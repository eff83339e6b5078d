// A store that was put back or copied gives no number of a form that an earlier or another life of it may have given.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BusinessDay, CounterId } from '../../../shared/base/ids.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { StationDatabase } from './database.ts';
import { appendEvent } from './event-log.ts';
import { mintFormNumber } from './form-numbers.ts';
import { HighWaterKeeper, readHighWater } from './high-water.ts';
import { claimIdentity, type LiveIdentity } from './identity.ts';
import { noticeRebirth, takeNewIncarnation } from './rebirth.ts';

const MACHINE = 'a'.repeat(64);
let folder: StoreFolder;
let clock: TestClock;
let copies: string;
beforeEach(() => {
  folder = storeFolder();
  clock = new TestClock();
  copies = mkdtempSync(path.join(tmpdir(), 'mot-cua-copies-'));
});
afterEach(() => {
  folder[Symbol.dispose]();
  rmSync(copies, { recursive: true });
});

const rebirth = () => ({ clock, fields: ['A'], day: '2026-11-23' as BusinessDay });

interface Life extends AsyncDisposable {
  readonly database: StationDatabase;
  readonly identity: LiveIdentity;
}

/** A station's store with its mark, and one event of this life. */
async function begin(place: string, machine = MACHINE, isPutBack = false): Promise<Life> {
  const database = StationDatabase.open(place, Buffer.alloc(32, 7));
  const identity = claimIdentity(database, { commune: 'T149', station: 'K1', bootId: clock.uuid() });
  noticeRebirth(database, identity, readHighWater(place), machine, rebirth(), isPutBack);
  const keeper = new HighWaterKeeper({ folder: place, database, identity, machine, clock, serverAt: () => null, onFailure: (error) => expect.fail(String(error)) });
  database.write((store) => appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' }));
  await keeper.write();
  return {
    database, identity,
    async [Symbol.asyncDispose]() {
      await keeper[Symbol.asyncDispose]();
      database[Symbol.dispose]();
    },
  };
}
const draw = ({ database }: Life): number => database.write((store) => mintFormNumber(store, 'apology', 2026));
const draws = (life: Life, count: number): readonly number[] => Array.from({ length: count }, () => draw(life));
const copy = (from: string, to: string): void => cpSync(from, to, { recursive: true, filter: (file) => !file.includes('station.lock') && !file.endsWith('-shm') });

it('without its mark it goes on far behind, also where the copy is older than the first number of the year', async () => {
  await (await begin(folder.path))[Symbol.asyncDispose]();
  copy(folder.path, path.join(copies, 'whole'));
  const later = await begin(folder.path);
  const lost = draws(later, 150);
  await later[Symbol.asyncDispose]();
  copy(path.join(copies, 'whole'), folder.path);
  rmSync(path.join(folder.path, 'high-water.json'));
  await using again = await begin(folder.path, MACHINE, true);
  expect([lost.at(-1), draw(again)]).toEqual([150, 10_001]);
});

it('with its mark it skips no more than a margin', async () => {
  const life = await begin(folder.path);
  draw(life);
  await life[Symbol.asyncDispose]();
  cpSync(path.join(folder.path, 'station.db'), path.join(copies, 'station.db'));
  const later = await begin(folder.path);
  draws(later, 20);
  await later[Symbol.asyncDispose]();
  cpSync(path.join(copies, 'station.db'), path.join(folder.path, 'station.db'));
  await using again = await begin(folder.path, MACHINE, true);
  expect(draw(again)).toBe(122);
});

it('a copy and its original give each their own', async () => {
  const first = await begin(folder.path);
  const given = draw(first);
  await first[Symbol.asyncDispose]();
  copy(folder.path, path.join(copies, 'clone'));
  await using clone = await begin(path.join(copies, 'clone'), 'b'.repeat(64));
  await using original = await begin(folder.path);
  expect(takeNewIncarnation(original.database, original.identity, { commonSeq: 0, newestKnown: clone.identity.incarnation }, rebirth())).toBe(true);
  expect(new Set([given, ...draws(clone, 90), ...draws(original, 90)]).size).toBe(181);
});
