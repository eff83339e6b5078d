// A dossier after it was opened: legal moves only, corrections that keep what they replace, the city's word and our own on its way, and who looked.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId, RequestId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import type { DossierDetail } from '../../../../shared/contract/dossier-life.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { readOperations } from '../../store/event-log.ts';
import { findByCodeAndNumber, findByReceipt } from '../../store/lookup.ts';
import { dossierLifeHandlers as life } from './dossier-life.ts';

const COUNTER = atCounter(1);
let station: TestStation;
let dossier: Dossier;
beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  dossier = await openDossier(station);
});
afterEach(() => station[Symbol.asyncDispose]());

const UNKNOWN = '0190a8b0-0000-7000-8000-000000000001' as DossierId;
const of = (dossierId: DossierId | undefined, requestId: RequestId | undefined) => ({ dossierId: dossierId ?? dossier.dossierId, ...(requestId === undefined ? {} : { requestId }) });
interface Who { readonly dossierId?: DossierId; readonly requestId?: RequestId; readonly caller?: Caller }
const read = (caller: Caller = COUNTER, dossierId = dossier.dossierId): Promise<DossierDetail> => station.call('dossier.read', life['dossier.read'], caller, { dossierId });
const move = (to: DossierStatus, who: Who = {}): Promise<DossierDetail> => station.call('dossier.move', life['dossier.move'], who.caller ?? COUNTER, { ...of(who.dossierId, who.requestId), to, reason: '' });
const correct = (fields: DossierDetail['applicant'], revision = 0, who: Who = {}): Promise<DossierDetail> =>
  station.call('dossier.correct', life['dossier.correct'], who.caller ?? COUNTER, { ...of(who.dossierId, who.requestId), revision, fields, reason: 'viết sai' });
const giveUp = (who: Who = {}): Promise<DossierDetail> => station.call('dossier.void', life['dossier.void'], COUNTER, { ...of(who.dossierId, who.requestId), reason: 'nộp nhầm' });
const note = (text: string, who: Who = {}): Promise<DossierDetail> => station.call('dossier.note', life['dossier.note'], COUNTER, { ...of(who.dossierId, who.requestId), text });
const events = () => station.context.database.read((store) => readOperations(store, 0, 500)).filter(({ aggType }) => aggType === 'dossier' || aggType === 'access');
const acknowledge = (): void => station.context.database.write((store) => store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)'));
function cityHas(word: { readonly revision: number; readonly status: number; readonly owner?: string; readonly fields?: object; readonly voided?: number; readonly dueAt?: number }): void {
  station.context.database.write((store) =>
    store.runOne(
      `INSERT INTO city_dossier (dossier_id, revision, status, due_at, owner, fields, is_voided) VALUES ($id, $revision, $status, $dueAt, $owner, $fields, $voided)
       ON CONFLICT (dossier_id) DO UPDATE SET revision = excluded.revision, status = excluded.status, due_at = excluded.due_at, owner = excluded.owner, fields = excluded.fields, is_voided = excluded.is_voided`,
      { id: dossier.dossierId, revision: word.revision, status: word.status, dueAt: word.dueAt ?? null, owner: word.owner ?? 'city', fields: JSON.stringify(word.fields ?? {}), voided: word.voided ?? 0 },
    ),
  );
}
function refuse(type: string): void {
  station.context.database.write((store) =>
    store.run(`INSERT INTO dead_letter (seq, op_id, state, code, detail, answered_at) SELECT seq, op_id, 'rejected', 'x', '', 1 FROM event WHERE type = $type`, { type }),
  );
}

describe('a dossier that was opened', () => {
  it('is read whole, with what may be done next and what was done, and the look is on record', async () => {
    expect(await read()).toEqual({
      dossier: expect.objectContaining({ dossierId: dossier.dossierId, status: 2, applicantIdMasked: '001******012' }) as Dossier,
      revision: 0, owner: 'station', isVoided: false, isErased: false, newDates: [], owedForm: null,
      applicant: { idNumber: LAN.idNumber, oldIdNumber: '', fullName: LAN.fullName, birthDate: LAN.birthDate, address: LAN.address, issuedOn: LAN.issuedOn, phone: '' },
      document: { parts: 0, pages: 0, due: 0, unread: 0, asIs: 0, gone: 0, overBudget: 0 },
      intake: null, papers: [{ name: 'Tờ khai', originals: 1, certified: 0, copies: 0, outsideReason: null, reused: null }, { name: 'Giấy chứng sinh', originals: 1, certified: 0, copies: 0, outsideReason: null, reused: null }], promisedAt: dossier.dueAt, waits: [], supplementBy: null,
      nextStatuses: [4],
      history: [{ at: dossier.receivedAt, type: 'dossier.opened', actor: 'counter-1', officer: '', text: '', isAtCity: false }],
    });
    acknowledge();
    expect((await read()).history.map(({ isAtCity }) => isAtCity)).toEqual([true]);
    expect(events().at(-1)).toMatchObject({ type: 'access.noted', aggId: dossier.dossierId, actor: 'counter-1', body: { dossierId: dossier.dossierId, purpose: 'detail' } });
  });

  it('that nobody knows is refused by every command, and nothing is written', async () => {
    const before = events().length;
    for (const tried of [read(COUNTER, UNKNOWN), move(4, { dossierId: UNKNOWN }), correct({ phone: '1' }, 0, { dossierId: UNKNOWN }), giveUp({ dossierId: UNKNOWN }), note('a', { dossierId: UNKNOWN })]) {
      await expect(tried).rejects.toMatchObject({ code: 'dossier.unknown' });
    }
    expect(events()).toHaveLength(before);
  });

  it('is looked at once in ten minutes by the same window, however often it is read', async () => {
    const looks = () => events().filter(({ type }) => type === 'access.noted').map(({ actor }) => actor);
    for (let minute = 0; minute < 12; minute += 1) {
      await read();
      station.clock.advance(60_000);
    }
    await read({ role: 'admin' });
    expect(looks()).toEqual(['counter-1', 'counter-1', 'admin']);
    station.clock.set('2015-01-01T00:00:00+07:00');
    await read();
    expect(looks()).toHaveLength(4);
  });
});

describe('a move', () => {
  it('is one event with the revision that was seen; the same request twice moves once', async () => {
    const requestId = station.requestId();
    const moved = await move(4, { requestId });
    expect(moved).toMatchObject({ dossier: { status: 4 }, owner: 'city', nextStatuses: [5, 6, 7, 8, 9] });
    expect(await move(4, { requestId })).toEqual(moved);
    expect(events().filter(({ type }) => type === 'dossier.moved').map(({ body, baseRev, aggRev }) => [body, baseRev, aggRev])).toEqual([
      [{ dossierId: dossier.dossierId, from: 2, to: 4, reason: '', dueAt: dossier.dueAt }, 0, 2],
    ]);
    expect(moved.history.at(-1)).toMatchObject({ type: 'dossier.moved', text: '2 → 4' });
    station.reopen();
    expect((await read()).dossier.status).toBe(4);
  });

  it.each([1, 2, 3, 5, 6, 7, 8, 9, 10] as const)('from received to %i is refused, and tells both', async (to) => {
    await expect(move(to)).rejects.toMatchObject({ code: 'dossier.illegal-move', params: { from: 2, to } });
    expect((await read()).dossier.status).toBe(2);
  });

  it('tells windows and sync after it is durable', async () => {
    station.told.length = 0;
    station.woken.length = 0;
    await move(4);
    expect([station.told.map(({ event }) => event), station.woken]).toEqual([['dossiers.changed'], ['sync']]);
  });

  it('after the hand-over is shown until the city has answered, and then the city’s word holds', async () => {
    await move(4);
    acknowledge();
    cityHas({ revision: 2, status: 4 });
    expect((await read()).dossier.status).toBe(4);
    await move(9);
    expect(await read()).toMatchObject({ dossier: { status: 9 }, revision: 2 });
    acknowledge();
    // Taken, but its word has not come yet: own work does not vanish in between.
    expect((await read()).dossier.status).toBe(9);
    cityHas({ revision: 3, status: 6 });
    expect(await read()).toMatchObject({ dossier: { status: 6 }, revision: 3, nextStatuses: [4] });
  });

  it('that the city refused is not on its way any more', async () => {
    await move(4);
    cityHas({ revision: 2, status: 4, dueAt: 77 });
    await move(9);
    refuse('dossier.moved');
    acknowledge();
    expect(await read()).toMatchObject({ dossier: { status: 4, dueAt: 77 } });
  });
});

describe('a correction', () => {
  it('keeps what it replaces, and only what becomes another is in it', async () => {
    const corrected = await correct({ phone: '0900000000', fullName: 'Nguyễn Thị Lân', address: LAN.address });
    expect(corrected.applicant).toMatchObject({ phone: '0900000000', fullName: 'Nguyễn Thị Lân', address: LAN.address });
    expect(corrected.dossier.applicantName).toBe('Nguyễn Thị Lân');
    const written = events().find(({ type }) => type === 'dossier.corrected');
    expect(written).toMatchObject({ baseRev: 0, body: { fields: { phone: { from: '', to: '0900000000' }, fullName: { from: LAN.fullName, to: 'Nguyễn Thị Lân' } }, reason: 'viết sai' } });
    expect(JSON.stringify(written)).not.toContain('address');
    await correct({ phone: '0900000001', email: 'lan@example.vn' });
    expect((await read()).applicant.email).toBe('lan@example.vn');
    expect(events().filter(({ type }) => type === 'dossier.corrected').at(-1)?.body).toMatchObject({ fields: { phone: { from: '0900000000', to: '0900000001' }, email: { from: '', to: 'lan@example.vn' } } });
  });

  it('of nothing is refused, and so is a value that no person could have', async () => {
    await expect(correct({})).rejects.toMatchObject({ code: 'dossier.nothing-changed' });
    await expect(correct({ fullName: LAN.fullName })).rejects.toMatchObject({ code: 'dossier.nothing-changed' });
    for (const fields of [{ fullName: '' }, { birthDate: 'hôm qua' }, { idNumber: '0'.repeat(21) }, { email: 'lan@' }]) await expect(correct(fields)).rejects.toMatchObject({ code: 'request.invalid' });
    expect(events().some(({ type }) => type === 'dossier.corrected')).toBe(false);
  });

  it('moves the number by which a citizen finds the dossier', async () => {
    const find = (idNumber: string) => station.context.database.read((store) => findByCodeAndNumber(store, dossier.provisionalCode, idNumber))?.dossierId ?? null;
    await correct({ idNumber: '001185000013' });
    expect([find(LAN.idNumber), find('001185000013')]).toEqual([null, dossier.dossierId]);
  });

  it('gives way to the city’s value once the city has spoken, and lies over it while it is on its way', async () => {
    await correct({ phone: '0900000001' });
    acknowledge();
    cityHas({ revision: 2, status: 2, owner: 'station', fields: { phone: '0900000002' } });
    expect((await read()).applicant.phone).toBe('0900000002');
    await correct({ phone: '0900000003' }, 2);
    expect((await read()).applicant.phone).toBe('0900000003');
    expect(events().filter(({ type }) => type === 'dossier.corrected').at(-1)).toMatchObject({ baseRev: 2, body: { fields: { phone: { from: '0900000002', to: '0900000003' } } } });
  });

  it('by somebody who looked before the city’s word came does not pretend to have seen it', async () => {
    cityHas({ revision: 2, status: 2, owner: 'station', fields: { phone: '0900000002' } });
    await correct({ phone: '0900000003' }, 0);
    expect(events().find(({ type }) => type === 'dossier.corrected')).toMatchObject({ baseRev: 0, body: { fields: { phone: { from: '', to: '0900000003' } } } });
  });

  it('that the city refused leaves the value that was there', async () => {
    await correct({ phone: '0900000001' });
    refuse('dossier.corrected');
    expect((await read()).applicant.phone).toBe('');
  });
});

describe('giving up', () => {
  it('ends moves and corrections, is done once, and leaves everything to be read and noted beside', async () => {
    const requestId = station.requestId();
    const voided = await giveUp({ requestId });
    expect(voided).toMatchObject({ isVoided: true, nextStatuses: [], dossier: { status: 2 } });
    expect(await giveUp({ requestId })).toEqual(voided);
    for (const tried of [giveUp(), move(4), correct({ phone: '1' })]) await expect(tried).rejects.toMatchObject({ code: 'dossier.voided' });
    const noted = await note('người dân xin nộp lại');
    expect(noted.history.map(({ type, text }) => [type, text])).toEqual([['dossier.opened', ''], ['dossier.voided', 'nộp nhầm'], ['dossier.noted', 'người dân xin nộp lại']]);
  });

  it('after the hand-over is a request that the city may overrule', async () => {
    await move(4);
    acknowledge();
    cityHas({ revision: 2, status: 4 });
    expect((await giveUp()).isVoided).toBe(true);
    acknowledge();
    expect((await read()).isVoided).toBe(true);
    cityHas({ revision: 3, status: 4 });
    expect(await read()).toMatchObject({ isVoided: false, nextStatuses: [5, 6, 7, 8, 9] });
  });
});

it('every code that was ever printed leads to the dossier, the one that holds today first', async () => {
  const second = await openDossier(station, { person: { ...LAN, idNumber: '001185000014' } });
  station.context.database.write((store) => {
    store.runOne(`INSERT INTO city_dossier (dossier_id, official_code, taken_codes) VALUES ($id, 'H26.149-260713-0002', '["H26.149-260713-0001"]')`, { id: dossier.dossierId });
    store.runOne(`INSERT INTO city_dossier (dossier_id, official_code) VALUES ($id, 'H26.149-260713-0001')`, { id: second.dossierId });
  });
  const find = (code: string, idNumber: string) => station.context.database.read((store) => findByCodeAndNumber(store, code, idNumber))?.dossierId ?? null;
  expect(['H26.149-260713-0002', dossier.provisionalCode].map((code) => find(code, LAN.idNumber))).toEqual([dossier.dossierId, dossier.dossierId]);
  expect(find('H26.149-260713-0001', '001185000014')).toBe(second.dossierId);
  const byReceipt = (own: Dossier, code: string) => station.context.database.read((store) => findByReceipt(store, own.dossierId, code))?.officialCode ?? null;
  expect([byReceipt(dossier, 'H26.149-260713-0001'), byReceipt(dossier, dossier.provisionalCode), byReceipt(dossier, second.provisionalCode)]).toEqual(['H26.149-260713-0002', 'H26.149-260713-0002', null]);
});
