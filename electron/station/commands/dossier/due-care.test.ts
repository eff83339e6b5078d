// A new date with an apology, and the lists of what is due: what is late stays late, what cannot be kept is not promised.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { MARRIAGE, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, EpochMs, VisitId } from '../../../../shared/base/ids.ts';
import type { DossierDetail } from '../../../../shared/contract/dossier-life.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { must } from '../../../../shared/base/must.ts';
import type { FeedChange } from '../../../../shared/wire/feed.ts';
import { applyStanding } from '../../store/city-standing.ts';
import { readOperations } from '../../store/event-log.ts';
import { noteOverruled } from '../../store/notices.ts';
import { reportedDossiers } from '../../store/report-facts.ts';
import { formHandlers } from '../form/form-handlers.ts';
import { createScanSessions } from '../visit/scan-sessions.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { dossierHandlers } from './dossier-handlers.ts';
import { moveDossierHandler } from './dossier-life.ts';
import { dueCareHandlers } from './due-care.ts';

type FeedStanding = Extract<FeedChange, { readonly type: 'dossier.changed' }>;
const COUNTER = atCounter(1);
const HOLIDAYS = [{ year: 2026, closed: [{ day: '2026-07-22' as BusinessDay }], working: [] }];
const handlers = dueCareHandlers(HOLIDAYS);
const at = (text: string): EpochMs => Date.parse(`${text}:00+07:00`) as EpochMs;
let station: TestStation;
let dossierId: DossierDetail['dossier']['dossierId'];

const move = (to: DossierStatus, reason = ''): Promise<DossierDetail> => station.call('dossier.move', moveDossierHandler(HOLIDAYS), COUNTER, { dossierId, to, reason });
const apologise = (day: string, more: { readonly time?: string; readonly reason?: string } = {}): Promise<DossierDetail> =>
  station.call('dossier.apologise', handlers['dossier.apologise'], COUNTER, { dossierId, day, time: '16:30', reason: 'Chờ Tòa án trả lời', ...more });
const offer = () => station.call('dossier.offer-date', handlers['dossier.offer-date'], COUNTER, { dossierId });
const lists = () => station.call('dossier.due-lists', handlers['dossier.due-lists'], COUNTER, {});
const formsNow = async () => (await station.call('form.offer', formHandlers['form.offer'], COUNTER, { dossierId })).forms;
const print = (form: 'apology' | 'supplement' | 'withdrawal') => station.call('form.print', formHandlers['form.print'], COUNTER, { dossierId, form, reason: '', printer: { kind: 'system', name: 'van-phong' } });

/** Received at 09:00 on Monday 13 July with five working days, and handed over: due at 09:00 on the 20th. */
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

it('draws the number of its form with it', async () => {
  station.clock.set('2026-07-20T14:00:00+07:00');
  await apologise('23/07/2026');
  expect(station.context.database.read((store) => readOperations(store, 0, 100)).findLast(({ type }) => type === 'dossier.apologised')?.body).toMatchObject({ paperNumber: { form: 'apology', year: 2026, number: 1, text: '1/PXL-K1' } });
});

it('gives a new date that holds at once, and keeps the one that it replaces', async () => {
  station.clock.set('2026-07-20T14:00:00+07:00');
  expect(await offer()).toMatchObject({ dueBefore: at('2026-07-20T09:00'), given: 0, most: 1, proposedAt: at('2026-07-21T17:00'), code: null });
  const done = await apologise('23/07/2026');
  expect([done.dossier.dueAt, done.promisedAt, done.owedForm]).toEqual([at('2026-07-23T16:30'), at('2026-07-20T09:00'), 'apology']);
  expect(done.newDates).toEqual([{ at: station.clock.now(), dueBefore: at('2026-07-20T09:00'), dueAt: at('2026-07-23T16:30'), reason: 'Chờ Tòa án trả lời' }]);
  expect(station.woken).toContain('sync');
});

it('stays late: on the lists, and for index 766 by the date that was promised first', async () => {
  station.clock.set('2026-07-20T14:00:00+07:00');
  await apologise('21/07/2026');
  station.clock.set('2026-07-21T08:00:00+07:00');
  const due = await lists();
  expect(due).toMatchObject({ overdueCount: 1, dueTodayCount: 1, overdue: [{ dossierId, dueAt: at('2026-07-21T16:30'), lateAt: at('2026-07-20T09:00'), workingDaysLate: 1 }], dueToday: [{ dossierId }] });
  const { dossiers } = station.context.database.read((store) => reportedDossiers(store, { receivedAt: 0 as EpochMs, dossierId: '' }, station.clock.now(), 10, () => 'Hộ tịch'));
  expect(dossiers[0]?.fact.dueAt).toBe(at('2026-07-20T09:00'));
});

const answer = (word: Pick<FeedStanding, 'revision' | 'dueAt' | 'opId' | 'overruled'>): void =>
  station.context.database.write((store) => {
    const change = { type: 'dossier.changed', dossierId, status: 4, owner: 'city', isVoided: false, isErased: false, fields: {}, reason: '', ...word } as const;
    applyStanding(store, change, station.clock.now(), station.clock.now());
    noteOverruled(store, change, station.clock.now());
  });
const lastOp = (): FeedStanding['opId'] => station.context.database.read((store) => must(readOperations(store, 0, 500).at(-1), 'it was just written').opId);
const reportedDue = () => station.context.database.read((store) => reportedDossiers(store, { receivedAt: 0 as EpochMs, dossierId: '' }, station.clock.now(), 10, () => 'Hộ tịch').dossiers.map(({ fact }) => fact.dueAt));

it('counts by the date of the city where that overruled the new one, and by the first promise again where it took a later one', async () => {
  station.clock.set('2026-07-20T14:00:00+07:00');
  await apologise('21/07/2026');
  const overruled = lastOp();
  expect((await lists()).overdueCount).toBe(1);
  // Another date was set there before the apology came.
  answer({ revision: 3, dueAt: at('2026-07-24T17:00'), opId: overruled, overruled: { dueAt: String(at('2026-07-21T16:30')) } });
  station.context.database.write((store) => store.run('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)'));
  expect([(await lists()).overdueCount, reportedDue()]).toEqual([0, [at('2026-07-24T17:00')]]);
  station.clock.set('2026-07-27T08:00:00+07:00');
  expect((await lists()).overdue.map(({ lateAt }) => lateAt)).toEqual([at('2026-07-24T17:00')]);
  station.context = { ...station.context, point: { ...station.point, newDates: { most: 2, afterDue: true } } };
  await apologise('30/07/2026');
  answer({ revision: 4, dueAt: at('2026-07-30T16:30'), opId: lastOp(), overruled: {} });
  expect([(await lists()).overdue.map(({ dueAt, lateAt }) => [dueAt, lateAt]), reportedDue()]).toEqual([[[at('2026-07-30T16:30'), at('2026-07-24T17:00')]], [at('2026-07-24T17:00')]]);
});

it('counts by the date that stands where the city refused the new one', async () => {
  station.clock.set('2026-07-17T14:00:00+07:00');
  await apologise('23/07/2026');
  station.clock.set('2026-07-21T08:00:00+07:00');
  expect((await lists()).overdueCount).toBe(1);
  station.context.database.write((store) => store.run(`INSERT INTO dead_letter (seq, op_id, state, code, detail, answered_at) SELECT seq, op_id, 'rejected', 'x', '', 1 FROM event WHERE type = 'dossier.apologised'`));
  answer({ revision: 3, dueAt: at('2026-07-22T09:00'), opId: null, overruled: {} });
  expect((await lists()).overdueCount).toBe(0);
});

it.each([
  ['20/07/2026', {}, 'dossier.date-too-early'],
  ['17/07/2026', {}, 'dossier.date-too-early'],
  ['20/07/2026', { time: '08:00' }, 'dossier.date-too-early'],
  ['22/07/2026', {}, 'dossier.date-closed'],
  ['25/07/2026', {}, 'dossier.date-closed'],
  ['23/07/2026', { time: '20:00' }, 'dossier.date-closed'],
  ['31/02/2026', {}, 'dossier.date-unreadable'],
  ['mai', {}, 'dossier.date-unreadable'],
  ['23/07/2026', { time: 'chiều' }, 'dossier.date-unreadable'],
  ['23/07/2026', { reason: ' \n ' }, 'dossier.reason-missing'],
])('refuses %s %o with %s, and nothing is changed', async (day, more, code) => {
  station.clock.set('2026-07-20T17:30:00+07:00');
  await expect(apologise(day, more)).rejects.toMatchObject({ code });
  expect((await offer()).given).toBe(0);
});

it('says which day is the next on which somebody works', async () => {
  station.clock.set('2026-07-20T14:00:00+07:00');
  await expect(apologise('25/07/2026')).rejects.toMatchObject({ params: { next: '27/07/2026' } });
});

it('refuses a second one on the same day, and any beyond what the settings allow', async () => {
  station.clock.set('2026-07-20T14:00:00+07:00');
  await apologise('21/07/2026');
  await expect(apologise('23/07/2026')).rejects.toMatchObject({ code: 'dossier.date-today' });
  station.clock.set('2026-07-21T14:00:00+07:00');
  await expect(apologise('23/07/2026')).rejects.toMatchObject({ code: 'dossier.date-too-often', params: { most: 1 } });
  expect(await offer()).toMatchObject({ given: 1, code: 'dossier.date-too-often' });
});

it('refuses a dossier that waits for papers or has ended, and one that is past its date where the settings say so', async () => {
  await move(5, 'thiếu giấy');
  await expect(apologise('23/07/2026')).rejects.toMatchObject({ code: 'dossier.date-not-now' });
  await move(4);
  station.clock.set('2026-07-20T14:00:00+07:00');
  const strict = { ...station.context, point: { ...station.point, newDates: { most: 1, afterDue: false } } };
  expect(await handlers['dossier.offer-date'](strict, { dossierId }, COUNTER)).toMatchObject({ code: 'dossier.date-after-due' });
  await move(9);
  await expect(apologise('23/07/2026')).rejects.toMatchObject({ code: 'dossier.date-not-now' });
});

it('has its form first, and owes it until somebody asks for it, also after the power was lost', async () => {
  station.clock.set('2026-07-20T14:00:00+07:00');
  await apologise('23/07/2026');
  station.reopen();
  expect((await formsNow())[0]).toBe('apology');
  const read = () => station.call('dossier.move', moveDossierHandler(HOLIDAYS), COUNTER, { dossierId, to: 5, reason: 'thiếu bản án' });
  await print('apology');
  expect((await read()).owedForm).toBe('supplement');
  await print('supplement');
  expect((await formsNow()).slice(0, 1)).toEqual(['supplement']);
});

it('prints a second request for papers as another paper, and a second print of the same as a reprint', async () => {
  await move(5, 'thiếu giấy');
  await print('supplement');
  await move(4);
  await station.call('dossier.move', moveDossierHandler(HOLIDAYS), COUNTER, { dossierId, to: 5, reason: 'còn thiếu', countsAsLate: true });
  const again = await station.call('form.print', formHandlers['form.print'], COUNTER, { dossierId, form: 'supplement', reason: '', printer: { kind: 'system', name: 'van-phong' } });
  expect(again.print.state).toBe('queued');
});

it('confirms a withdrawal with the papers that are given back', async () => {
  expect((await move(7, 'không có nhu cầu nữa')).owedForm).toBe('withdrawal');
  expect((await formsNow())[0]).toBe('withdrawal');
  await print('withdrawal');
});
