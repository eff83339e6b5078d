// A single flipped bit anywhere in the store, its write-ahead log or a copy of it is noticed, every time: by the page's seal, by the log's end, or by the copy's refusal.

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { CounterId, EpochMs } from '../../../shared/base/ids.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { ownFolderOf } from './backup/backup-places.ts';
import { makeBackup } from './backup/make-backup.ts';
import { RefusedBackup, verifyBackup } from './backup/verify-backup.ts';
import { StationDatabase } from './database.ts';
import { appendEvent, type LogIdentity } from './event-log.ts';
import { claimIdentity } from './identity.ts';
import { UnreadableStore } from './open-connection.ts';
import { STORE_FILE } from './store-lock.ts';

const FLIPS = 200;
const clock = new TestClock();
const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: '018f0000-0000-7000-8000-000000000001' };
let folder: StoreFolder;
let victim: string;
beforeEach(() => {
  folder = storeFolder();
  victim = path.join(folder.path, 'victim');
});
afterEach(() => folder[Symbol.dispose]());

/** Writes `events` in transactions of their own. */
function append(database: StationDatabase, events: number): void {
  for (let event = 0; event < events; event += 1) {
    database.write((store) => appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' }));
  }
}
/** The same places in every run: a linear congruence over the whole length. */
function places(length: number): readonly (readonly [at: number, bit: number])[] {
  let state = 20_261_126;
  return Array.from({ length: FLIPS }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return [Math.floor((state / 2 ** 32) * length), 1 << (state & 7)] as const;
  });
}
const flipped = (bytes: Buffer, [at, bit]: readonly [number, number]): Buffer => {
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(at) ^ bit, at);
  return changed;
};
/** Lays the given files as a store in a folder of its own and opens it; what was noticed, and how many events are there. */
function look(parts: Readonly<Record<string, Buffer>>): { readonly noticed: string | null; readonly events: number | null } {
  rmSync(victim, { recursive: true, force: true });
  mkdirSync(victim);
  for (const [name, bytes] of Object.entries(parts)) writeFileSync(path.join(victim, name), bytes);
  try {
    using database = StationDatabase.open(victim, folder.key);
    if (database.lostCommits() > 0) return { noticed: 'log cut', events: null };
    if (database.quickCheck() !== 'ok') return { noticed: 'page', events: null };
    return { noticed: null, events: database.read((store) => store.get(z.object({ n: z.int() }), 'SELECT count(*) AS n FROM event'))?.n ?? null };
  } catch (error) {
    if (error instanceof UnreadableStore) return { noticed: 'unreadable', events: null };
    throw error;
  }
}

it('F5: in the store’s file', { timeout: 120_000 }, () => {
  {
    using database = StationDatabase.open(folder.path, folder.key);
    claimIdentity(database, identity);
    append(database, 60);
  }
  const bytes = readFileSync(path.join(folder.path, STORE_FILE));
  expect(look({ [STORE_FILE]: bytes })).toEqual({ noticed: null, events: 60 });
  expect(places(bytes.length).filter((place) => look({ [STORE_FILE]: flipped(bytes, place) }).noticed === null)).toEqual([]);
});

it('in its write-ahead log: nothing that was acknowledged is missed in silence', { timeout: 120_000 }, () => {
  using database = StationDatabase.open(folder.path, folder.key);
  claimIdentity(database, identity);
  database.checkpoint();
  append(database, 25);
  const [store, wal] = [STORE_FILE, `${STORE_FILE}-wal`].map((name) => readFileSync(path.join(folder.path, name)));
  if (store === undefined || wal === undefined) return expect.fail('there are two files');
  const whole = look({ [STORE_FILE]: store, [`${STORE_FILE}-wal`]: wal });
  expect(whole).toEqual({ noticed: null, events: 25 });
  // A bit that changes nothing of what is read (the salt of a generation before, say) is no loss.
  expect(places(wal.length).map((place) => look({ [STORE_FILE]: store, [`${STORE_FILE}-wal`]: flipped(wal, place) })).filter(({ noticed, events }) => noticed === null && events !== 25)).toEqual([]);
});

it('in a copy', { timeout: 120_000 }, () => {
  using database = StationDatabase.open(folder.path, folder.key);
  claimIdentity(database, identity);
  append(database, 60);
  const outcome = makeBackup(
    { file: path.join(folder.path, STORE_FILE), key: folder.key, places: { dataFolder: folder.path, secondFolder: null, commune: 'T149', station: 'K1' } }, { at: 0 as EpochMs, kind: 'asked', isClockBelieved: false },
  );
  if (outcome.kind === 'failed') return expect.fail(outcome.reason);
  const file = path.join(ownFolderOf(folder.path), outcome.backup.name);
  const bytes = readFileSync(file);
  copyFileSync(file, victim);
  expect([existsSync(victim), verifyBackup(victim, folder.key, identity).sequence]).toEqual([true, 60]);
  const passed = places(bytes.length).filter((place) => {
    writeFileSync(victim, flipped(bytes, place));
    try {
      verifyBackup(victim, folder.key, identity);
      return true;
    } catch (error) {
      if (error instanceof RefusedBackup) return false;
      throw error;
    }
  });
  expect(passed).toEqual([]);
});
