// Copies of the store: made while it is used, read back before they get a name, kept by rule, and refused when they are not what they should be.

import fs, { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CounterId, EpochMs } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Backup } from '../../../../shared/contract/care.ts';
import { storeFolder, type StoreFolder } from '../../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../../tests/fakes/test-clock.ts';
import { StationDatabase } from '../database.ts';
import { appendEvent, type LogIdentity } from '../event-log.ts';
import { claimIdentity } from '../identity.ts';
import { openConnection } from '../open-connection.ts';
import { holdStore, LockedStore, STORE_FILE } from '../store-lock.ts';
import { listSetAside } from '../set-aside.ts';
import { readBackupName, writeBackupName } from './backup-name.ts';
import { listBackups, ownFolderOf, thinBackups, type BackupPlaces } from './backup-places.ts';
import { makeBackup, type BackupOrder } from './make-backup.ts';
import { proveKey } from '../prove-key.ts';
import { finishReplacing, isReplacing, restoreBackup } from './restore-backup.ts';
import { RefusedBackup, verifyBackup } from './verify-backup.ts';

const clock = new TestClock();
const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: '018f0000-0000-7000-8000-000000000001' };
let folder: StoreFolder;
let places: BackupPlaces;
beforeEach(() => {
  folder = storeFolder();
  places = { dataFolder: folder.path, secondFolder: null, commune: 'T149', station: 'K1' };
});
afterEach(() => folder[Symbol.dispose]());

function open(): StationDatabase {
  const database = StationDatabase.open(folder.path, folder.key);
  claimIdentity(database, identity);
  return database;
}
const append = (database: StationDatabase, count = 1) => {
  for (let event = 0; event < count; event += 1) {
    database.write((store) => appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' }));
  }
};
const eventsIn = (database: StationDatabase) => must(database.read((store) => store.get(z.object({ n: z.int() }), 'SELECT count(*) AS n FROM event')), 'a count is always there').n;
const order = (changed: Partial<BackupOrder> = {}): BackupOrder => ({ at: clock.now(), kind: 'hourly', isClockBelieved: true, ...changed });
const source = () => ({ file: path.join(folder.path, STORE_FILE), key: folder.key, places });
const made = (changed: Partial<BackupOrder> = {}): Backup => {
  const outcome = makeBackup(source(), order(changed));
  return outcome.kind === 'made' ? outcome.backup : expect.fail(outcome.reason);
};
const fileOf = (backup: Backup) => path.join(ownFolderOf(folder.path), backup.name);
/** A store with three events, a copy of it, and two more events. */
const copied = (): Backup => {
  using database = open();
  append(database, 3);
  const backup = made();
  append(database, 2);
  return backup;
};
const fault = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof RefusedBackup ? error.fault : String(error);
  }
  return 'nothing thrown';
};
const contents = (): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => [path.join(parentPath, name), readFileSync(path.join(parentPath, name), 'hex')]));

describe('a copy', () => {
  it('is made while the store is open, is whole, and says where it ends', () => {
    using database = open();
    append(database, 3);
    const backup = made();
    append(database);
    expect(backup).toMatchObject({ kind: 'hourly', lastSequence: 3, place: 'own-disk', at: clock.now(), bytes: statSync(fileOf(backup)).size });
    expect(verifyBackup(fileOf(backup), folder.key, identity).sequence).toBe(3);
    expect([listBackups(places).map(({ name }) => name), eventsIn(database)]).toEqual([[backup.name], 4]);
  });

  it('holds nothing that can be read without the key', () => {
    using database = open();
    database.write((store) => store.runOne(`INSERT INTO meta (name, value) VALUES ('x', 'Nguyễn Thị Mẫu 001185000012')`));
    const bytes = readFileSync(fileOf(made()));
    expect([bytes.includes('Nguy'), bytes.includes('001185000012'), bytes.includes('SQLite format 3')]).toEqual([false, false, false]);
  });

  it('of the first hour of a day is that day’s, and numbers go on over a clock that was set back', () => {
    using database = open();
    append(database);
    const kinds = ['2026-11-23T10:00:00+07:00', '2026-11-23T11:00:00+07:00', '2015-01-01T00:00:00+07:00'].map((at) => made({ at: Date.parse(at) as EpochMs, kind: null }).kind);
    expect(kinds).toEqual(['daily', 'hourly', 'daily']);
    expect(listBackups(places).map(({ ordinal }) => ordinal)).toEqual([3, 2, 1]);
  });

  it('goes to the second folder where it is there, under the station’s name, and beside the store where it is not', () => {
    using database = open();
    append(database);
    const second = path.join(folder.path, 'second');
    places = { ...places, secondFolder: second };
    const [first] = [made()];
    expect(existsSync(fileOf(first))).toBe(true);
    mkdirSync(second);
    const next = made();
    expect(readdirSync(path.join(second, 'T149-K1'))).toEqual([next.name]);
    expect(listBackups(places).map(({ name }) => name)).toEqual([next.name, first.name]);
  });

  it('that a crash left half made is nobody’s copy and goes with the next one', () => {
    using database = open();
    append(database);
    mkdirSync(ownFolderOf(folder.path), { recursive: true });
    writeFileSync(path.join(ownFolderOf(folder.path), 'making-7.tmp'), 'half');
    expect(listBackups(places)).toEqual([]);
    const backup = made();
    expect(readdirSync(ownFolderOf(folder.path))).toEqual([backup.name]);
  });

  it('of a store whose log is not whole is not given a name, and leaves nothing', () => {
    {
      using database = open();
      append(database, 3);
    }
    const connection = openConnection(path.join(folder.path, STORE_FILE), folder.key);
    connection.exec(`DROP TRIGGER event_never_changes; UPDATE event SET actor = 'counter-9' WHERE seq = 2`);
    connection.close();
    expect(makeBackup(source(), order())).toEqual({ kind: 'failed', reason: 'seal-broken' });
    expect(readdirSync(ownFolderOf(folder.path))).toEqual([]);
  });
});

describe('a name', () => {
  it('is read as it was written, and no other file is ours', () => {
    const named = { ordinal: 42, at: Date.parse('2026-07-13T02:00:05Z') as EpochMs, lastSequence: 1234, kind: 'daily' } as const;
    expect(writeBackupName(named)).toBe('store-000042-20260713T020005Z-1234-daily.db');
    expect(readBackupName(writeBackupName(named))).toEqual({ ...named, name: writeBackupName(named) });
    for (const other of ['store-000042-20261340T020005Z-1-daily.db', 'making-42.tmp', 'station.db', '../store-000042-20260713T020005Z-1-daily.db', 'store-000042-20260713T020005Z-1-monthly.db']) expect(readBackupName(other)).toBe(null);
  });
});

describe('what is kept', () => {
  const DAY_MS = 86_400_000;
  const now = Date.parse('2026-07-31T02:00:00Z');
  const put = (kind: Backup['kind'], count: number, ageMs: (index: number) => number) => {
    const own = ownFolderOf(folder.path);
    mkdirSync(own, { recursive: true });
    for (let index = 0; index < count; index += 1) writeFileSync(path.join(own, writeBackupName({ ordinal: readdirSync(own).length + 1, at: (now - ageMs(index)) as EpochMs, lastSequence: 1, kind })), '');
  };
  const counts = () => ['hourly', 'daily', 'update'].map((kind) => listBackups(places).filter((backup) => backup.kind === kind).length);

  it('is 24 by the hour, 14 of days and 2 before updates, the newest of each', () => {
    put('daily', 20, () => 0);
    put('update', 5, () => 0);
    put('hourly', 30, () => 0);
    expect(thinBackups(ownFolderOf(folder.path), now as EpochMs)).toHaveLength(6 + 3 + 6);
    expect([counts(), listBackups(places)[0]?.ordinal]).toEqual([[24, 14, 2], 55]);
  });

  it('is nothing older than 14 days, except the newest; and no age counts while the clock is not believed', () => {
    put('daily', 10, (index) => (30 - index) * DAY_MS);
    expect(thinBackups(ownFolderOf(folder.path), null)).toEqual([]);
    thinBackups(ownFolderOf(folder.path), now as EpochMs);
    expect(listBackups(places).map(({ ordinal }) => ordinal)).toEqual([10]);
  });
});

describe('restoring', () => {
  it('puts the copy in the place of the store and keeps what stood there, whole', () => {
    const backup = copied();
    const restored = restoreBackup(places, folder.key, backup.name, clock.now());
    expect(restored).toMatchObject({ name: backup.name, head: { sequence: 3 } });
    using database = open();
    expect([eventsIn(database), database.quickCheck()]).toEqual([3, 'ok']);
    const aside = openConnection(path.join(restored.aside, STORE_FILE), folder.key);
    expect(aside.prepare('SELECT count(*) AS n FROM event').get()).toEqual({ n: 5 });
    aside.close();
    expect(listSetAside(folder.path)).toMatchObject([{ why: 'restore', code: backup.name, folder: restored.aside }]);
  });

  it('takes the write-ahead log of a store that crashed along', () => {
    const backup = copied();
    {
      using database = open();
      append(database);
      for (const part of ['', '-wal']) copyFileSync(path.join(folder.path, `${STORE_FILE}${part}`), path.join(folder.path, `crashed${part}`));
    }
    for (const part of ['', '-wal']) copyFileSync(path.join(folder.path, `crashed${part}`), path.join(folder.path, `${STORE_FILE}${part}`));
    const { aside } = restoreBackup(places, folder.key, 'newest', clock.now());
    expect([readdirSync(aside).toSorted(), readFileSync(path.join(aside, `${STORE_FILE}-wal`)).equals(readFileSync(path.join(folder.path, 'crashed-wal')))]).toEqual([['station.db', 'station.db-wal', 'why.json'], true]);
    using database = open();
    expect([eventsIn(database), backup.lastSequence]).toEqual([3, 3]);
  });

  it('of the newest passes over one that is damaged', () => {
    const good = copied();
    const bad = { ...made() };
    truncateSync(fileOf(bad), 8192);
    expect(restoreBackup(places, folder.key, 'newest', clock.now()).name).toBe(good.name);
  });

  it.each<[string, (backup: Backup) => void, string]>([
    ['cut short', (backup) => truncateSync(fileOf(backup), statSync(fileOf(backup)).size - 4096), 'damaged'],
    ['cut to nothing', (backup) => truncateSync(fileOf(backup), 0), 'unreadable'],
    ['longer than it says', (backup) => writeFileSync(fileOf(backup), Buffer.alloc(4096), { flag: 'a' }), 'damaged'],
    ['something else', (backup) => writeFileSync(fileOf(backup), 'x'.repeat(100_000)), 'unreadable'],
    ['gone', (backup) => rmSync(fileOf(backup)), 'missing'],
  ])('refuses a copy that is %s, and changes nothing', (_name, harm, expected) => {
    const backup = copied();
    harm(backup);
    const before = contents();
    expect(fault(() => restoreBackup(places, folder.key, backup.name, clock.now()))).toBe(expected);
    expect(contents()).toEqual(before);
  });

  it('refuses a copy under another key, of another station, of a newer program, and changes nothing', () => {
    const backup = copied();
    const newer = made();
    const connection = openConnection(fileOf(newer), folder.key);
    connection.pragma('user_version=9990');
    connection.pragma('journal_mode=DELETE');
    connection.close();
    const before = contents();
    expect(fault(() => restoreBackup(places, Buffer.alloc(32, 8), backup.name, clock.now()))).toBe('unreadable');
    expect(fault(() => restoreBackup({ ...places, station: 'K2' }, folder.key, backup.name, clock.now()))).toBe('foreign');
    expect(fault(() => restoreBackup(places, folder.key, newer.name, clock.now()))).toBe('newer');
    expect(fault(() => restoreBackup(places, folder.key, '../station.db', clock.now()))).toBe('missing');
    expect(contents()).toEqual(before);
  });

  it('waits for nobody: while the station runs it is refused', () => {
    const backup = copied();
    using _held = holdStore(folder.path);
    expect(() => restoreBackup(places, folder.key, backup.name, clock.now())).toThrow(LockedStore);
  });

  it('that a crash interrupts between any two steps is finished by the next opening', () => {
    const backup = copied();
    restoreBackup(places, folder.key, backup.name, clock.now());
    const [{ folder: aside } = expect.fail('nothing was put aside')] = listSetAside(folder.path);
    const parts = [STORE_FILE, `${STORE_FILE}-wal`];
    // As after a crash with k files moved: the old ones stand in place again, the intent is written, the new store lies beside.
    const old = parts.filter((name) => existsSync(path.join(aside, name)));
    for (let moved = 0; moved <= old.length; moved += 1) {
      copyFileSync(fileOf(backup), path.join(folder.path, 'incoming.db'));
      for (const name of [...parts, `${STORE_FILE}-shm`]) rmSync(path.join(folder.path, name), { force: true });
      for (const name of old.slice(moved)) copyFileSync(path.join(aside, name), path.join(folder.path, name));
      writeFileSync(path.join(folder.path, 'replacing.json'), JSON.stringify({ aside: path.relative(folder.path, aside) }));
      expect([isReplacing(folder.path), proveKey(folder.path, folder.key), proveKey(folder.path, Buffer.alloc(32, 1))]).toEqual([true, 'opens', 'refused']);
      using database = open();
      expect([moved, eventsIn(database), isReplacing(folder.path)]).toEqual([moved, 3, false]);
    }
    finishReplacing(folder.path);
  });

  // A rename that the system refuses half way: a scanner for viruses holds the file for a moment.
  it.each([1, 2, 3])('that the disk refuses at move %i leaves both stores there, and the next opening finishes it', (refusedMove) => {
    const backup = copied();
    // A store with its write-ahead log, as after a crash of the station.
    const whole = openConnection(path.join(folder.path, STORE_FILE), folder.key);
    whole.prepare(`INSERT INTO meta (name, value) VALUES ('last', 'words')`).run();
    const { renameSync } = fs;
    let moves = 0;
    fs.renameSync = (from, to) => {
      if (isReplacing(folder.path) && (moves += 1) === refusedMove) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
      renameSync(from, to);
    };
    syncBuiltinESMExports();
    try {
      expect(fault(() => restoreBackup(places, folder.key, backup.name, clock.now()))).toBe('Error: busy');
    } finally {
      fs.renameSync = renameSync;
      syncBuiltinESMExports();
      whole.close();
    }
    using database = open();
    expect([eventsIn(database), isReplacing(folder.path)]).toEqual([3, false]);
  });
});
