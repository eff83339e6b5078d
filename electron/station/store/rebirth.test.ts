// A store that is not the one that was here last begins a new incarnation, and gives no number that an earlier or another life may have given.

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { CounterId } from '../../../shared/base/ids.ts';
import { storeAndCopies, type StoreAndCopies } from '../../../tests/fakes/store-folder.ts';
import { DAY, Life, MACHINE, rebirthAt } from '../../../tests/fakes/store-life.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { StationDatabase } from './database.ts';
import { appendEvent, hashAt, lastEvent, readOperations, readOperationsToPush } from './event-log.ts';
import { ConnectionHandle } from './handle.ts';
import { findBrokenSeal } from './seals.ts';
import { readHighWater } from './high-water.ts';
import { mintReceipt } from './receipt-books.ts';
import { readHistory } from './returned-events.ts';
import { takeNewIncarnation, type StoreFinding } from './rebirth.ts';

let folder: StoreAndCopies;
let clock: TestClock;
beforeEach(() => {
  folder = storeAndCopies();
  clock = new TestClock();
});
afterEach(() => folder[Symbol.dispose]());

/** A life of so many events, each with a ticket and a code, that ends cleanly. */
async function live(events: number, machine = MACHINE): Promise<StoreFinding> {
  await using life = await Life.begin(folder.path, clock, machine);
  life.write(clock, events);
  for (let index = 0; index < events; index += 1) {
    life.ticket(clock);
    life.code();
  }
  return life.finding;
}

const database = () => path.join(folder.path, 'station.db');
const keepCopy = () => cpSync(database(), path.join(folder.copies, 'station.db'));
const putBack = () => cpSync(path.join(folder.copies, 'station.db'), database());
const births = (life: Life) => life.database.read((store) => store.all(z.unknown(), 'SELECT incarnation, reason, base, first_seq AS first, last_seen AS seen FROM birth ORDER BY incarnation'));

describe('a store', () => {
  it('is the same after a clean stop, on the same machine', async () => {
    expect(await live(3)).toEqual({ kind: 'first' });
    expect(await live(2)).toEqual({ kind: 'same' });
    await using life = await Life.begin(folder.path, clock);
    expect([life.finding, life.identity.incarnation, births(life)]).toEqual([{ kind: 'same' }, 1, [{ incarnation: 1, reason: 'first', base: 0, first: 1, seen: 0 }]]);
  });

  it('is the same when the program died before its mark was written', async () => {
    await live(3);
    const life = await Life.begin(folder.path, clock);
    life.write(clock, 4);
    life.die();
    expect(readHighWater(folder.path)).toMatchObject({ mark: { seq: 3 } });
    await using next = await Life.begin(folder.path, clock);
    expect(next.finding).toEqual({ kind: 'same' });
  });

  it('F7: put back from a copy begins anew above all that the mark remembers', async () => {
    await live(3);
    keepCopy();
    await live(5);
    putBack();
    await using life = await Life.begin(folder.path, clock);
    expect(life.finding).toEqual({ kind: 'reborn', reason: 'restored', incarnation: 2, base: 3, lastSeen: 8 });
    expect(life.database.read((store) => readOperations(store, 3, 10))).toMatchObject([
      { seq: 4, incarnation: 2, type: 'station.reborn', body: { from: 3, reason: 'restored', lastSeen: 8 }, prevHash: life.database.read((store) => hashAt(store, 3)) },
    ]);
    // Eight codes and eight tickets were given; the block of a hundred tickets is burned, and one life's stretch beyond it.
    expect([life.code(), life.ticket(clock)]).toEqual([10_009, 201]);
    expect(life.database.read((store) => findBrokenSeal(store, life.identity))).toBe(null);
  });

  it('that is empty beside a mark was lost: it begins anew and counts on', async () => {
    await live(5);
    for (const end of ['', '-wal', '-shm']) rmSync(`${database()}${end}`, { force: true });
    await using life = await Life.begin(folder.path, clock);
    expect(life.finding).toEqual({ kind: 'reborn', reason: 'restored', incarnation: 2, base: 0, lastSeen: 5 });
    expect([life.code(), life.ticket(clock)]).toEqual([10_006, 201]);
  });

  it('of the same length with another end is not the same', async () => {
    await live(3);
    keepCopy();
    await live(2);
    const mark = readFileSync(path.join(folder.path, 'high-water.json'));
    putBack();
    rmSync(path.join(folder.path, 'high-water.json'));
    const other = await Life.begin(folder.path, clock);
    other.write(clock, 1);
    await other[Symbol.asyncDispose]();
    writeFileSync(path.join(folder.path, 'high-water.json'), mark);
    await using life = await Life.begin(folder.path, clock);
    expect(life.finding).toMatchObject({ kind: 'reborn', reason: 'restored' });
  });

  it('that a salvage could read only in parts follows what stands before the first hole, and sends what stands behind it once more', async () => {
    await live(8);
    const damaged = StationDatabase.open(folder.path, folder.key);
    const before = damaged.read((store) => readOperations(store, 0, 10));
    damaged.write((store) => {
      store.run('DROP TRIGGER event_never_goes');
      store.run('DELETE FROM event WHERE seq IN (4, 5, 7)');
      store.run('INSERT INTO salvage_gap (from_seq, to_seq) VALUES (4, 5), (7, 7)');
      store.run('UPDATE sync SET acked_seq = 5');
    });
    damaged[Symbol.dispose]();
    const life = await Life.begin(folder.path, clock);
    expect(life.finding).toEqual({ kind: 'reborn', reason: 'restored', incarnation: 2, base: 3, lastSeen: 8 });
    const sent = life.database.read((store) => readOperationsToPush(store, 3, 100));
    expect([sent.map(({ type }) => type), sent[0]?.prevHash, sent.slice(1).map(({ opId }) => opId)]).toEqual([['station.reborn', 'counter.resumed', 'counter.resumed'], before[2]?.hash, [before[5]?.opId, before[7]?.opId]]);
    expect(life.database.read((store) => readHistory(store, 2)).births.at(-1)?.missing).toEqual([{ from: 4, to: 5 }, { from: 7, to: 7 }]);
    expect(life.database.read((store) => findBrokenSeal(store, life.identity))).toBe(null);
    await life[Symbol.asyncDispose]();
    await using next = await Life.begin(folder.path, clock);
    expect(next.finding).toEqual({ kind: 'same' });
  });

  it('that a salvage could not read from its first event on follows the beginning of all logs', async () => {
    await live(4);
    const damaged = StationDatabase.open(folder.path, folder.key);
    damaged.write((store) => {
      store.run('DROP TRIGGER event_never_goes');
      store.run('DELETE FROM event WHERE seq IN (1, 2)');
      store.run('INSERT INTO salvage_gap (from_seq, to_seq) VALUES (1, 2)');
    });
    damaged[Symbol.dispose]();
    await using life = await Life.begin(folder.path, clock);
    expect(life.finding).toEqual({ kind: 'reborn', reason: 'restored', incarnation: 2, base: 0, lastSeen: 4 });
    expect(life.database.read((store) => readOperationsToPush(store, 0, 100)).map(({ type }) => type)).toEqual(['station.reborn', 'counter.resumed', 'counter.resumed']);
    expect(life.database.read((store) => readHistory(store, 2)).births.at(-1)?.missing).toEqual([{ from: 1, to: 2 }]);
  });

  it('on another machine may have another life: it begins anew, far above', async () => {
    await live(3);
    await using life = await Life.begin(folder.path, clock, 'b'.repeat(64));
    expect(life.finding).toEqual({ kind: 'reborn', reason: 'cloned', incarnation: 2, base: 3, lastSeen: 3 });
    expect([life.code(), life.ticket(clock)]).toEqual([10_004, 201]);
  });

  it('is found the same on its new machine from then on', async () => {
    await live(3);
    await live(1, 'b'.repeat(64));
    expect(await live(1, 'b'.repeat(64))).toEqual({ kind: 'same' });
  });

  it.each([
    ['is gone', null],
    ['is half a file', (mark: string) => mark.slice(0, 200)],
    ['has a changed number', (mark: string) => mark.replace('"seq":3', '"seq":2')],
    ['is no JSON', () => 'null'],
    ['is a bomb', () => `"${'x'.repeat(300_000)}"`],
    ['is of another station', (mark: string) => mark.replace('K1', 'K2')],
  ] as const)('with events begins anew when its mark %s', async (_, change) => {
    await live(3);
    const file = path.join(folder.path, 'high-water.json');
    const mark = readFileSync(file, 'utf8');
    if (change === null) rmSync(file);
    else writeFileSync(file, change(mark));
    await using life = await Life.begin(folder.path, clock);
    expect(life.finding).toEqual({ kind: 'reborn', reason: 'cloned', incarnation: 2, base: 3, lastSeen: 3 });
  });
});

describe('a mark', () => {
  it('is written within a second after a commit, once for a crowd', async () => {
    await using life = await Life.begin(folder.path, clock);
    life.write(clock, 3);
    expect(readHighWater(folder.path)).toMatchObject({ mark: { seq: 0 } });
    clock.advance(1000);
    await expect.poll(() => readHighWater(folder.path)).toMatchObject({ kind: 'seen', mark: { seq: 3, incarnation: 1 } });
    expect(life.failures).toEqual([]);
  });

  it('that cannot be written is said, and the work goes on', async () => {
    const life = await Life.begin(folder.path, clock);
    cpSync(folder.path, path.join(folder.copies, 'whole'), { recursive: true });
    rmSync(path.join(folder.path, 'high-water.json'));
    cpSync(path.join(folder.copies, 'whole'), path.join(folder.path, 'high-water.json', 'in-the-way'), { recursive: true });
    life.write(clock, 1);
    await life[Symbol.asyncDispose]();
    expect(life.failures).toHaveLength(1);
  });
});

describe('numbers of receipts', () => {
  const book = { symbol: 'AA/26P', volume: '03', first: 1, last: 9_999_999 };
  const receipt = ({ database: store }: Pick<Life, 'database'>): number => store.write((writable) => mintReceipt(writable, book))?.number ?? expect.fail('the book is not full');
  const give = (life: Life, count: number): number[] => Array.from({ length: count }, () => receipt(life));

  it.each([
    ['whose mark is gone', () => rmSync(path.join(folder.path, 'high-water.json')), MACHINE],
    ['whose mark was put back along with it, as a person says', () => undefined, MACHINE],
    ['that goes on on another machine', () => undefined, 'b'.repeat(64)],
  ])('are given once by a store %s, however many were lost', async (_, lose, machine) => {
    const life = await Life.begin(folder.path, clock);
    life.write(clock, 1);
    const before = give(life, 3);
    await life[Symbol.asyncDispose]();
    cpSync(folder.path, path.join(folder.copies, 'whole'), { recursive: true });
    const later = await Life.begin(folder.path, clock);
    later.write(clock, 1);
    const lost = give(later, 150);
    await later[Symbol.asyncDispose]();
    cpSync(path.join(folder.copies, 'whole'), folder.path, { recursive: true });
    lose();
    await using again = await Life.begin(folder.path, clock, machine, { isPutBack: true });
    const all = [...before, ...lost, ...give(again, 150)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('skip no more than a margin where the mark survived', async () => {
    const life = await Life.begin(folder.path, clock);
    life.write(clock, 1);
    give(life, 3);
    await life[Symbol.asyncDispose]();
    cpSync(database(), path.join(folder.copies, 'station.db'));
    const later = await Life.begin(folder.path, clock);
    later.write(clock, 1);
    give(later, 150);
    await later[Symbol.asyncDispose]();
    putBack();
    await using again = await Life.begin(folder.path, clock, MACHINE, { isPutBack: true });
    expect(receipt(again)).toBe(254);
  });

  it('are given once out of a book that the copy has never seen', async () => {
    await live(1);
    cpSync(folder.path, path.join(folder.copies, 'whole'), { recursive: true });
    const later = await Life.begin(folder.path, clock);
    later.write(clock, 1);
    give(later, 150);
    await later[Symbol.asyncDispose]();
    cpSync(path.join(folder.copies, 'whole'), folder.path, { recursive: true });
    rmSync(path.join(folder.path, 'high-water.json'));
    await using again = await Life.begin(folder.path, clock, MACHINE, { isPutBack: true, book });
    expect(receipt(again)).toBe(10_001);
  });
});

describe('two lives that go on from one store', () => {
  it('give no number that the other gives: each has its own stretch after the place where they parted', async () => {
    const first = await Life.begin(folder.path, clock);
    const given = [first.code(), first.ticket(clock)];
    first.die();
    cpSync(folder.path, path.join(folder.copies, 'clone'), { recursive: true, filter: (file) => !file.includes('station.lock') && !file.endsWith('-shm') });
    await using clone = await Life.begin(path.join(folder.copies, 'clone'), clock, 'b'.repeat(64));
    await using original = await Life.begin(folder.path, clock);
    expect(takeNewIncarnation(original.database, original.identity, { commonSeq: 0, newestKnown: clone.identity.incarnation }, rebirthAt(clock))).toBe(true);
    const lives = Array.from({ length: 90 }, () => [clone, original]).flat();
    expect(new Set([given[0], ...lives.map((life) => life.code())]).size).toBe(181);
    expect(new Set([given[1], ...lives.map((life) => life.ticket(clock))]).size).toBe(181);
  });

  it('pass over a number that a ticket of the other has, and never skip a series to its end', async () => {
    await using life = await Life.begin(folder.path, clock);
    expect(life.ticket(clock)).toBe(1);
    life.database.write((store) => store.runOne("INSERT INTO ticket (ticket_id, day, number, field, sequence, priority, state, issued_at, queued_at) VALUES ('t', $day, 'A002', 'A', 1, 'none', 'waiting', 1, 1)", { day: DAY }));
    expect(life.ticket(clock)).toBe(3);
    for (let times = 1; times <= 40; times += 1) takeNewIncarnation(life.database, life.identity, { commonSeq: 0, newestKnown: life.identity.incarnation + 20 }, rebirthAt(clock));
    expect([life.code() < 1_000_000, life.ticket(clock) ?? 1000]).toEqual([true, 999]);
  });
});

describe('a history that the city holds otherwise', () => {
  it('is gone on with from what both have: the rest is written once more, and what it replaces is never sent', async () => {
    await using life = await Life.begin(folder.path, clock);
    life.write(clock, 5);
    life.database.write((store) => store.runOne('UPDATE sync SET acked_seq = 4'));
    const before = life.database.read((store) => readOperations(store, 0, 10));
    expect(takeNewIncarnation(life.database, life.identity, { commonSeq: 2, newestKnown: 4 }, rebirthAt(clock))).toBe(true);
    expect(life.identity.incarnation).toBe(5);
    life.write(clock, 1);
    const sent = life.database.read((store) => readOperationsToPush(store, 2, 100));
    expect(sent.map(({ seq, incarnation, type }) => [seq, incarnation, type])).toEqual([[6, 5, 'station.reborn'], ...[7, 8, 9, 10].map((seq) => [seq, 5, 'counter.resumed'])]);
    expect(sent[0]?.prevHash).toBe(before[1]?.hash);
    expect(sent.slice(1, 4).map(({ opId, at, body, aggRev }) => ({ opId, at, body, aggRev }))).toEqual(before.slice(2).map(({ opId, at, body, aggRev }) => ({ opId, at, body, aggRev })));
    expect(life.database.read((store) => readOperationsToPush(store, 0, 100)).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(life.database.read((store) => findBrokenSeal(store, life.identity))).toBe(null);
    // Each incarnation in between may be a life that parted from the same store, with numbers of its own.
    expect(life.code()).toBe(40_001);
  });

  it('of a month without a line is written once more piece by piece, and never held as a whole', async () => {
    await using life = await Life.begin(folder.path, clock);
    life.database.write((store) => {
      for (let index = 0; index < 1200; index += 1) appendEvent(store, life.identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' });
    });
    const { all, runOne } = ConnectionHandle.prototype;
    let [held, most] = [0, 0];
    vi.spyOn(ConnectionHandle.prototype, 'all').mockImplementation(function (this: ConnectionHandle, schema, sql, parameters) {
      const rows = all.call(this, schema, sql, parameters);
      if (sql.includes('body')) held += rows.length;
      most = Math.max(most, held);
      return rows;
    });
    vi.spyOn(ConnectionHandle.prototype, 'runOne').mockImplementation(function (this: ConnectionHandle, sql, parameters) {
      if (sql.startsWith('INSERT INTO event')) held = Math.max(0, held - 1);
      runOne.call(this, sql, parameters);
    });
    expect(takeNewIncarnation(life.database, life.identity, { commonSeq: 100, newestKnown: 1 }, rebirthAt(clock))).toBe(true);
    vi.restoreAllMocks();
    expect([most > 0, most <= 500, life.database.read(lastEvent).seq, life.database.read((store) => readOperationsToPush(store, 100, 3)).map(({ seq }) => seq)]).toEqual([true, true, 2301, [1201, 1202, 1203]]);
  });

  it('gives no number of a copy of the same disk that has begun a life of its own', async () => {
    const life = await Life.begin(folder.path, clock);
    life.write(clock, 1);
    await life[Symbol.asyncDispose]();
    cpSync(folder.path, path.join(folder.copies, 'clone'), { recursive: true });
    await using original = await Life.begin(folder.path, clock);
    await using clone = await Life.begin(path.join(folder.copies, 'clone'), clock, 'b'.repeat(64));
    expect(clone.finding).toMatchObject({ kind: 'reborn', reason: 'cloned', incarnation: 2 });
    takeNewIncarnation(original.database, original.identity, { commonSeq: 1, newestKnown: 2 }, rebirthAt(clock));
    expect([original.code(), clone.code()]).toEqual([20_001, 10_001]);
  });

  it('that is found again while its answer is still on the way begins at what is alive, not at what was left behind', async () => {
    await using life = await Life.begin(folder.path, clock);
    life.write(clock, 5);
    takeNewIncarnation(life.database, life.identity, { commonSeq: 2, newestKnown: 1 }, rebirthAt(clock));
    expect(takeNewIncarnation(life.database, life.identity, { commonSeq: 4, newestKnown: 2 }, rebirthAt(clock))).toBe(true);
    const sent = life.database.read((store) => readOperationsToPush(store, 2, 100));
    expect([life.identity.incarnation, sent[0]?.prevHash, sent.length]).toEqual([3, life.database.read((store) => hashAt(store, 2)), 5]);
    expect(new Set(sent.map(({ opId }) => opId)).size).toBe(5);
    expect(life.database.read((store) => findBrokenSeal(store, life.identity))).toBe(null);
  });

  it('whose common event is not here is left to a person, and nothing changes', async () => {
    await using life = await Life.begin(folder.path, clock);
    life.write(clock, 2);
    expect(takeNewIncarnation(life.database, life.identity, { commonSeq: 9, newestKnown: 1 }, rebirthAt(clock))).toBe(false);
    expect([life.identity.incarnation, life.database.read(lastEvent).seq]).toEqual([1, 2]);
  });
});
