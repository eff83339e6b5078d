// What the listening lane makes up for: a snapshot that broke off, values that were found to be lost in it, and news that an older program could not read.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDossier } from '../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../tests/fakes/test-station.ts';
import { must } from '../../../shared/base/must.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { pullAnswerSchema, snapshotAnswerSchema, type PullAnswer, type SnapshotAnswer } from '../../../shared/wire/feed.ts';
import { dossierLifeHandlers } from '../commands/dossier/dossier-life.ts';
import { BackOff } from '../life/back-off.ts';
import { Wake } from '../life/wake.ts';
import { dossierById, dossiersByCode } from '../store/dossiers.ts';
import { readOperations } from '../store/event-log.ts';
import { openNotices } from '../store/notices.ts';
import { readSyncMarks } from '../store/sync-state.ts';
import { countUnread } from '../store/unread-changes.ts';
import type { CityResult } from './city-client.ts';
import type { CityFailure } from './classify.ts';
import { mergeFeed } from './merge.ts';
import { runPullLane } from './pull-lane.ts';

let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH] });
});
afterEach(() => station[Symbol.asyncDispose]());

const STALE: CityFailure = { kind: 'stale', code: 'city.gap', detail: '' };
const AWAY: CityFailure = { kind: 'offline', code: 'city.unreachable' };
type Said<Value> = Value | CityFailure;
const result = <Value extends object>(said: Said<Value>): CityResult<Value> => ('kind' in said ? { kind: 'failed', failure: said } : { kind: 'ok', value: said });
const page = (dossiers: readonly object[], next: string | null, last: number) => snapshotAnswerSchema.parse({ requestId: 'request-0001', dossiers, next, last, cityTime: 1 });
const news = (items: readonly object[], last: number) => pullAnswerSchema.parse({ requestId: 'request-0001', items, last, cityTime: 1 });
const standing = ({ dossierId, provisionalCode }: Dossier, phone: string) => ({
  dossierId, revision: 3, status: 2, dueAt: null, isVoided: false, isErased: false, owner: 'station', provisionalCode, officialCode: 'H26.149-260713-0001', station: 'K1', fields: { phone }, verified: [], takenCodes: [], overruled: [],
});

/** Lets the lane listen until its city has said all of these. What was asked, and what failed. */
async function listen(script: { readonly pulls: readonly Said<PullAnswer>[]; readonly snapshots?: readonly Said<SnapshotAnswer>[] }) {
  const stop = new AbortController();
  const asked: string[] = [];
  const failures: string[] = [];
  const [pulls, snapshots] = [[...script.pulls], [...(script.snapshots ?? [])]];
  const answer = <Value extends object>(from: Said<Value>[], what: string): Promise<CityResult<Value>> => {
    const said = from.shift();
    if (said === undefined) stop.abort();
    else asked.push(what);
    return Promise.resolve(result<Value>(said ?? AWAY));
  };
  await runPullLane(
    {
      database: station.context.database, clock: station.clock, station: 'K1', breathMs: 0, standing: { doubt: () => undefined, ask: () => Promise.resolve(), isSure: () => true }, onDossiers: () => undefined, onSnapshot: () => undefined, onBankWords: () => undefined,
      client: { pull: (after) => answer(pulls, `news after ${after}`), snapshot: (after) => answer(snapshots, `snapshot after ${after ?? 'nothing'}`) },
    },
    { bell: new Wake(station.clock), backOff: new BackOff(station.clock, { baseMs: 1, capMs: 2 }), reached: () => undefined, rests: () => undefined, failed: async (failure) => {
      failures.push(failure.code);
      // A lane that is at its end fails again and again.
      if (failures.length > 3) stop.abort();
    } },
    stop.signal,
  );
  return { asked, failures };
}
const marks = () => station.context.database.read(readSyncMarks);
const phoneOf = ({ dossierId }: Dossier) => station.context.database.read((store) => dossierById(store, dossierId))?.fields.phone;
const acknowledge = () => station.context.database.write((store) => store.run('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)'));

it('F24: a snapshot that breaks off goes on where it was, and the feed goes on from the number that its first page said', async () => {
  const dossier = await openDossier(station);
  acknowledge();
  const first = await listen({ pulls: [STALE], snapshots: [page([standing(dossier, '0900000001')], dossier.dossierId, 40), AWAY] });
  expect(first).toEqual({ asked: ['news after 0', 'snapshot after nothing', `snapshot after ${dossier.dossierId}`], failures: ['city.unreachable'] });
  // What was read stands; the feed has not moved, since the rest may be older.
  expect([phoneOf(dossier), marks().pulledNumber]).toEqual(['0900000001', 0]);
  const second = await listen({ pulls: [news([], 45)], snapshots: [page([], null, 44)] });
  expect([second.asked, marks().pulledNumber, second.failures]).toEqual([[`snapshot after ${dossier.dossierId}`, 'news after 40'], 40, []]);
});

it('a snapshot whose end lies before where it began is of a city that was put back, and a person is asked', async () => {
  const dossier = await openDossier(station);
  acknowledge();
  await listen({ pulls: [STALE], snapshots: [page([standing(dossier, '0900000001')], dossier.dossierId, 40), page([], null, 12)] });
  expect(marks().contradictedAt).not.toBeNull();
});

it('P11: whatever a snapshot says to have been lost while nobody listened becomes a notice, once, however often it is read, and also when it was settled', async () => {
  const dossier = await openDossier(station);
  const { dossierId } = dossier;
  await station.call('dossier.correct', dossierLifeHandlers['dossier.correct'], atCounter(1), { dossierId, fields: { phone: '0900000001' }, reason: 'mẫu', revision: 1 });
  const opId = must(station.context.database.read((store) => readOperations(store, 0, 100)).at(-1), 'it was written').opId;
  acknowledge();
  const said = {
    ...standing(dossier, '0900000099'), status: 4, takenCodes: ['H26.149-260713-0007'], filed: { procedureCode: '1.000656', revision: 2 },
    overruled: [{ opId, name: 'status', lost: '3' }, { opId, name: 'phone', lost: '0900000001' }],
  };
  const read = () => listen({ pulls: [STALE], snapshots: [page([said], null, 40)] });
  const open = () => station.context.database.read(openNotices).map(({ kind, field, kept, lost }) => [kind, field, kept, lost]);
  await read();
  expect(open()).toEqual([
    ['code', 'H26.149-260713-0007', 'H26.149-260713-0001', 'H26.149-260713-0007'], ['field', 'phone', '0900000099', '0900000001'], ['status', 'status', '4', '3'], ['procedure', 'procedureCode', '1.000656', BIRTH.code],
  ]);
  expect(station.context.database.read((store) => dossiersByCode(store, 'H26.149-260713-0007')).map((row) => row.dossierId)).toEqual([dossierId]);
  // What the feed says of the same is the same; and what an officer has settled stays settled.
  const { verified: _verified, takenCodes: _taken, filed: _filed, provisionalCode: _code, officialCode: _official, station: _station, ...now } = said;
  const change = { type: 'dossier.changed', ...now, opId, overruled: { phone: '0900000001', status: '3' }, reason: '' };
  mergeFeed(station.context.database, station.clock, 'K1', [{ number: 41, at: 5, change } as never]);
  station.context.database.write((store) => store.run('UPDATE notice SET settled_at = 1'));
  await read();
  expect(open()).toEqual([]);
});

it('F18: news that an older program kept unread are asked for again by the one that can read them, before anything newer', async () => {
  const dossier = await openDossier(station);
  acknowledge();
  const { provisionalCode: _code, officialCode: _official, station: _station, verified: _verified, takenCodes: _taken, ...change } = standing(dossier, '0900000077');
  const item = { number: 1, at: 5, change: { type: 'dossier.changed', ...change, opId: null, overruled: {}, reason: '' } };
  mergeFeed(station.context.database, station.clock, 'K1', [{ number: 1, at: 5, change: { type: 'other', of: 'dossier.changed' } } as never]);
  expect([phoneOf(dossier), station.context.database.read(countUnread)]).not.toEqual(['0900000077', 0]);
  const { asked, failures } = await listen({ pulls: [AWAY, news([item], 1), news([], 1)] });
  expect([asked, failures]).toEqual([['news after 0', 'news after 0', 'news after 0'], ['city.unreachable']]);
  expect([phoneOf(dossier), station.context.database.read(countUnread)]).toEqual(['0900000077', 0]);
});

it('F18: what was kept unread and is too old to be asked for is made up for by a snapshot', async () => {
  const dossier = await openDossier(station);
  acknowledge();
  mergeFeed(station.context.database, station.clock, 'K1', [{ number: 1, at: 5, change: { type: 'other', of: 'dossier.changed' } } as never]);
  const { asked } = await listen({ pulls: [STALE], snapshots: [page([standing(dossier, '0900000077')], null, 9)] });
  expect([asked, phoneOf(dossier)]).toEqual([['news after 0', 'snapshot after nothing'], '0900000077']);
});
