// Asking for papers: the due date waits with the citizen, and a second time is only for whoever knows what it costs.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MARRIAGE, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { EpochMs, VisitId } from '../../../../shared/base/ids.ts';
import type { DossierDetail } from '../../../../shared/contract/dossier-life.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { record } from '../../store/record.ts';
import { reportedDossiers } from '../../store/report-facts.ts';
import { createScanSessions } from '../visit/scan-sessions.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { dossierHandlers } from './dossier-handlers.ts';
import { dossierLifeHandlers, moveDossierHandler } from './dossier-life.ts';
import { dueCareHandlers } from './due-care.ts';

const COUNTER = atCounter(1);
const HOLIDAYS = [{ year: 2026, closed: [], working: [] }];
const HOUR = 3_600_000;
let station: TestStation;
let dossierId: DossierDetail['dossier']['dossierId'];
const at = (text: string): EpochMs => Date.parse(`${text}:00+07:00`) as EpochMs;
const move = (to: DossierStatus, more: { readonly reason?: string; readonly countsAsLate?: boolean } = {}): Promise<DossierDetail> => station.call('dossier.move', moveDossierHandler(HOLIDAYS), COUNTER, { dossierId, to, reason: '', ...more });

const reported = () => station.context.database.read((store) => reportedDossiers(store, { receivedAt: 0 as EpochMs, dossierId: '' }, station.clock.now(), 10, () => 'x').dossiers.map(({ fact: { dueAt, supplements } }) => [dueAt, supplements]));

beforeEach(async () => {
  station = new TestStation({ procedures: [MARRIAGE] });
  await using scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  const visits = visitHandlers(scans);
  const visitId: VisitId = await station.serve(1);
  await station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId, person: LAN });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: MARRIAGE.code });
  for (const { paperId } of MARRIAGE.papers) await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId, originals: 1, copies: 0 });
  ({ dossierId } = await station.call('dossier.open', dossierHandlers(scans, HOLIDAYS)['dossier.open'], COUNTER, { visitId }));
  await move(4);
});
afterEach(() => station[Symbol.asyncDispose]());

it('a wait for papers shifts the due date by the office hours that it took; old and new are both told', async () => {
  station.clock.advance(2 * HOUR);
  const asked = await move(5, { reason: 'thiếu giấy' });
  expect([asked.promisedAt, asked.dossier.dueAt]).toEqual([at('2026-07-20T09:00'), at('2026-07-20T09:00')]);
  // From 11:00 to 11:00 the next day: eight office hours, which are one working day.
  station.clock.advance(24 * HOUR);
  const back = await move(4);
  expect([back.promisedAt, back.dossier.dueAt]).toEqual([at('2026-07-20T09:00'), at('2026-07-21T09:00')]);
  expect(back.waits).toEqual([{ requestedAt: at('2026-07-13T11:00'), completedAt: at('2026-07-14T11:00') }]);
});

it('the wait shifts the date by the limit that held at reception, also where another catalogue holds since', async () => {
  const before = station.context.catalogue;
  const switchedAt = station.clock.now() + 1;
  const now = { ...MARRIAGE, timeLimit: { unit: 'working-day', amount: 15, text: '15 ngày làm việc' } } as const;
  station.context = { ...station.context, catalogue: { ...before, read: (code, receivedAt) => (receivedAt !== undefined && receivedAt < switchedAt ? before.read(code) : now) } };
  station.clock.advance(2 * HOUR);
  await move(5, { reason: 'thiếu giấy' });
  station.clock.advance(24 * HOUR);
  expect((await move(4)).dossier.dueAt).toBe(at('2026-07-21T09:00'));
});

it('a second request is refused with what it costs, until the officer says that he knows and why', async () => {
  await move(5, { reason: 'thiếu giấy' });
  await move(4);
  await expect(move(5, { reason: 'thiếu nữa' })).rejects.toMatchObject({ code: 'supplement.again', params: { count: 2 } });
  await expect(move(5, { countsAsLate: true })).rejects.toMatchObject({ code: 'supplement.again' });
  expect((await move(5, { reason: 'giấy cũ hết hạn', countsAsLate: true })).waits).toHaveLength(2);
});

it('a date that somebody else has set meanwhile is left standing', async () => {
  await move(5, { reason: 'thiếu giấy' });
  station.context.database.write((store) => store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)'));
  station.context.database.write((store) => store.run(`INSERT INTO city_dossier (dossier_id, revision, status, due_at, owner) VALUES ($dossierId, 9, 5, $dueAt, 'city')`, { dossierId, dueAt: at('2026-08-03T09:00') }));
  station.clock.advance(24 * HOUR);
  expect((await move(4)).dossier.dueAt).toBe(at('2026-08-03T09:00'));
  expect((await station.call('dossier.read', dossierLifeHandlers['dossier.read'], COUNTER, { dossierId })).promisedAt).toBe(at('2026-07-20T09:00'));
});

describe('a wait after an apology', () => {
  const care = dueCareHandlers(HOLIDAYS);
  const apologise = (day: string) => station.call('dossier.apologise', care['dossier.apologise'], COUNTER, { dossierId, day, time: '16:30', reason: 'Chờ Tòa án trả lời' });
  const overdue = async () => (await station.call('dossier.due-lists', care['dossier.due-lists'], COUNTER, {})).overdue.map(({ dueAt, lateAt }) => [dueAt, lateAt]);

  it('moves both the new date and the first promise by the office hours that it took', async () => {
    station.clock.set('2026-07-17T14:00:00+07:00');
    await apologise('24/07/2026');
    await move(5, { reason: 'thiếu giấy' });
    // Two working days, with a weekend between.
    station.clock.set('2026-07-21T14:00:00+07:00');
    expect((await move(4)).dossier.dueAt).toBe(at('2026-07-28T16:30'));
    station.clock.set('2026-07-22T08:59:00+07:00');
    expect(await overdue()).toEqual([]);
    station.clock.set('2026-07-22T09:01:00+07:00');
    expect(await overdue()).toEqual([[at('2026-07-28T16:30'), at('2026-07-22T09:00')]]);
    // It is in the date already: taken off again, a dossier could be late and count as in time.
    expect(reported()).toEqual([[at('2026-07-22T09:00'), []]]);
  });

  it('is taken off as the one before the apology was', async () => {
    await move(5, { reason: 'thiếu giấy' });
    station.clock.advance(24 * HOUR);
    await move(4);
    station.clock.set('2026-07-17T14:00:00+07:00');
    await apologise('24/07/2026');
    await move(5, { reason: 'giấy cũ hết hạn', countsAsLate: true });
    station.clock.set('2026-07-20T14:00:00+07:00');
    expect((await move(4)).dossier.dueAt).toBe(at('2026-07-27T16:30'));
    expect(reported().map(([dueAt]) => dueAt)).toEqual([at('2026-07-22T09:00')]);
  });

  it('saves nothing of the first promise where papers were asked for when that had passed', async () => {
    station.clock.set('2026-07-20T14:00:00+07:00');
    await apologise('24/07/2026');
    await move(5, { reason: 'thiếu giấy' });
    station.clock.advance(24 * HOUR);
    expect((await move(4)).dossier.dueAt).toBe(at('2026-07-27T16:30'));
    expect(await overdue()).toEqual([[at('2026-07-27T16:30'), at('2026-07-20T09:00')]]);
  });

  it('moves no date that another year’s days off would decide, and the reports take the wait off then', async () => {
    station.clock.set('2026-07-17T14:00:00+07:00');
    await apologise('24/07/2026');
    await move(5, { reason: 'thiếu giấy' });
    station.clock.set('2026-07-21T14:00:00+07:00');
    await station.call('dossier.move', moveDossierHandler([]), COUNTER, { dossierId, to: 4, reason: '' });
    expect(reported()).toEqual([[at('2026-07-20T09:00'), [{ requestedAt: at('2026-07-17T14:00'), completedAt: at('2026-07-21T14:00') }]]]);
  });
});

it('a word on the date alone while papers are awaited is no second request, and stands', async () => {
  await move(5, { reason: 'thiếu giấy' });
  const dueAt = at('2026-08-03T09:00');
  station.context.database.write((store) => record(store, station.context.identity, station.context.clock, { type: 'dossier.moved', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, from: 5, to: 5, reason: 'x', dueAt } }));
  station.clock.advance(24 * HOUR);
  expect(reported().map(([, supplements]) => supplements)).toEqual([[{ requestedAt: at('2026-07-13T09:00'), completedAt: null }]]);
  const back = await move(4);
  const waits = [{ requestedAt: at('2026-07-13T09:00'), completedAt: at('2026-07-14T09:00') }];
  expect([back.waits, back.dossier.dueAt, reported()]).toEqual([waits, dueAt, [[dueAt, []]]]);
});
