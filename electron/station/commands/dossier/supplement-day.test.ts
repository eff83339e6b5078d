// The last day for papers that are asked for: proposed by the settings, typed by the officer, kept in the event and the row, told on the paper, in the lists and to the citizen.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierDetail } from '../../../../shared/contract/dossier-life.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { dossierById } from '../../store/dossiers.ts';
import { readOperations } from '../../store/event-log.ts';
import { record } from '../../store/record.ts';
import { reproject } from '../../store/projections/replay.ts';
import { must } from '../../../../shared/base/must.ts';
import { dossierValues } from '../form/dossier-values.ts';
import { lifeHandlers } from '../handover/life-handlers.ts';
import { moveDossierHandler } from './dossier-life.ts';
import { dueCareHandlers } from './due-care.ts';
import { lookUpHandler } from './look-up.ts';

const COUNTER = atCounter(1);
const HOLIDAYS = [{ year: 2026, closed: [], working: [] }];
const LIFE = lifeHandlers(HOLIDAYS);
/** Fifteen working days after the day of the test, Monday 13 July 2026. */
const PROPOSED = '2026-08-03';
let station: TestStation;
let dossierId: DossierDetail['dossier']['dossierId'];
let code: string;

beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  ({ dossierId, provisionalCode: code } = await openDossier(station));
  await move(4);
});
afterEach(() => station[Symbol.asyncDispose]());

const move = (to: DossierStatus, more: { readonly reason?: string; readonly supplementBy?: string; readonly countsAsLate?: boolean } = {}) => station.call('dossier.move', moveDossierHandler(HOLIDAYS), COUNTER, { dossierId, to, reason: 'thiếu giấy', ...more });
const offer = (id: typeof dossierId | null = dossierId) => station.call('dossier.offer-supplement', dueCareHandlers(HOLIDAYS)['dossier.offer-supplement'], COUNTER, { dossierId: id });
const asked = async () => (await station.call('result.lists', LIFE['result.lists'], COUNTER, {})).asked.map(({ supplementBy }) => supplementBy);
const lookUp = () => station.call('dossier.look-up', lookUpHandler(), { role: 'kiosk' }, { by: 'code', code, idNumber: LAN.idNumber });
const onForm = () => station.context.database.read((store) => dossierValues(station.context, store, must(dossierById(store, dossierId), 'it was opened'), 'supplement', '').texts['hạn bổ sung']);
const operations = () => station.context.database.read((store) => readOperations(store, 0, 500)).filter(({ aggType }) => aggType === 'dossier');
const row = () => projectedRows(station.context.database)['dossier']?.map((each) => [each['supplement_by'], each['asks']])[0];
/** What another version or the city left behind: an own step without a day. */
const moveAsBefore = (from: 4 | 5, to: 4 | 5): void =>
  station.context.database.write((store) => void record(store, station.context.identity, station.context.clock, { type: 'dossier.moved', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, from, to, reason: 'x', dueAt: null } }));
const cityMoved = (moves: string, status: number): void =>
  station.context.database.write((store) => {
    store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)');
    store.run(`INSERT INTO city_dossier (dossier_id, revision, status, owner, moves) VALUES ($dossierId, 9, $status, 'city', $moves)
      ON CONFLICT (dossier_id) DO UPDATE SET revision = revision + 1, status = excluded.status, moves = excluded.moves`, { dossierId, status, moves });
  });

describe('a request for papers', () => {
  it('has the day that the settings propose where nothing is typed, in the event, the row, the view, the list, on the paper and for the citizen', async () => {
    expect(await offer()).toEqual({ day: PROPOSED, workingDays: 15, past: null });
    expect((await move(5)).supplementBy).toBe(PROPOSED);
    expect(operations().at(-1)).toMatchObject({ type: 'dossier.moved', body: { to: 5, supplementBy: PROPOSED } });
    expect([row(), await asked(), onForm(), (await lookUp()).supplementBy]).toEqual([[PROPOSED, 1], [PROPOSED], '03/08/2026', PROPOSED]);
  });

  it('proposes as many working days as the point has set', async () => {
    station.context = { ...station.context, point: { ...station.point, supplements: { workingDays: 2 } } };
    expect([await offer(null), (await move(5)).supplementBy]).toEqual([{ day: '2026-07-15', workingDays: 2, past: null }, '2026-07-15']);
  });

  it('has the day that the officer typed instead', async () => {
    expect((await move(5, { supplementBy: '24/07/2026' })).supplementBy).toBe('2026-07-24');
  });

  it.each([
    ['31/02/2026', 'supplement.day-unreadable', {}],
    ['mai', 'supplement.day-unreadable', {}],
    ['10/07/2026', 'supplement.day-past', {}],
    ['18/07/2026', 'supplement.day-closed', { next: '20/07/2026' }],
    ['24/07/2062', 'supplement.day-too-far', { last: '14/07/2027' }],
  ])('is refused for %s, and nothing is written', async (supplementBy, refused, params) => {
    const before = operations().length;
    await expect(move(5, { supplementBy })).rejects.toMatchObject({ code: refused, params });
    expect(operations()).toHaveLength(before);
  });

  it('that the office makes with papers that come back has its day too, the same for the whole stack', async () => {
    const arrive = (supplementBy: string) =>
      station.call('result.arrive', LIFE['result.arrive'], COUNTER, { dossierIds: [dossierId], kind: 'supplements', place: '', number: '', abstract: '', reason: 'thiếu chữ ký', supplementBy });
    await expect(arrive('12/07/2026')).rejects.toMatchObject({ code: 'supplement.day-past' });
    await arrive('31/07/2026');
    expect(await asked()).toEqual(['2026-07-31']);
  });

  it('no other step has a day, whatever was typed, and the day goes with the wait', async () => {
    await move(5);
    await move(4, { supplementBy: '24/07/2026' });
    expect(operations().at(-1)?.body).not.toHaveProperty('supplementBy');
    expect([row(), (await lookUp()).supplementBy]).toEqual([[null, 1], null]);
  });
});

describe('a wait', () => {
  it('is made anew out of the log as it was', async () => {
    await move(5, { supplementBy: '24/07/2026' });
    moveAsBefore(5, 5);
    const live = row();
    station.context.database.write((store) => reproject(store, { type: 'dossier', id: dossierId }));
    expect([live, row()]).toEqual([['2026-07-24', 1], ['2026-07-24', 1]]);
  });

  it('that was begun before there was a day has none, and nothing is proposed against it', async () => {
    moveAsBefore(4, 5);
    station.clock.advance(300 * 86_400_000);
    expect([row(), await asked(), onForm(), (await lookUp()).supplementBy, (await offer()).past]).toEqual([[null, 1], [null], '', null, null]);
  });

  it('that the city began again is not ours, and our day is not told for it', async () => {
    await move(5);
    cityMoved('[[4,1],[5,2]]', 5);
    expect(await asked()).toEqual([PROPOSED]);
    cityMoved('[[4,1],[5,2],[4,3],[5,4]]', 5);
    expect([await asked(), onForm(), (await lookUp()).supplementBy]).toEqual([[null], '', null]);
  });

  it('whose day is over proposes the words of a refusal, which nobody has written for the officer', async () => {
    await move(5, { supplementBy: '24/07/2026' });
    station.clock.set('2026-07-24T23:59:00+07:00');
    expect((await offer()).past).toBeNull();
    station.clock.set('2026-07-25T00:00:00+07:00');
    const { past } = await offer();
    expect(past).toEqual({ day: '2026-07-24', reason: 'Quá hạn bổ sung ngày 24/07/2026 mà chưa nhận đủ giấy tờ.' });
    expect((await lookUp()).status).toBe(5);
    // Papers that come late are taken all the same.
    expect((await move(4)).dossier.status).toBe(4);
    expect((await offer()).past).toBeNull();
  });
});
