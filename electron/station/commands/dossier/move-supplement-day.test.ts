// Another last day for a request for papers that runs: extended or put right, told wherever the day is told, and nothing else of the dossier moves by it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import { must } from '../../../../shared/base/must.ts';
import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import type { DossierDetail } from '../../../../shared/contract/dossier-life.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { dossierById } from '../../store/dossiers.ts';
import { readOperations } from '../../store/event-log.ts';
import { record } from '../../store/record.ts';
import { reproject } from '../../store/projections/replay.ts';
import { reportedDossiers } from '../../store/report-facts.ts';
import { dossierValues } from '../form/dossier-values.ts';
import { formHandlers } from '../form/form-handlers.ts';
import { lifeHandlers } from '../handover/life-handlers.ts';
import { printNameOf } from './act-papers.ts';
import { dossierLifeHandlers, moveDossierHandler } from './dossier-life.ts';
import { dueCareHandlers } from './due-care.ts';
import { lookUpHandler } from './look-up.ts';

const COUNTER = atCounter(1);
const HOLIDAYS = [{ year: 2026, closed: [], working: [] }];
const LIFE = lifeHandlers(HOLIDAYS);
const CARE = dueCareHandlers(HOLIDAYS);
const FIRST = '2026-07-24' as BusinessDay;
let station: TestStation;
let dossierId: DossierDetail['dossier']['dossierId'];
let code: string;

beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  ({ dossierId, provisionalCode: code } = await openDossier(station));
  await move(4);
  await move(5, { supplementBy: '24/07/2026' });
});
afterEach(() => station[Symbol.asyncDispose]());

const move = (to: DossierStatus, more: { readonly reason?: string; readonly supplementBy?: string; readonly countsAsLate?: boolean } = {}) => station.call('dossier.move', moveDossierHandler(HOLIDAYS), COUNTER, { dossierId, to, reason: 'thiếu giấy chứng sinh', ...more });
const giveDay = (day: string, { seen = FIRST, reason = 'bệnh viện cấp chậm', counter = COUNTER }: { readonly seen?: BusinessDay | null; readonly reason?: string; readonly counter?: typeof COUNTER } = {}) =>
  station.call('dossier.move-supplement-day', CARE['dossier.move-supplement-day'], counter, { dossierId, seen, day, reason });
const here = () => station.context.database.read((store) => must(dossierById(store, dossierId), 'it was opened'));
const asked = async () => (await station.call('result.lists', LIFE['result.lists'], COUNTER, {})).asked;
const lookUp = () => station.call('dossier.look-up', lookUpHandler(), { role: 'kiosk' }, { by: 'code', code, idNumber: LAN.idNumber });
const past = async () => (await station.call('dossier.offer-supplement', CARE['dossier.offer-supplement'], COUNTER, { dossierId })).past;
const onForm = () => station.context.database.read((store) => dossierValues(station.context, store, here(), 'supplement', '').texts);
const operations = () => station.context.database.read((store) => readOperations(store, 0, 500)).filter(({ aggType }) => aggType === 'dossier');
const rows = () => projectedRows(station.context.database)['dossier'];
const print = () => station.call('form.print', formHandlers['form.print'], COUNTER, { dossierId, form: 'supplement', reason: '', printer: { kind: 'system', name: 'van-phong' } });
const printName = () => station.context.database.read((store) => printNameOf(store, here(), 'supplement'));

describe('another last day', () => {
  it('stands in the event with its reason, in the row, the view, the list, for the citizen and for the refusal', async () => {
    const before = here();
    const [since] = (await asked()).map(({ askedAt }) => askedAt);
    station.clock.advance(86_400_000);
    const detail = await giveDay('31/07/2026');
    expect(operations().at(-1)).toMatchObject({ type: 'dossier.moved', body: { dossierId, from: 5, to: 5, reason: 'bệnh viện cấp chậm', dueAt: before.dueAt, supplementBy: '2026-07-31' } });
    expect([detail.supplementBy, (await lookUp()).supplementBy, (await asked()).map(({ supplementBy, askedAt, reason }) => [supplementBy, askedAt, reason])]).toEqual(['2026-07-31', '2026-07-31', [['2026-07-31', since, 'thiếu giấy chứng sinh']]]);
    expect(detail.history.at(-1)).toMatchObject({ type: 'dossier.supplement-day', text: '31/07/2026: bệnh viện cấp chậm' });
    station.clock.set('2026-07-31T23:59:00+07:00');
    expect(await past()).toBeNull();
    station.clock.set('2026-08-01T00:00:00+07:00');
    expect(await past()).toMatchObject({ day: '2026-07-31', reason: 'Quá hạn bổ sung ngày 31/07/2026 mà chưa nhận đủ giấy tờ.' });
  });

  it('is neither a second request nor a new date: what was promised is shifted by the wait from the request, as without it', async () => {
    const promised = must(here().dueAt, 'the procedure says a time');
    station.clock.advance(86_400_000);
    const moved = await giveDay('31/07/2026');
    expect([moved.dossier.dueAt, moved.waits.length]).toEqual([promised, 1]);
    station.clock.advance(86_400_000);
    const back = await move(4);
    // Two working days were waited, from the request on.
    expect([back.dossier.dueAt, back.waits.length, back.supplementBy]).toEqual([promised + 2 * 86_400_000, 1, null]);
    expect(station.context.database.read((store) => reportedDossiers(store, { receivedAt: 0 as EpochMs, dossierId: '' }, station.clock.now(), 10, () => 'x').dossiers.map(({ fact: { dueAt, supplements } }) => [dueAt, supplements]))).toEqual([[back.dossier.dueAt, []]]);
  });

  it('may be given again and again, nearer too, and the last one holds, also made anew out of the log', async () => {
    await giveDay('31/07/2026');
    await giveDay('28/07/2026', { seen: '2026-07-31' as BusinessDay });
    await giveDay('14/08/2026', { seen: '2026-07-28' as BusinessDay });
    expect((await asked()).map(({ supplementBy }) => supplementBy)).toEqual(['2026-08-14']);
    const live = rows();
    station.context.database.write((store) => reproject(store, { type: 'dossier', id: dossierId }));
    expect(rows()).toEqual(live);
  });

  it('is withdrawn with its operation, and the day before it stands again', async () => {
    await giveDay('31/07/2026');
    const { opId } = must(operations().at(-1), 'it was just written');
    station.context.database.write((store) => void record(store, station.context.identity, station.context.clock, { type: 'operation.withdrawn', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { opId, reason: 'nhầm' } }));
    expect([(await asked()).map(({ supplementBy }) => supplementBy), onForm()['hạn bổ sung']]).toEqual([['2026-07-24'], '24/07/2026']);
  });

  it('may be given to a request that was made before there were any', async () => {
    await move(4);
    station.context.database.write((store) => void record(store, station.context.identity, station.context.clock, { type: 'dossier.moved', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, from: 4, to: 5, reason: 'x', dueAt: null } }));
    expect((await giveDay('31/07/2026', { seen: null })).supplementBy).toBe('2026-07-31');
    expect(onForm()['hạn bổ sung']).toBe('31/07/2026');
  });
});

describe('form 02', () => {
  it('says the new day and the one that it takes the place of, under its number and with what was asked for', async () => {
    const before = onForm();
    await giveDay('31/07/2026');
    expect(onForm()).toMatchObject({ 'hạn bổ sung': '31/07/2026 (thay cho hạn 24/07/2026)', 'số phiếu': before['số phiếu'], 'lý do': 'thiếu giấy chứng sinh' });
    await giveDay('05/08/2026', { seen: '2026-07-31' as BusinessDay });
    expect(onForm()['hạn bổ sung']).toBe('05/08/2026 (thay cho hạn 31/07/2026)');
  });

  it('is owed anew, as a paper of its own and no copy of the one with the old day', async () => {
    await print();
    const first = printName();
    expect((await giveDay('31/07/2026')).owedForm).toBe('supplement');
    expect(printName()).not.toBe(first);
    expect((await print()).print).toMatchObject({ state: 'queued' });
    expect((await station.call('dossier.read', dossierLifeHandlers['dossier.read'], COUNTER, { dossierId })).owedForm).toBeNull();
  });
});

describe('another last day is refused', () => {
  it.each([
    ['31/02/2026', 'supplement.day-unreadable', {}],
    ['', 'supplement.day-unreadable', {}],
    ['10/07/2026', 'supplement.day-past', {}],
    ['01/08/2026', 'supplement.day-closed', { next: '03/08/2026' }],
    ['24/07/2062', 'supplement.day-too-far', { last: '14/07/2027' }],
    ['24/07/2026', 'supplement.day-same', { day: '24/07/2026' }],
  ])('for «%s»', async (day, refused, params) => {
    const before = operations().length;
    await expect(giveDay(day)).rejects.toMatchObject({ code: refused, params });
    expect(operations()).toHaveLength(before);
  });

  it('without a reason, and for one that was given up', async () => {
    await expect(giveDay('31/07/2026', { reason: '  ' })).rejects.toMatchObject({ code: 'dossier.reason-missing' });
    await station.call('dossier.void', dossierLifeHandlers['dossier.void'], COUNTER, { dossierId, reason: 'mở nhầm' });
    await expect(giveDay('31/07/2026')).rejects.toMatchObject({ code: 'dossier.voided' });
  });

  it('once the request is answered or refused, and of a request that the city made', async () => {
    await move(4);
    await expect(giveDay('31/07/2026')).rejects.toMatchObject({ code: 'supplement.day-not-running' });
    await move(5, { supplementBy: '24/07/2026', countsAsLate: true });
    await move(3);
    await expect(giveDay('31/07/2026')).rejects.toMatchObject({ code: 'supplement.day-not-running' });
    station.context.database.write((store) => {
      store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)');
      store.run(`INSERT INTO city_dossier (dossier_id, revision, status, owner, moves) VALUES ($dossierId, 9, 5, 'city', '[[4,1],[5,2],[4,3],[5,4],[3,5],[5,6]]')`, { dossierId });
    });
    expect(here().status).toBe(5);
    await expect(giveDay('31/07/2026')).rejects.toMatchObject({ code: 'supplement.day-not-running' });
  });

  it('to the second of two counters that saw the same day, which is told what stands now', async () => {
    await giveDay('31/07/2026');
    await expect(giveDay('14/08/2026', { counter: atCounter(2) })).rejects.toMatchObject({ code: 'supplement.day-moved', params: { day: '31/07/2026' } });
    expect((await asked()).map(({ supplementBy }) => supplementBy)).toEqual(['2026-07-31']);
  });
});
