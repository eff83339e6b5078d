// The reserve on the disk, and a store on a disk that is really full.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CounterId } from '../../../shared/base/ids.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { makeBackup } from './backup/make-backup.ts';
import { ownFolderOf } from './backup/backup-places.ts';
import { StationDatabase } from './database.ts';
import { DiskRoom, type DiskSpace } from './disk-room.ts';
import { appendEvent, type LogIdentity } from './event-log.ts';
import { findBrokenSeal } from './seals.ts';
import { claimIdentity } from './identity.ts';
import { STORE_FILE } from './store-lock.ts';

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;
let folder: StoreFolder;
let space: DiskSpace;
let room: DiskRoom;
beforeEach(() => {
  folder = storeFolder();
  space = { free: 40 * MEGABYTE, total: 64 * MEGABYTE };
  room = new DiskRoom(folder.path, () => space);
});
afterEach(() => folder[Symbol.dispose]());
const reserve = () => path.join(folder.path, 'reserve.bin');

describe('the reserve', () => {
  it('is a 64th of a small disk, is given up once, and made again when there is room', async () => {
    expect([room.release(), await room.replenish(), statSync(reserve()).size, await room.replenish()]).toEqual([false, true, MEGABYTE, true]);
    expect([room.release(), existsSync(reserve()), room.release()]).toEqual([true, false, false]);
    space = { ...space, free: 16 * MEGABYTE };
    expect([await room.replenish(), readdirSync(folder.path)]).toEqual([false, []]);
    space = { ...space, free: 17 * MEGABYTE };
    expect(await room.replenish()).toBe(true);
  });

  it('leaves a large disk the room that scanning needs', async () => {
    space = { free: GIGABYTE + 255 * MEGABYTE, total: 500 * GIGABYTE };
    expect(await room.replenish()).toBe(false);
  });
});

it.each<[free: number, level: string]>([[5 * GIGABYTE, 'ample'], [5 * GIGABYTE - 1, 'low'], [GIGABYTE, 'low'], [GIGABYTE - 1, 'scarce']])('with %i bytes free the room is %s', (free, level) => {
  space = { free, total: 500 * GIGABYTE };
  expect(room.level()).toBe(level);
});

describe('on a disk that is really full', () => {
  const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: '018f0000-0000-7000-8000-000000000001' };
  const clock = new TestClock();
  const landed = z.object({ last: z.int() });
  const canMount = process.platform === 'linux' && process.getuid?.() === 0;
  let disk: string;
  beforeEach(() => {
    disk = path.join(folder.path, 'disk');
    mkdirSync(disk);
    if (canMount) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk]);
  });
  afterEach(() => {
    if (canMount) execFileSync('umount', ['-l', disk]);
  });
  const append = (database: StationDatabase) =>
    database.write((store) => appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' }));
  /** Until the disk refuses; how many went in. */
  const fill = (database: StationDatabase, most: number): number => {
    for (let done = 0; done < most; done += 1) {
      try {
        append(database);
      } catch (error) {
        if (error instanceof Refusal && error.code === 'store.disk-full') return done;
        throw error;
      }
    }
    return most;
  };

  // Mounting needs root on Linux; elsewhere the page limit stands in for a full disk, in the tests of the store.
  it.each(canMount ? ['12 MB'] : [])('of %s nothing is lost, the reserve lets work go on, a copy fails cleanly, and freed room heals all', async () => {
    const own = new DiskRoom(disk);
    using database = StationDatabase.open(disk, folder.key, { clock, makeRoom: () => own.release() });
    claimIdentity(database, identity);
    expect(await own.replenish()).toBe(true);
    writeFileSync(path.join(disk, 'scans'), Buffer.alloc(own.freeBytes() - 300_000));
    const withReserve = fill(database, 5000);
    // The reserve was given up on the way, and more went in than the 300 kB had room for.
    expect([existsSync(path.join(disk, 'reserve.bin')), withReserve > 20]).toEqual([false, true]);
    expect(makeBackup({ file: path.join(disk, STORE_FILE), key: folder.key, places: { dataFolder: disk, secondFolder: null, commune: 'T149', station: 'K1' } }, { at: clock.now(), kind: 'asked', isClockBelieved: false })).toEqual({ kind: 'failed', reason: 'SQLITE_FULL' });
    expect(readdirSync(ownFolderOf(disk))).toEqual([]);
    expect([database.condition().kind, database.read((store) => findBrokenSeal(store, identity)), database.read((store) => store.get(landed, 'SELECT max(seq) AS last FROM event'))]).toEqual(['sound', null, { last: withReserve }]);
    rmSync(path.join(disk, 'scans'));
    append(database);
    expect([database.quickCheck(), await own.replenish()]).toEqual(['ok', true]);
  });
});
