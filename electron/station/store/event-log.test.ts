// The log: append-only, without gaps, each event sealed to the one before it, and the projection beside it or not at all.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CounterId } from '../../../shared/base/ids.ts';
import { GENESIS_HASH } from '../../../shared/wire/operation.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { StationDatabase } from './database.ts';
import { appendEvent, readOperations, type LogIdentity } from './event-log.ts';
import { findBrokenSeal } from './seals.ts';
import type { Writable } from './handle.ts';

let folder: StoreFolder;
let database: StationDatabase;
let clock: TestClock;
const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 3, bootId: '018f0000-0000-7000-8000-000000000001' };
beforeEach(() => {
  folder = storeFolder();
  database = StationDatabase.open(folder.path, folder.key);
  clock = new TestClock();
});
afterEach(() => {
  database[Symbol.dispose]();
  folder[Symbol.dispose]();
});

function append(store: Writable, counterId: number): number {
  return appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: String(counterId), body: { counterId: counterId as CounterId }, actor: `counter-${counterId}` }).seq;
}
const resume = (counterId: number) => database.write((store) => append(store, counterId));
const operations = (after = 0, limit = 100) => database.read((store) => readOperations(store, after, limit));
const brokenAt = () => database.read((store) => findBrokenSeal(store, identity));

/** As somebody with the key and bad intentions could: the triggers are gone. */
function tamper(sql: string): void {
  database.write((store) => {
    store.run('DROP TRIGGER IF EXISTS event_never_changes');
    store.run('DROP TRIGGER IF EXISTS event_never_goes');
    store.run(sql);
  });
}

describe('the log', () => {
  it('numbers events without gaps and each thing’s revisions by themselves', () => {
    expect([resume(1), resume(2), resume(1)]).toEqual([1, 2, 3]);
    const [first, second, third] = operations();
    expect(first).toEqual({
      opId: first?.opId, seq: 1, incarnation: 3, aggType: 'counter', aggId: '1', aggRev: 1, type: 'counter.resumed', typeVersion: 1, body: { counterId: 1 }, at: clock.now(), actor: 'counter-1', prevHash: GENESIS_HASH, hash: first?.hash,
    });
    expect([second?.aggRev, third?.aggRev, second?.prevHash, third?.prevHash]).toEqual([1, 2, first?.hash, second?.hash]);
    expect(operations(1, 1)).toEqual([second]);
    expect(brokenAt()).toBe(null);
  });

  it('holds an event and what it changed together or not at all', () => {
    resume(1);
    expect(() =>
      database.write((store) => {
        append(store, 2);
        store.runOne(`UPDATE meta SET value = '' WHERE name = 'not there'`);
      }),
    ).toThrow();
    expect([operations().length, resume(2)]).toEqual([1, 2]);
  });

  it('takes no body that is not of its type', () => {
    expect(() => resume(0)).toThrow(z.ZodError);
    expect(operations()).toEqual([]);
  });

  it('cannot be changed or shortened', () => {
    resume(1);
    expect(() => database.write((store) => store.run(`UPDATE event SET actor = 'x'`))).toThrow('the log is append-only');
    expect(() => database.write((store) => store.run('DELETE FROM event'))).toThrow('the log is append-only');
  });

  it('stays whole over a clock that runs back and a new start', () => {
    resume(1);
    clock.set('2015-01-01T00:00:00+07:00');
    database[Symbol.dispose]();
    database = StationDatabase.open(folder.path, folder.key);
    resume(1);
    expect([operations().map((operation) => operation.seq), brokenAt()]).toEqual([[1, 2], null]);
  });
});

describe('the seal', () => {
  beforeEach(() => {
    database.write((store) => {
      for (let index = 0; index < 510; index += 1) append(store, (index % 5) + 1);
    });
  });
  it.each([
    ['the words of an event', `UPDATE event SET body = '{"counterId":9}' WHERE seq = 507`, 507],
    ['its time', 'UPDATE event SET at = at + 1 WHERE seq = 3', 3],
    ['who did it', `UPDATE event SET actor = 'station' WHERE seq = 510`, 510],
    ['its own seal', `UPDATE event SET hash = '${'1'.repeat(64)}' WHERE seq = 2`, 2],
    ['words that are no JSON any more', `UPDATE event SET body = '{' WHERE seq = 505`, 505],
    ['an event that is gone', 'DELETE FROM event WHERE seq = 4', 4],
    ['the first one gone', 'DELETE FROM event WHERE seq = 1', 1],
  ])('shows %s', (_name, sql, seq) => {
    expect(brokenAt()).toBe(null);
    tamper(sql);
    expect(brokenAt()).toBe(seq);
  });

  it('is of this station and no other', () => {
    expect(database.read((store) => findBrokenSeal(store, { ...identity, station: 'K2' }))).toBe(1);
  });
});
