// What the city gives back of this store's earlier lives is kept only as far as its seals follow on ours; a page with a fault leaves nothing behind.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BusinessDay, TicketId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { HistoryAnswer } from '../../../shared/wire/history.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { StationDatabase } from '../store/database.ts';
import { readOperations, sealOf } from '../store/event-log.ts';
import { claimIdentity, type LiveIdentity } from '../store/identity.ts';
import { noticeRebirth } from '../store/rebirth.ts';
import { record } from '../store/record.ts';
import { readHistory } from '../store/returned-events.ts';
import { reclaimHistory, type HistoryParts } from './history.ts';

const numberRow = z.object({ number: z.string() });
const countRow = z.object({ count: z.int() });
const DAY = '2026-11-23' as BusinessDay;
let clock: TestClock;
let lost: StoreFolder;
let restored: StoreFolder;
let third: StoreFolder;
const open: StationDatabase[] = [];
beforeEach(() => {
  clock = new TestClock();
  lost = storeFolder();
  restored = storeFolder();
  third = storeFolder();
});
afterEach(() => {
  for (const database of open.splice(0)) database[Symbol.dispose]();
  lost[Symbol.dispose]();
  restored[Symbol.dispose]();
  third[Symbol.dispose]();
});

function openStore(folder: StoreFolder): StationDatabase {
  const database = StationDatabase.open(folder.path, folder.key);
  open.push(database);
  return database;
}
const claim = (database: StationDatabase) => claimIdentity(database, { commune: 'T149', station: 'K1', bootId: clock.uuid() });

function issue(database: StationDatabase, identity: LiveIdentity, from: number, count: number): void {
  for (let sequence = from; sequence < from + count; sequence += 1) {
    const ticketId = clock.uuid() as TicketId;
    const body = { ticketId, day: DAY, number: `A${String(sequence).padStart(3, '0')}`, field: 'A', sequence, priority: 'none', procedureCode: null, via: 'kiosk' } as never;
    database.write((store) => record(store, identity, clock, { type: 'ticket.issued', aggregate: 'ticket', aggregateId: ticketId, body, actor: 'kiosk' }));
  }
}

/** What was written until the disk died, and a store of the evening before: the first three of it, put back. */
function restoredStore(lastIncarnation = 1): { readonly said: readonly Operation[]; readonly parts: Omit<HistoryParts, 'client'> } {
  const before = openStore(lost);
  const first = claim(before);
  issue(before, first, 1, 3);
  const after = openStore(restored);
  const identity = claim(after);
  for (const operation of before.read((store) => readOperations(store, 0, 10))) copyInto(after, operation);
  issue(before, first, 4, 5);
  const said = before.read((store) => readOperations(store, 0, 100));
  const mark = { version: 1, commune: 'T149', station: 'K1', incarnation: lastIncarnation, seq: 8, hash: must(said.at(-1), 'eight were written').hash, numbers: {}, blocks: [], machine: 'a'.repeat(64), serverAt: null } as never;
  noticeRebirth(after, identity, { kind: 'seen', mark }, 'a'.repeat(64), { clock, fields: ['A'], day: DAY });
  return { said, parts: { database: after, identity, clock } };
}

function copyInto(database: StationDatabase, { clock: _clock, body, ...unclocked }: Operation): void {
  database.write((store) =>
    store.runOne(
      `INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, prev_hash, hash)
       VALUES ($seq, $opId, $incarnation, $aggType, $aggId, $aggRev, $type, $typeVersion, $body, $at, 0, 'boot', $actor, $prevHash, $hash)`,
      { ...unclocked, body: JSON.stringify(body) },
    ),
  );
}

type Change = (page: HistoryAnswer) => HistoryAnswer;
/** A city that holds one incarnation, and may lie. */
function city(said: readonly Operation[], { size = 100, change = (page) => page }: { readonly size?: number; readonly change?: Change } = {}): HistoryParts['client'] {
  const incarnations = [{ incarnation: 1, base: 0, ackedSeq: said.length, headHash: said.at(-1)?.hash ?? '' }];
  return {
    history: ({ incarnation, after, limit }) => {
      const operations = said.filter((operation) => operation.incarnation === incarnation && operation.seq > after).slice(0, Math.min(size, limit));
      return Promise.resolve({ kind: 'ok', value: change({ requestId: 'none', operations, erased: [], withoutEffect: [], incarnations, cityTime: clock.now() }) });
    },
  };
}
const reclaim = (parts: Omit<HistoryParts, 'client'>, client: HistoryParts['client']) => reclaimHistory({ ...parts, client }, new AbortController().signal);
const history = ({ database }: Pick<HistoryParts, 'database'>) => database.read((store) => readHistory(store, 2)).births.at(-1);

describe('what a restored store has lost', () => {
  it('comes back page by page, is shown again and is asked for no more', async () => {
    const { said, parts } = restoredStore();
    expect(history(parts)).toMatchObject({ reason: 'restored', base: 3, lastSeen: 8, returned: 0, missing: [{ from: 4, to: 8 }] });
    expect(await reclaim(parts, city(said, { size: 2 }))).toEqual({ kind: 'whole', returned: 5 });
    expect(history(parts)).toMatchObject({ returned: 5, missing: [] });
    expect(parts.database.read((store) => store.all(numberRow, 'SELECT number FROM ticket ORDER BY number')).map(({ number }) => number)).toEqual(['A004', 'A005', 'A006', 'A007', 'A008']);
    expect(await reclaim(parts, city([]))).toEqual({ kind: 'nothing' });
  });

  it('that the city has not got either is named by its places', async () => {
    const { said, parts } = restoredStore();
    expect(await reclaim(parts, city(said.slice(0, 6)))).toEqual({ kind: 'whole', returned: 3 });
    expect(history(parts)).toMatchObject({ returned: 3, missing: [{ from: 7, to: 8 }] });
  });

  it('and was erased at the city is not missing, and what follows it is taken', async () => {
    const { said, parts } = restoredStore();
    const client = city(said, { change: (page) => ({ ...page, operations: page.operations.filter(({ seq }) => seq !== 5), erased: page.operations.some(({ seq }) => seq === 5) ? [5] : [] }) });
    expect(await reclaim(parts, client)).toEqual({ kind: 'whole', returned: 4 });
    expect(history(parts)).toMatchObject({ returned: 4, missing: [] });
  });

  it('is asked for from where the line broke', async () => {
    const { said, parts } = restoredStore();
    let asked = 0;
    const whole = city(said, { size: 2 });
    const breaking: HistoryParts['client'] = { history: async (query, signal) => ((asked += 1) === 2 ? { kind: 'failed', failure: { kind: 'offline', code: 'city.unreachable' } } : whole.history(query, signal)) };
    expect(await reclaim(parts, breaking)).toMatchObject({ kind: 'failed', failure: { code: 'city.unreachable' } });
    expect(history(parts)).toMatchObject({ returned: 2, missing: [{ from: 6, to: 8 }] });
    expect(await reclaim(parts, breaking)).toEqual({ kind: 'whole', returned: 3 });
  });
});

describe('a page that does not follow on our own log', () => {
  const second = (page: HistoryAnswer, change: (operation: Operation) => Operation): HistoryAnswer => ({ ...page, operations: page.operations.map((operation, index) => (index === 1 ? change(operation) : operation)) });
  const resealed = (operation: Operation, station: string, changed: Partial<Operation>): Operation => {
    const { hash: _replaced, ...unsealed } = { ...operation, ...changed };
    return { ...unsealed, hash: sealOf({ commune: 'T149', station }, unsealed) };
  };
  it.each<readonly [string, Change, RegExp]>([
    ['has another text under its seal', (page) => second(page, (operation) => ({ ...operation, actor: 'counter-9' })), /seal of operation 5/],
    ['was sealed by another station', (page) => second(page, (operation) => resealed(operation, 'K2', {})), /seal of operation 5/],
    ['is of another incarnation', (page) => second(page, (operation) => resealed(operation, 'K1', { incarnation: 2 })), /of incarnation 2/],
    ['has another past', (page) => ({ ...page, operations: page.operations.map((operation, index) => (index === 0 ? resealed(operation, 'K1', { prevHash: 'f'.repeat(64) }) : operation)) }), /operation 4 does not follow/],
    ['leaves one out', (page) => ({ ...page, operations: page.operations.filter((_, index) => index !== 1) }), /a place before 6 is missing/],
    ['begins further on', (page) => ({ ...page, operations: page.operations.slice(1) }), /it goes on at 5 after 3/],
    ['says one twice', (page) => ({ ...page, operations: page.operations.flatMap((operation, index) => (index === 1 ? [operation, operation] : [operation])) }), /missing or there twice/],
    ['is longer than was asked for', (page) => ({ ...page, erased: Array.from({ length: 300 }, (_, index) => index + 1000) }), /more than was asked for/],
  ])('because it %s is refused whole', async (_, change, detail) => {
    const { said, parts } = restoredStore();
    const end = await reclaim(parts, city(said, { change: (page) => (page.operations.length === 0 ? page : change(page)) }));
    expect(end).toEqual({ kind: 'broken', detail: expect.stringMatching(detail) as string });
    expect(history(parts)).toMatchObject({ returned: 0, missing: [{ from: 4, to: 8 }] });
    expect(must(parts.database.read((store) => store.get(countRow, 'SELECT count(*) AS count FROM returned_event')), 'a count').count).toBe(0);
  });
});

describe('an earlier life that this store knows nothing of', () => {
  it('is found by the city’s list and read from where it left the one before', async () => {
    const { said, parts } = restoredStore(2);
    // A store that had already been restored once: its second life is lost with the disk.
    const between = openStore(third);
    const identity = { ...claim(between), incarnation: 2 };
    for (const operation of said) copyInto(between, operation);
    issue(between, identity, 9, 2);
    const all = between.read((store) => readOperations(store, 0, 100));
    const client = city(all, { change: (page) => ({ ...page, incarnations: [1, 2].map((incarnation) => ({ incarnation, base: 0, ackedSeq: 8, headHash: 'a'.repeat(64) })) }) });
    expect(await reclaim(parts, client)).toEqual({ kind: 'whole', returned: 7 });
  });
});
