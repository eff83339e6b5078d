// A store with rotten pages: what can be read is saved, and what cannot is named to the number.

import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CounterId } from '../../../../shared/base/ids.ts';
import { storeFolder, type StoreFolder } from '../../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../../tests/fakes/test-clock.ts';
import { StationDatabase } from '../database.ts';
import { appendEvent, type LogIdentity } from '../event-log.ts';
import { checkSeals, FIRST_MARK } from '../seals.ts';
import { ConnectionHandle } from '../handle.ts';
import { claimIdentity } from '../identity.ts';
import { openForReading, UnreadableStore } from '../open-connection.ts';
import { renewProjections } from '../projections/replay.ts';
import { readHistory } from '../returned-events.ts';
import { STORE_FILE } from '../store-lock.ts';
import { salvageStore } from './salvage-store.ts';

const clock = new TestClock();
const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: '018f0000-0000-7000-8000-000000000001' };
const EVENTS = 1500;
let folder: StoreFolder;
const file = () => path.join(folder.path, STORE_FILE);
const target = () => path.join(folder.path, 'salvaged.db');
/** Pages of a store without a fact in it: the list of tables lies among them. */
let firstPages = 0;
beforeEach(() => {
  folder = storeFolder();
  StationDatabase.open(folder.path, folder.key)[Symbol.dispose]();
  firstPages = statSync(file()).size / 4096;
  using database = StationDatabase.open(folder.path, folder.key);
  claimIdentity(database, identity);
  database.write((store) => {
    for (let event = 0; event < EVENTS; event += 1) {
      appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' });
    }
    for (let row = 0; row < 300; row += 1) store.runOne('INSERT INTO running_number (name, last) VALUES ($name, $row)', { name: `number ${row}`, row });
  });
});
afterEach(() => folder[Symbol.dispose]());

function rot(pages: readonly number[]): void {
  const descriptor = openSync(file(), 'r+');
  for (const page of pages) writeSync(descriptor, Buffer.of(readFileSync(file()).readUInt8((page - 1) * 4096 + 900) ^ 4), 0, 1, (page - 1) * 4096 + 900);
  closeSync(descriptor);
}
/** Asked one by one, as slowly and surely as can be. */
function unreadableEvents(): readonly number[] {
  const connection = openForReading(file(), folder.key);
  const bad: number[] = [];
  for (let seq = 1; seq <= EVENTS; seq += 1) {
    try {
      connection.prepare('SELECT body FROM event WHERE seq = ?').get(seq);
    } catch (error) {
      if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
      bad.push(seq);
    }
  }
  connection.close();
  return bad;
}
const flat = (ranges: readonly { from: number; to: number }[]) => ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
const salvage = (lastSeen = 0) => salvageStore(file(), folder.key, target(), clock.now(), lastSeen);

it('of a whole store everything is saved and nothing is missing', () => {
  expect(salvage()).toMatchObject({ lastSequence: EVENTS, isEndKnown: true, events: EVENTS, missing: [] });
  const read = (name: string) => {
    const connection = openForReading(name, folder.key);
    const rows = connection.prepare('SELECT rowid, * FROM event').all().concat(connection.prepare('SELECT * FROM running_number').all(), connection.prepare('SELECT * FROM meta').all(), connection.prepare('SELECT * FROM sync').all());
    connection.close();
    return rows;
  };
  expect(read(target())).toEqual(read(file()));
});

it.each([1, 2, 3])('rotten pages, %i-th choice: exactly the events that cannot be read are reported, all others are saved, and the chain is whole between the gaps', (choice) => {
  const pages = statSync(file()).size / 4096;
  // Spread over the whole file, the first page and the list of tables left whole.
  rot(Array.from({ length: 12 }, (_, index) => firstPages + 1 + ((index * 37 + choice * 11) % (pages - firstPages))));
  const unreadable = unreadableEvents();
  const before = readFileSync(file());
  const report = salvage();
  expect([flat(report.missing), report.events, report.isEndKnown]).toEqual([unreadable, EVENTS - unreadable.length, true]);
  expect(unreadable.length).toBeGreaterThan(0);
  expect(readFileSync(file()).equals(before)).toBe(true);
  const connection = openForReading(target(), folder.key);
  expect([connection.pragma('integrity_check(1)', { simple: true }), checkSeals(new ConnectionHandle(connection), identity, FIRST_MARK).broken]).toEqual(['ok', null]);
  connection.close();
  const next = path.join(folder.path, 'next');
  mkdirSync(next);
  copyFileSync(target(), path.join(next, STORE_FILE));
  using database = StationDatabase.open(next, folder.key);
  database.write((store) => {
    store.run(`INSERT OR IGNORE INTO birth (incarnation, at, reason, base, first_seq, last_seen) VALUES (1, 0, 'first', 0, 1, 0)`);
  });
  expect(database.read((store) => readHistory(store, 1)).births.map(({ missing }) => missing)).toEqual([report.missing]);
});

it('projected rows are made anew at the next start where the log is whole, and stay as they were read where it is not', () => {
  {
    using database = StationDatabase.open(folder.path, folder.key);
    renewProjections(database);
  }
  const version = () => {
    const connection = openForReading(target(), folder.key);
    const found: unknown = connection.prepare(`SELECT count(*) FROM meta WHERE name = 'projection-version'`).pluck().get();
    connection.close();
    return found;
  };
  salvage(EVENTS + 5);
  expect(version()).toBe(1);
  rmSync(target());
  salvage();
  expect(version()).toBe(0);
});

it('what somebody else knows of the end counts as missing', () => {
  expect(salvage(EVENTS + 7).missing).toEqual([{ from: EVENTS + 1, to: EVENTS + 7 }]);
});

it('without its first page there is nothing to go by, and nothing is made up', () => {
  rot([1]);
  expect(() => salvage()).toThrow(UnreadableStore);
});
