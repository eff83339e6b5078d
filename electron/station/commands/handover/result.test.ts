// Results: they come back, their owners are told, and each is given out once, to whom it belongs, with the money seen.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN, LAN_CARD } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId } from '../../../../shared/base/ids.ts';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { readOperations } from '../../store/event-log.ts';
import type { Writable } from '../../store/handle.ts';
import { reproject } from '../../store/projections/replay.ts';
import { record } from '../../store/record.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import { formHandlers } from '../form/form-handlers.ts';
import { lifeHandlers } from './life-handlers.ts';

const HANDLERS = lifeHandlers([{ year: 2026, closed: [], working: [] }]);
const PRINTER = { kind: 'system', name: 'van-phong' } as const;
const COUNTER = atCounter(1);
let station: TestStation;
let dossier: Dossier;
let dossierId: DossierId;
beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  dossier = await openDossier(station);
  ({ dossierId } = dossier);
  await station.call('handover.make', HANDLERS['handover.make'], COUNTER, { unit: 'Phòng Mẫu', toName: '', dossierIds: [dossierId], printer: null, slips: false });
  station.clock.advance(60_000);
});
afterEach(() => station[Symbol.asyncDispose]());

type Give = CommandInput<'result.return'>['give'];
const HAND: Give = { manner: 'by-hand', to: 'applicant', toName: '', shown: LAN.idNumber, proof: '', receipt: 'taken-back' };
const lists = () => station.call('result.lists', HANDLERS['result.lists'], COUNTER, {});
const arrive = (more: Partial<CommandInput<'result.arrive'>> = {}) => station.call('result.arrive', HANDLERS['result.arrive'], COUNTER, { dossierIds: [dossierId], kind: 'paper', place: 'Tủ A2', number: '', abstract: '', reason: '', ...more });
const giveOut = (give: Give = HAND, more: Partial<CommandInput<'result.return'>> = {}, counterId = 1) => station.call('result.return', HANDLERS['result.return'], atCounter(counterId), { dossierId, give, papersBack: [], unpaidReason: '', printer: null, ...more });
const look = () => station.call('result.read', HANDLERS['result.read'], COUNTER, { dossierId });
const find = async (text: string) => (await station.call('result.find', HANDLERS['result.find'], COUNTER, { text })).found.map((line) => line.dossierId);
const operations = () => station.context.database.read((store) => readOperations(store, 0, 500));
const types = () => operations().filter(({ aggType }) => aggType === 'dossier').map(({ type }) => type);
const heardFromCity = (status: number): void =>
  station.context.database.write((store) => {
    store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)');
    store.runOne(`INSERT INTO city_dossier (dossier_id, revision, status, owner) VALUES ($dossierId, 9, $status, 'city')`, { dossierId, status });
  });
/** As many others like this one, standing so. */
function cloneDossier(store: Writable, from: number, count: number, status: number): void {
  const columns = store.all(z.object({ name: z.string() }), 'PRAGMA table_info(dossier)', {}).map(({ name }) => name);
  const own = (name: string): string => (name === 'dossier_id' ? `printf('00000000-0000-4000-8000-%012d', n)` : name === 'status' ? '$status' : name);
  store.run(
    `WITH RECURSIVE numbers (n) AS (SELECT $from + 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $from + $count) INSERT INTO dossier (${columns.join(', ')}) SELECT ${columns.map(own).join(', ')} FROM numbers, dossier WHERE dossier_id = $dossierId`,
    { dossierId, from, count, status },
  );
}
const charge = (): void => station.context.database.write((store) => {
  const line = { feeId: 'le-phi', name: 'Lệ phí', kind: 'le-phi', unit: '', quantity: 1, unitAmount: 8000, amount: 8000, full: 8000, exemption: null, changed: null } as const;
  const { visitId } = store.get(z.object({ visitId: z.string() }), 'SELECT visit_id AS visitId FROM dossier WHERE dossier_id = $dossierId', { dossierId }) ?? expect.fail('it was opened');
  record(store, station.context.identity, station.clock, { type: 'fee.charged', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, visitId: visitId as never, lines: [line], total: 8000, manner: 'later', reason: '' } });
});

describe('a result that came back', () => {
  it('is noted with its place, moves its dossier once, and stands on the list of those that wait', async () => {
    expect(await lists()).toMatchObject({ working: [{ dossierId, unit: 'Phòng Mẫu', listName: '1/2026' }], waiting: [] });
    expect(await arrive({ number: '127/UBND', abstract: 'Khai sinh' })).toEqual({ count: 1 });
    expect(types().slice(-2)).toEqual(['dossier.result-arrived', 'dossier.moved']);
    expect(await lists()).toMatchObject({ working: [], waiting: [{ dossierId, status: 9, kind: 'paper', place: 'Tủ A2', calls: 0, applicantName: 'Nguyễn T. L.' }] });
    await expect(arrive()).rejects.toMatchObject({ code: 'result.here-already' });
  });

  it.each(['31/02/2026', 'hôm qua', '14/07/2026'])('has no day that does not exist, cannot be read, or is to come: “%s”', async (issuedOn) => {
    await expect(arrive({ issuedOn })).rejects.toMatchObject({ code: 'result.day', params: { today: '13/07/2026' } });
    expect(types()).not.toContain('dossier.result-arrived');
  });

  it('has its day in the log only where somebody typed one, and none where it is one of many', async () => {
    await arrive({ number: '127/UBND' });
    expect(operations().find(({ type }) => type === 'dossier.result-arrived')?.body).not.toHaveProperty('issuedOn');
    await expect(station.call('result.arrive', HANDLERS['result.arrive'], COUNTER, { dossierIds: [dossierId, '00000000-0000-4000-8000-000000000009' as DossierId], kind: 'paper', place: '', number: '', abstract: '', issuedOn: '13/07/2026', reason: '' })).rejects.toMatchObject({ code: 'words.missing' });
  });

  it('comes a second time once the city has sent the dossier back to work', async () => {
    await arrive({ number: '1/UBND' });
    station.clock.advance(60_000);
    heardFromCity(4);
    expect(await lists()).toMatchObject({ working: [{ dossierId, status: 4 }], waiting: [] });
    await arrive({ number: '2/UBND', issuedOn: '12/7/2026' });
    expect(await lists()).toMatchObject({ working: [], waiting: [{ dossierId, status: 9 }] });
    expect(await look()).toMatchObject({ number: '2/UBND', issuedOn: '2026-07-12', kind: 'paper' });
  });

  it('is seen and found, however many results the city has given out by itself', async () => {
    await arrive();
    station.context.database.write((store) => {
      cloneDossier(store, 0, 901, 9);
      store.run(`INSERT INTO city_dossier (dossier_id, revision, status, owner) SELECT dossier_id, 99, 10, 'city' FROM dossier WHERE dossier_id <> $dossierId`, { dossierId });
    });
    expect((await lists()).waiting.map((line) => line.dossierId)).toEqual([dossierId]);
    expect(await find('Lan')).toEqual([dossierId]);
  });

  it('is said to be one of more than are shown, where more are in work or lie here than anybody looks through', async () => {
    expect(await lists()).toMatchObject({ isCut: { working: false, asked: false, waiting: false } });
    station.context.database.write((store) => {
      for (const [from, status] of [[0, 4], [5000, 9]] as const) cloneDossier(store, from, 1100, status);
    });
    const { working, waiting, isCut } = await lists();
    expect([working.length, waiting.length, isCut]).toEqual([1000, 900, { working: true, asked: false, waiting: true }]);
  });

  it('that says no ends its dossier, waits for its owner all the same, and moves nothing when it is given out', async () => {
    await expect(arrive({ kind: 'refusal' })).rejects.toMatchObject({ code: 'words.missing' });
    await arrive({ kind: 'refusal', reason: 'không đủ điều kiện' });
    expect(await lists()).toMatchObject({ waiting: [{ dossierId, status: 8, kind: 'refusal' }] });
    await giveOut();
    expect(types().slice(-1)).toEqual(['dossier.result-returned']);
    expect(await lists()).toMatchObject({ waiting: [], returned: [{ dossierId, status: 8 }] });
  });

  it('that asks for papers moves the dossier to the wait, and nothing lies here for its owner', async () => {
    await arrive({ kind: 'supplements', reason: 'thiếu chữ ký' });
    expect(await lists()).toMatchObject({ working: [], waiting: [], asked: [{ dossierId, status: 5, askedAt: station.clock.now(), reason: 'thiếu chữ ký', applicantName: 'Nguyễn T. L.', phoneMasked: '' }] });
    expect(await look()).toMatchObject({ kind: null, line: { status: 5 } });
    await expect(giveOut()).rejects.toMatchObject({ code: 'result.none' });
  });

  it('waits for papers on a list of its own, from the first moment of that wait, until it is moved on; by the city’s word from the city’s moment and without our words', async () => {
    await arrive({ kind: 'supplements', reason: 'thiếu chữ ký' });
    const since = station.clock.now();
    station.clock.advance(5 * 86_400_000);
    const asked = async () => (await lists()).asked.map(({ askedAt, reason }) => [askedAt, reason]);
    expect(await asked()).toEqual([[since, 'thiếu chữ ký']]);
    const row = () => station.context.database.read((store) => store.get(z.object({ at: z.int().nullable() }), 'SELECT asked_at AS at FROM dossier WHERE dossier_id = $dossierId', { dossierId }));
    const live = row();
    station.context.database.write((store) => reproject(store, { type: 'dossier', id: dossierId }));
    expect(row()).toEqual(live);
    heardFromCity(4);
    expect(await asked()).toEqual([]);
    station.context.database.write((store) => store.run(`UPDATE city_dossier SET status = 5, revision = revision + 1, moved_at = 77, moves = '[[5,1],[4,2],[5,77]]' WHERE dossier_id = $dossierId`, { dossierId }));
    expect(await asked()).toEqual([[77, '']]);
  });

  it('of a dossier that was withdrawn, given up, or never handed over is refused, with the whole stack', async () => {
    const other = await openDossier(station, { person: { ...LAN, idNumber: '001185000014' } });
    await expect(arrive({ dossierIds: [dossierId, other.dossierId] })).rejects.toMatchObject({ code: 'dossier.illegal-move', params: { from: 2, to: 9 } });
    expect(types()).not.toContain('dossier.result-arrived');
    await station.call('dossier.move', HANDLERS['dossier.move'], COUNTER, { dossierId, to: 7, reason: 'người dân rút' });
    await expect(arrive()).rejects.toMatchObject({ code: 'dossier.illegal-move', params: { from: 7, to: 9 } });
    await station.call('dossier.void', HANDLERS['dossier.void'], COUNTER, { dossierId, reason: 'nhầm' });
    await expect(arrive()).rejects.toMatchObject({ code: 'dossier.voided' });
  });

  it('is told to its owner, and each call is kept', async () => {
    await arrive();
    const call = (manner: 'phoned' | 'not-reached', note: string) => station.call('result.call', HANDLERS['result.call'], COUNTER, { dossierId, manner, note });
    await call('not-reached', 'chuông dài');
    expect(await call('phoned', 'hẹn thứ Ba')).toEqual({ calls: 2 });
    expect(await lists()).toMatchObject({ waiting: [{ calls: 2, lastCall: { manner: 'phoned' } }] });
    expect((await look()).calls.map(({ manner, note }) => [manner, note])).toEqual([['not-reached', 'chuông dài'], ['phoned', 'hẹn thứ Ba']]);
    expect(operations().filter(({ type }) => type === 'access.noted').map(({ body }) => body)).toEqual([{ dossierId, purpose: 'detail' }]);
  });
});

describe('somebody who comes for it', () => {
  it('is found by code, by the receipt, by card, by number and by name', async () => {
    await arrive();
    const qr = `MC1:${dossierId.replaceAll('-', '').toUpperCase()}:${dossier.provisionalCode}`;
    for (const text of [dossier.provisionalCode, dossier.provisionalCode.toLowerCase(), qr, LAN_CARD, LAN.idNumber, 'nguyen lan', 'Lan']) expect([text, await find(text)]).toEqual([text, [dossierId]]);
    for (const text of ['', 'l', 'trần lan', '001185000099']) expect([text, await find(text)]).toEqual([text, []]);
  });

  it('gets it once: of two officers the second is told so, and the first one’s word stands', async () => {
    await arrive();
    const [one, other] = await Promise.allSettled([giveOut(HAND, {}, 1), giveOut(HAND, {}, 2)]);
    expect(one).toMatchObject({ status: 'fulfilled', value: { returned: { toName: LAN.fullName, isSigned: false }, line: { status: 10 } } });
    expect(other).toMatchObject({ status: 'rejected', reason: { code: 'result.returned' } });
    expect(types().slice(-2)).toEqual(['dossier.result-returned', 'dossier.moved']);
  });

  it('shows a number: another’s is refused, the card’s own text is read, and somebody else brings a paper', async () => {
    await arrive();
    await expect(giveOut({ ...HAND, shown: '001080000034' })).rejects.toMatchObject({ code: 'result.wrong-person' });
    await expect(giveOut({ ...HAND, to: 'owner' })).rejects.toMatchObject({ code: 'result.wrong-person' });
    await expect(giveOut({ ...HAND, to: 'other', toName: 'Trần Mẫu', shown: '001080000034' })).rejects.toMatchObject({ code: 'words.missing' });
    await expect(giveOut({ ...HAND, shown: '' })).rejects.toMatchObject({ code: 'result.wrong-person' });
    expect(types()).not.toContain('dossier.result-returned');
    await giveOut({ ...HAND, shown: LAN_CARD });
    expect(operations().findLast(({ type }) => type === 'dossier.result-returned')?.body).toMatchObject({ to: 'applicant', toName: LAN.fullName, toNumber: LAN.idNumber, receipt: 'taken-back' });
  });

  it('gets it unpaid only for a reason that is written down', async () => {
    charge();
    await arrive();
    expect((await look()).unpaid).toBe(8000);
    await expect(giveOut()).rejects.toMatchObject({ code: 'result.unpaid', params: { amount: 8000 } });
    await giveOut(HAND, { unpaidReason: 'miễn theo quyết định' });
    expect(operations().findLast(({ type }) => type === 'dossier.result-returned')?.body).toMatchObject({ unpaid: { amount: 8000, reason: 'miễn theo quyết định' } });
  });

  it('by post only where that was wished, and with a number that the post prints', async () => {
    await arrive();
    await expect(giveOut({ manner: 'by-post', tracking: 'EB123456789VN' })).rejects.toMatchObject({ code: 'result.no-delivery' });
    await expect(station.call('post.print', HANDLERS['post.print'], COUNTER, { printer: PRINTER })).rejects.toMatchObject({ code: 'handover.nothing' });
  });

  it.each([
    ['names telephone and e-mail of whoever filed where he fetches it', HAND, { 'điện thoại người nhận': '0900000001', email: 'lan@example.vn' }],
    ['names neither under the name of another who fetches it', { ...HAND, to: 'other', toName: 'Trần Văn Mẫu', shown: '001185000013', proof: 'Giấy ủy quyền' }, { 'người nhận': 'Trần Văn Mẫu', 'điện thoại người nhận': '', email: '' }],
  ] as const)('%s', async (_what, give, texts) => {
    await station.call('dossier.correct', dossierLifeHandlers['dossier.correct'], COUNTER, { dossierId, revision: 0, fields: { phone: '0900000001', email: 'lan@example.vn' }, reason: 'bổ sung' });
    await arrive();
    await giveOut(give, { printer: PRINTER });
    const job = station.context.database.read((store) => store.get(z.object({ paper: z.string() }), `SELECT paper FROM print_job WHERE what = 'form'`));
    expect(JSON.parse(job?.paper ?? '{}')).toMatchObject({ form: 'result', values: { texts } });
  });

  it('signs on the slip, which is queued with the event and comes out after a power cut; a second print is marked', async () => {
    await arrive({ number: '127/UBND', abstract: 'Khai sinh', issuedOn: '13072026' });
    await giveOut(HAND, { printer: PRINTER });
    await station.afterPowerCut(async ({ database }) => {
      const job = database.read((store) => store.get(z.object({ paper: z.string(), state: z.string() }), `SELECT paper, state FROM print_job WHERE what = 'form'`));
      expect(job?.state).toBe('queued');
      expect(JSON.parse(job?.paper ?? '{}')).toMatchObject({ form: 'result', copyNumber: 1, values: { texts: { 'người nhận': LAN.fullName, 'số kết quả': '127/UBND', 'ngày kết quả': '13/07/2026', 'trả lúc': '09:01 ngày 13/07/2026' } } });
      expect(database.read((store) => store.get(z.object({ at: z.int() }), 'SELECT returned_at AS at FROM dossier_result'))).not.toBeNull();
      await Promise.resolve();
    });
    const sign = () => station.call('result.sign', HANDLERS['result.sign'], COUNTER, { dossierId });
    expect(await sign()).toMatchObject({ returned: { isSigned: true } });
    await expect(sign()).rejects.toMatchObject({ code: 'result.signed' });
    station.context.database.write((store) => store.run(`UPDATE print_job SET state = 'printed', may_exist = 1`));
    await station.call('form.print', formHandlers['form.print'], COUNTER, { dossierId, form: 'result', reason: '', printer: PRINTER });
    expect(station.context.database.read((store) => store.all(z.object({ paper: z.string() }), `SELECT paper FROM print_job WHERE what = 'form' ORDER BY rowid`, {})).map(({ paper }) => (JSON.parse(paper) as { copyNumber: number }).copyNumber)).toEqual([1, 2]);
  });
});
