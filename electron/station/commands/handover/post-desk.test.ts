// What a clerk of the post office does at the point: sees what goes by post and nothing of the rest, hands it over under the post's number, and notes that it was brought.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId } from '../../../../shared/base/ids.ts';
import { readOperations } from '../../store/event-log.ts';
import { redactDossier } from '../../store/redaction.ts';
import { record } from '../../store/record.ts';
import { MOST_IN_WORK } from '../../store/results.ts';
import { lifeHandlers } from './life-handlers.ts';

const HANDLERS = lifeHandlers([{ year: 2026, closed: [], working: [] }]);
const COUNTER = atCounter(1);
const DELIVERY = { recipient: 'Nguyễn Thị Lan', phone: '0900000001', address: 'Thôn Mẫu, xã Phú Xuyên, Hà Nội', payer: 'recipient' } as const;
const TRACKING = 'EB123456789VN';
let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [{ ...BIRTH, timeLimit: { unit: 'working-day', amount: 2, text: '2 ngày làm việc' } }] });
});
afterEach(() => station[Symbol.asyncDispose]());

/** In the hands of those who work on it. */
async function inWork(delivery: typeof DELIVERY | null): Promise<DossierId> {
  const { dossierId } = await openDossier(station, { delivery });
  await station.call('handover.make', HANDLERS['handover.make'], COUNTER, { unit: 'Phòng Mẫu', toName: '', dossierIds: [dossierId], printer: null, slips: false });
  station.clock.advance(60_000);
  return dossierId;
}
const arrives = (dossierId: DossierId) => station.call('result.arrive', HANDLERS['result.arrive'], COUNTER, { dossierIds: [dossierId], kind: 'paper', place: 'Hộp bưu điện', number: '', abstract: '', reason: '' });
const lists = () => station.call('post.lists', HANDLERS['post.lists'], COUNTER, {});
const look = (dossierId: DossierId) => station.call('post.read', HANDLERS['post.read'], COUNTER, { dossierId });
const send = (dossierId: DossierId, tracking = TRACKING) => station.call('post.send', HANDLERS['post.send'], COUNTER, { dossierId, tracking, papersBack: ['Giấy chứng sinh'] });
const deliver = (dossierId: DossierId) => station.call('post.deliver', HANDLERS['post.deliver'], COUNTER, { dossierId });
const operations = () => station.context.database.read((store) => readOperations(store, 0, 500));
const looks = () => operations().filter(({ type }) => type === 'access.noted').map(({ body }) => body['dossierId']);
const idsOf = async () => {
  const { expected, waiting, posted } = await lists();
  return [expected, waiting, posted].map((lines) => lines.map(({ dossierId }) => dossierId));
};

it('lists what is due by today, what lies here and what is gone, of those alone that go by post, with the recipient’s name cut', async () => {
  const [mine, fetched] = [await inWork(DELIVERY), await inWork(null)];
  expect(await idsOf()).toEqual([[], [], []]);
  station.clock.advance(2 * 86_400_000);
  expect(await idsOf()).toEqual([[mine], [], []]);
  for (const dossierId of [mine, fetched]) await arrives(dossierId);
  expect(await idsOf()).toEqual([[], [mine], []]);
  const said = await lists();
  expect(said.waiting).toMatchObject([{ place: 'Hộp bưu điện', isOwed: false, recipient: 'Nguyễn T. L.' }]);
  for (const word of [DELIVERY.recipient, DELIVERY.phone, DELIVERY.address, LAN.idNumber]) expect([word, JSON.stringify(said).includes(word)]).toEqual([word, false]);
  await send(mine);
  expect(await idsOf()).toEqual([[], [], [mine]]);
  expect(looks()).toEqual([mine]);
});

it('shows one for its envelope, and notes the look; what does not go by post, or is not here yet, it does not show', async () => {
  const [mine, fetched] = [await inWork(DELIVERY), await inWork(null)];
  await arrives(fetched);
  for (const [dossierId, code] of [[mine, 'result.none'], [fetched, 'result.no-delivery'], ['0192a000-0012-7000-8000-000000000099' as DossierId, 'dossier.unknown']] as const) await expect(look(dossierId)).rejects.toMatchObject({ code });
  expect(looks()).toEqual([]);
  await arrives(mine);
  expect(await look(mine)).toMatchObject({ recipient: DELIVERY.recipient, phone: DELIVERY.phone, address: DELIVERY.address, payer: 'recipient', place: 'Hộp bưu điện', isHere: true, originals: ['Tờ khai', 'Giấy chứng sinh'], posted: null });
  expect(JSON.stringify(await look(mine))).not.toContain(LAN.idNumber);
  expect(looks()).toEqual([mine]);
});

it('hands it over once under the post’s number, and the dossier is given out', async () => {
  const dossierId = await inWork(DELIVERY);
  await arrives(dossierId);
  await expect(send(dossierId, 'số 1')).rejects.toMatchObject({ code: 'result.tracking' });
  await expect(deliver(dossierId)).rejects.toMatchObject({ code: 'post.not-sent' });
  expect(await send(dossierId, 'eb 123 456 789 vn')).toMatchObject({ isHere: false, posted: { tracking: TRACKING, deliveredAt: null } });
  await expect(send(dossierId)).rejects.toMatchObject({ code: 'result.returned' });
  const own = operations().filter(({ aggId }) => aggId === dossierId);
  expect(own.filter(({ type }) => type === 'dossier.result-returned').map(({ body }) => body)).toMatchObject([{ manner: 'by-post', to: 'post', papersBack: ['Giấy chứng sinh'], tracking: TRACKING, unpaid: null }]);
  expect(own.findLast(({ type }) => type === 'dossier.moved')?.body).toMatchObject({ to: 10 });
});

it('leaves one that owes money to an officer', async () => {
  const dossierId = await inWork(DELIVERY);
  await arrives(dossierId);
  station.context.database.write((store) => {
    const line = { feeId: 'le-phi', name: 'Lệ phí', kind: 'le-phi', unit: '', quantity: 1, unitAmount: 8000, amount: 8000, full: 8000, exemption: null, changed: null } as const;
    const { visitId } = operations().find(({ type }) => type === 'dossier.opened')?.body ?? {};
    record(store, station.context.identity, station.clock, { type: 'fee.charged', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, visitId: visitId as never, lines: [line], total: 8000, manner: 'later', reason: '' } });
  });
  expect([(await lists()).waiting[0]?.isOwed, (await look(dossierId)).isOwed]).toEqual([true, true]);
  await expect(send(dossierId)).rejects.toMatchObject({ code: 'post.unpaid' });
  expect((await look(dossierId)).posted).toBeNull();
});

it('notes once that the post brought it, keeps what was not brought on the list over the days, and is no word on what was given by hand', async () => {
  const [mine, fetched] = [await inWork(DELIVERY), await inWork(DELIVERY)];
  for (const dossierId of [mine, fetched]) await arrives(dossierId);
  await send(mine);
  await station.call('result.return', HANDLERS['result.return'], COUNTER, { dossierId: fetched, give: { manner: 'by-hand', to: 'applicant', toName: '', shown: LAN.idNumber, proof: '', receipt: 'lost' }, papersBack: [], unpaidReason: '', printer: null });
  for (const refused of [look(fetched), send(fetched)]) await expect(refused).rejects.toMatchObject({ code: 'result.returned' });
  await expect(deliver(fetched)).rejects.toMatchObject({ code: 'post.not-sent' });
  station.clock.advance(5 * 86_400_000);
  expect(await idsOf()).toEqual([[], [], [mine]]);
  expect((await deliver(mine)).posted?.deliveredAt).toBe(station.clock.now());
  await expect(deliver(mine)).rejects.toMatchObject({ code: 'post.delivered' });
  expect(await idsOf()).toEqual([[], [], []]);
});

it('lists sixty days long what nobody said was brought, and what was sent before anybody could say so not for ever', async () => {
  const mine = await inWork(DELIVERY);
  await arrives(mine);
  await send(mine);
  station.clock.advance(60 * 86_400_000);
  expect(await idsOf()).toEqual([[], [], [mine]]);
  station.clock.advance(86_400_000);
  expect(await idsOf()).toEqual([[], [], []]);
});

it('lists what goes by post also where more than it reads lies here, or is promised, for people who come', async () => {
  const [mine, coming, fetched] = [await inWork(DELIVERY), await inWork(DELIVERY), await inWork(null)];
  await arrives(mine);
  station.clock.advance(2 * 86_400_000);
  station.context.database.write((store) => {
    const columns = store.all(z.object({ name: z.string() }), `SELECT name FROM pragma_table_info('dossier')`).map(({ name }) => name);
    const changed: Readonly<Record<string, string>> = { dossier_id: `printf('ffff%04d-0012-7000-8000-000000000000', value)`, provisional_code: `printf('T149-X1-%06d', value)`, status: 'iif(value % 2, 9, 4)', due_at: '1' };
    store.run(`INSERT INTO dossier (${columns.join()}) SELECT ${columns.map((name) => changed[name] ?? `dossier.${name}`).join()} FROM dossier, json_each($numbers) WHERE dossier_id = $fetched`, { fetched, numbers: JSON.stringify(Array.from({ length: 2 * MOST_IN_WORK }, (_, index) => index)) });
  });
  expect(await idsOf()).toEqual([[coming], [mine], []]);
  expect((await lists()).isCut).toEqual({ waiting: false, posted: false });
});

it('knows how the day’s list was printed, and nothing of a person who was forgotten', async () => {
  const dossierId = await inWork(DELIVERY);
  await arrives(dossierId);
  await send(dossierId);
  expect((await lists()).print).toBeNull();
  await station.call('post.print', HANDLERS['post.print'], COUNTER, { printer: { kind: 'system', name: 'van-phong' } });
  expect((await lists()).print).toMatchObject({ state: 'queued' });
  station.context.database.write((store) => redactDossier(store, dossierId, { reason: 'erased', at: station.clock.now(), upTo: Number.MAX_SAFE_INTEGER }));
  expect(await idsOf()).toEqual([[], [], []]);
  await expect(look(dossierId)).rejects.toMatchObject({ code: 'result.no-delivery' });
});
