// What changes hands after the hand-over, with the city answering in between: the result is given out once, papers are asked for and come in, and a decision of the city's own is told and not overrun.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BusinessDay, DossierId } from '../../../shared/base/ids.ts';
import { dueCareHandlers } from '../../../electron/station/commands/dossier/due-care.ts';
import { lifeHandlers } from '../../../electron/station/commands/handover/life-handlers.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { formHandlers } from '../../../electron/station/commands/form/form-handlers.ts';
import { dossierById } from '../../../electron/station/store/dossiers.ts';
import { openDossier } from '../../fakes/opened-dossier.ts';
import { atCounter } from '../../fakes/test-station.ts';
import { startCity, SYSTEM_KEY, type CityUnderTest } from '../city/city-under-test.ts';
import { call } from '../city/sending-station.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

const LIFE = lifeHandlers([{ year: 2026, closed: [], working: [] }]);
const CARE = dueCareHandlers([{ year: 2026, closed: [], working: [] }]);
const COUNTER = atCounter(1);
const DELIVERY = { recipient: 'Nguyễn Thị Lan', phone: '0900000001', address: 'Thôn Mẫu', payer: 'recipient' } as const;
let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());

/** A station of the `index`th commune with one dossier, whose officer hears what the city has said before each next act. */
async function handedOver(index: number) {
  const own = await SyncingStation.create(index, () => city.gateway.url);
  // One machine has one time: what was heard is laid beside what was done there.
  own.start({ clock: { ...systemClock, now: () => own.station.clock.now() } });
  const { dossierId } = await openDossier(own.station, { delivery: DELIVERY });
  const statusAtCity = async () => (await city.pool.query<{ status: number }>('SELECT status FROM dossier WHERE commune = $1 AND dossier_id = $2', [own.commune, dossierId])).rows[0]?.status;
  const statusHere = () => own.station.context.database.read((store) => dossierById(store, dossierId))?.status;
  const heard = async (status: number) => {
    own.sync.wake();
    await own.until('the city has answered', async ({ waitingEvents }) => waitingEvents === 0 && (await statusAtCity()) === status && statusHere() === status && (await last(own)) === own.marks.pulledNumber);
    own.station.clock.advance(60_000);
  };
  await own.station.call('handover.make', LIFE['handover.make'], COUNTER, { unit: 'Phòng Mẫu', toName: '', dossierIds: [dossierId], printer: null, slips: false });
  await heard(4);
  return { own, dossierId, heard, statusHere };
}

/** The newest number of the commune's feed. */
async function last({ commune }: SyncingStation): Promise<number> {
  return Number((await city.pool.query<{ last: string }>('SELECT last FROM feed_counter WHERE commune = $1', [commune])).rows[0]?.last ?? 0);
}

async function cityDecides({ commune }: SyncingStation, dossierId: DossierId, status: number): Promise<void> {
  const requestId = randomUUID();
  const body = JSON.stringify({ requestId, commune, reason: 'Thành phố', status });
  expect((await call(city.gateway.url, `/v1/system/dossiers/${dossierId}/changes`, { method: 'POST', key: SYSTEM_KEY, headers: { 'x-request-id': requestId, 'content-type': 'application/json' }, body })).status).toBe(200);
}

const arrive = ({ station }: SyncingStation, dossierId: DossierId) =>
  station.call('result.arrive', LIFE['result.arrive'], COUNTER, { dossierIds: [dossierId], kind: 'paper', place: 'Hộp 1', number: '', abstract: '', reason: '' });
const giveDay = ({ station }: SyncingStation, dossierId: DossierId, seen: BusinessDay | null) =>
  station.call('dossier.move-supplement-day', CARE['dossier.move-supplement-day'], COUNTER, { dossierId, seen, day: '14/08/2026', reason: 'Bệnh viện cấp chậm' });
const post = ({ station }: SyncingStation, dossierId: DossierId) =>
  station.call('result.return', LIFE['result.return'], COUNTER, { dossierId, give: { manner: 'by-post', tracking: 'EB123456789VN' }, papersBack: [], unpaidReason: '', printer: null });

it('a result that came in is given out once, though the city has answered every step', async () => {
  const { own, dossierId, heard } = await handedOver(0);
  await using _own = own;
  await arrive(own, dossierId);
  await heard(9);
  await post(own, dossierId);
  await heard(10);
  await expect(post(own, dossierId)).rejects.toMatchObject({ code: 'result.returned' });
  expect([own.notices(), own.bugs]).toEqual([[], []]);
});

it('is given out where the city has said by itself that it is done', async () => {
  const { own, dossierId, heard } = await handedOver(1);
  await using _own = own;
  await cityDecides(own, dossierId, 9);
  await heard(9);
  await post(own, dossierId);
  await heard(10);
  expect(own.notices()).toEqual([]);
});

it('papers are asked for, form 02 stays on offer, and they come in', async () => {
  const { own, dossierId, heard } = await handedOver(2);
  await using _own = own;
  const move = (to: 4 | 5, reason: string) => own.station.call('dossier.move', LIFE['dossier.move'], COUNTER, { dossierId, to, reason });
  const { supplementBy } = await move(5, 'Thiếu giấy chứng sinh');
  await heard(5);
  // The city has the day in its log, and its answer takes it from nobody here.
  const sent = await city.pool.query<{ day: string }>(`SELECT raw -> 'body' ->> 'supplementBy' AS day FROM event WHERE commune = $1 AND agg_id = $2 AND type = 'dossier.moved' ORDER BY seq DESC LIMIT 1`, [own.commune, dossierId]);
  expect([supplementBy === null, sent.rows[0]?.day, own.station.context.database.read((store) => dossierById(store, dossierId))?.supplementBy]).toEqual([false, supplementBy, supplementBy]);
  expect((await own.station.call('form.offer', formHandlers['form.offer'], COUNTER, { dossierId })).forms).toContain('supplement');
  // Another day, while the line is down: it goes there, and the promise stands.
  await own.stop();
  const promised = own.station.context.database.read((store) => dossierById(store, dossierId))?.dueAt;
  const given = await giveDay(own, dossierId, supplementBy);
  own.start();
  own.sync.wake();
  await own.until('the city has the other day', async () => (await city.pool.query(`SELECT FROM event WHERE commune = $1 AND agg_id = $2 AND type = 'dossier.moved' AND raw -> 'body' ->> 'supplementBy' = $3`, [own.commune, dossierId, given.supplementBy])).rows.length === 1);
  const { rows: [there] } = await city.pool.query<{ status: number; dueAt: string | null }>('SELECT status, due_at::text AS "dueAt" FROM dossier WHERE commune = $1 AND dossier_id = $2', [own.commune, dossierId]);
  expect([there, given.dossier.dueAt]).toEqual([{ status: 5, dueAt: promised === null ? null : String(promised) }, promised]);
  await move(4, '');
  await heard(4);
  expect(own.notices()).toEqual([]);
});

it('what the city decided before it heard of a step stays, and the officer is told', async () => {
  const { own, dossierId, heard, statusHere } = await handedOver(3);
  await using _own = own;
  await own.stop();
  await arrive(own, dossierId);
  await cityDecides(own, dossierId, 6);
  expect(statusHere()).toBe(9);
  own.start();
  await heard(6);
  expect(own.notices()).toMatchObject([{ kind: 'status', kept: '6', lost: '9' }]);
  await expect(post(own, dossierId)).rejects.toMatchObject({ code: 'result.none' });
  // Once what the city waits for is settled, the result that lies here goes out.
  await cityDecides(own, dossierId, 9);
  await heard(9);
  await post(own, dossierId);
  await heard(10);
});

it('what the city sends back to work is handed over anew, and its next result goes out as the first did', async () => {
  const { own, dossierId, heard } = await handedOver(4);
  await using _own = own;
  const offered = async () => (await own.station.call('handover.read', LIFE['handover.read'], COUNTER, {})).groups.flatMap(({ dossiers }) => dossiers.map((line) => line.dossierId));
  for (const name of ['2/2026', '3/2026']) {
    await arrive(own, dossierId);
    await heard(9);
    // The result was wrong: once as it lay here, once when the citizen had it.
    if (name === '3/2026') {
      await post(own, dossierId);
      await heard(10);
    }
    expect(await offered()).toEqual([]);
    await cityDecides(own, dossierId, 4);
    await heard(4);
    expect(await offered()).toEqual([dossierId]);
    expect(await own.station.call('handover.make', LIFE['handover.make'], COUNTER, { unit: 'Phòng Mẫu', toName: '', dossierIds: [dossierId], printer: null, slips: false })).toMatchObject({ name });
    expect(await offered()).toEqual([]);
    own.station.clock.advance(60_000);
  }
  await cityDecides(own, dossierId, 9);
  await heard(9);
  await post(own, dossierId);
  await heard(10);
  await expect(post(own, dossierId)).rejects.toMatchObject({ code: 'result.returned' });
  expect([own.notices(), own.bugs]).toEqual([[], []]);
});
