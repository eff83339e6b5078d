// The door to the portal over the classic adapter, on a real database and real sockets: what the portal has in the end is what the city has, each thing once, whatever went wrong on the way.

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ClassicStub } from '../../../city/adapters/stub/classic.ts';
import { faultSchema } from '../../../city/adapters/stub/faults.ts';
import { startPortalStub } from '../../../city/adapters/stub/server.ts';
import type { PortalStub } from '../../../city/adapters/stub/server.ts';
import { machineClock } from '../../../city/clock.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { OWNER_NAME_LENGTH } from '../../../shared/domain/intake/name-lengths.ts';
import { runDesk } from '../../../city/desk/orders.ts';
import { startCity, until } from './city-under-test.ts';
import type { CityUnderTest, LogLine } from './city-under-test.ts';
import { classicSettings, codesOf, CREDENTIALS, decide, isQuiet, LIVES, liveThroughADay, moneyOf, openDoorOf } from './portal-day.ts';
import { SendingStation, sha256 } from './sending-station.ts';

let city: CityUnderTest;
let portal: ClassicStub;
let stub: PortalStub;
const log: LogLine[] = [];

beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());
beforeEach(async () => {
  portal = new ClassicStub(CREDENTIALS);
  stub = await startPortalStub(portal);
  log.length = 0;
});
afterEach(async () => {
  await stub[Symbol.asyncDispose]();
});

const openDoor = (changed: Readonly<Record<string, unknown>> = {}) => openDoorOf(city, classicSettings(stub.url, changed), log);
const station = (name: string) => new SendingStation(city.gateway.url, 'T149', name);

/** What the portal noted of each dossier, by what it went through. */
async function outcomes(lives: Awaited<ReturnType<typeof liveThroughADay>>) {
  const codes = await codesOf(city.pool, 'T149');
  return lives.map(({ id, life }) => {
    const found = portal.cases.get(codes.get(id) ?? '');
    return { life, steps: found?.progress.map(({ TrangThai }) => Number(TrangThai)), status: found?.dossier.TrangThaiHoSo, name: found?.dossier.ChuHoSo, created: found?.created };
  });
}

function wanted(lives: Awaited<ReturnType<typeof liveThroughADay>>) {
  return lives.map(({ life }) => ({
    life, steps: [...LIVES[life]], status: String(LIVES[life].at(-1)), created: 1,
    name: life === 'erased' ? '' : life === 'corrected' ? 'Nguyễn Thị Ví Dụ Mẫu' : 'Nguyễn Thị Ví Dụ',
  }));
}

describe('a day of dossiers', () => {
  it('stands at the portal as at the city, step by step, and nothing is complained of', async () => {
    await using _door = await openDoor();
    const lives = await liveThroughADay(city.gateway.url, station('C1'), 2);
    await until('the door is quiet', () => isQuiet(city.pool), 60_000);
    expect(await outcomes(lives)).toEqual(wanted(lives));
    expect([portal.complaints, portal.repeats]).toEqual([[], 0]);
  }, 180_000);

  it('stands there all the same, and once, when everything goes wrong on the way', async () => {
    await using _door = await openDoor();
    const everywhere = ['session-expired', 'server-error', 'cut', 'maintenance', 'nonsense', 'refused'] as const;
    for (const kind of [...everywhere, ...everywhere]) stub.faults.tell(faultSchema.parse({ kind }));
    for (const on of ['DongBoHoSoMC', 'CapNhatTienDoHoSoMC']) {
      for (const kind of ['answer-lost', 'wrong-code', 'slow', 'answer-lost', 'session-expired'] as const) stub.faults.tell(faultSchema.parse({ kind, on, ms: 2000 }));
    }
    const lives = await liveThroughADay(city.gateway.url, station('C2'), 1);
    await until('the door is quiet', () => isQuiet(city.pool), 90_000);
    expect(await outcomes(lives)).toEqual(wanted(lives));
    expect(portal.complaints).toEqual([]);
    expect(portal.repeats).toBeGreaterThan(0);
    expect(portal.logins).toBeGreaterThan(2);
  }, 180_000);

  it('in which papers are asked for until a day says it as it is set, also when the dossier is written again or was given another; what the city asks has none', async () => {
    await using _door = await openDoor();
    const sender = station('C0');
    const at = (text: string): EpochMs => Date.parse(text) as EpochMs;
    const opening = sender.dossier({ receivedAt: at('2026-07-15T01:00:00Z'), dueAt: null });
    const handedOver = sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null }, { at: at('2026-07-15T02:00:00Z') });
    const asked = sender.on(opening.aggId, 'moved', { from: 4, to: 5, reason: 'Thiếu giấy', dueAt: null, supplementBy: '2026-07-31' }, { at: at('2026-07-16T02:00:00Z') });
    await sender.push([opening, handedOver, asked]);
    const code = (await codesOf(city.pool, 'T149')).get(opening.aggId) ?? '';
    const days = async (): Promise<unknown> => {
      await until('the door is quiet', () => isQuiet(city.pool), 60_000);
      return portal.cases.get(code)?.dossier.DanhSachHoSoBoSung?.map(({ ThoiHanBoSung }) => ThoiHanBoSung);
    };
    expect(await days()).toEqual(['15']);
    // Given another day, twice: the newest one is told, and no date moves by it.
    const given = (supplementBy: string, from = 5) => sender.on(opening.aggId, 'moved', { from, to: 5, reason: 'Bệnh viện cấp chậm', dueAt: 1, supplementBy });
    await sender.push([given('2026-08-14'), given('2026-08-05')]);
    expect([await days(), portal.cases.get(code)?.dossier.NgayHenTra]).toEqual([['20'], '']);
    await decide(city.gateway.url, 'T149', opening.aggId, { status: 4 });
    await decide(city.gateway.url, 'T149', opening.aggId, { status: 5, reason: 'Thiếu nữa' });
    expect(await days()).toEqual(['20', undefined]);
    // What comes when the city has moved on is told to nobody.
    await decide(city.gateway.url, 'T149', opening.aggId, { status: 4 });
    await sender.push([given('2026-08-31')]);
    expect(await days()).toEqual(['20', undefined]);
  });

  it('of which some are refused goes on with the others, and the refused ones wait for a person by name', async () => {
    await using _door = await openDoor();
    const sender = station('C3');
    const [bad, good] = [sender.dossier({ procedureCode: '9.000001' }), sender.dossier()];
    await sender.push([bad, good]);
    const codes = await codesOf(city.pool, 'T149');
    const code = (id: string): string => codes.get(id) ?? '';
    await until('the good one is there', () => portal.cases.get(code(good.aggId))?.progress.length === 1);
    await until('the bad one is at the desk', () => log.some(({ what }) => what === 'portal.for-the-desk'));
    expect(log.find(({ what }) => what === 'portal.for-the-desk')).toMatchObject({ level: 'alarm', facts: { code: 'portal.procedure-unknown', detail: '9.000001', owner: 'commune', dossierId: bad.aggId } });
    const lines: string[] = [];
    const desk = { pool: city.pool, clock: machineClock, print: (line: string) => void lines.push(line) };
    expect(await runDesk(desk, ['portal'])).toBe(0);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { commune: 'T149', code: code(bad.aggId), what: 'dossier', status: 2, state: 'desk', failure: 'portal.procedure-unknown', detail: '9.000001', attempts: 3, owner: 'commune' },
      { commune: 'T149', notTakenOver: 0, waiting: 1, desk: 1 }, { commune: 'T150', waiting: 0, desk: 0 },
    ]);
    expect(lines.join('')).not.toContain('Ví Dụ');
    // The city files it under a procedure that the portal knows, and it goes.
    await decide(city.gateway.url, 'T149', bad.aggId, { procedureCode: '1.004873' });
    expect(await runDesk(desk, ['portal-again', 'T149', code(bad.aggId)])).toBe(0);
    await until('the door is quiet', () => isQuiet(city.pool));
    expect(portal.cases.get(code(bad.aggId))).toMatchObject({ created: 1, dossier: { MaTTHC: '1.004873', TrichYeuHoSo: 'Thủ tục 1.004873' } });
    expect(await runDesk(desk, ['portal-again', 'T149', code(bad.aggId)])).toBe(1);
  });

  it('in which a dossier is seen to by hand goes on with what comes after', async () => {
    await using _door = await openDoor({ refusals: 1 });
    const sender = station('C4');
    stub.faults.tell(faultSchema.parse({ kind: 'refused', on: 'CapNhatTienDoHoSoMC', times: 2, code: '77' }));
    const opening = sender.dossier({ dueAt: Date.parse('2026-07-20T10:00:00Z') });
    await sender.push([opening, sender.on(opening.aggId, 'corrected', { fields: { email: { from: '', to: 'vi.du@example.vn' } }, reason: 'Bổ sung' })]);
    await until('it is at the desk', () => log.some(({ what, facts }) => what === 'portal.for-the-desk' && facts['detail'] === 'CapNhatTienDoHoSoMC 77'));
    await sender.push([sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null })]);
    const code = (await codesOf(city.pool, 'T149')).get(opening.aggId) ?? '';
    const lines: string[] = [];
    expect(await runDesk({ pool: city.pool, clock: machineClock, print: (line) => void lines.push(line) }, ['portal-leave', 'T149', code])).toBe(0);
    await until('the door is quiet', () => isQuiet(city.pool));
    expect(portal.cases.get(code)).toMatchObject({ dossier: { TrangThaiHoSo: '4', NgayHenTra: '', Email: 'vi.du@example.vn' }, progress: [{ TrangThai: '4' }] });
    // An apology with a new date is a date that moved: the portal hears of it as of every other.
    await sender.push([sender.on(opening.aggId, 'apologised', { dueBefore: Date.parse('2026-07-20T10:00:00Z'), dueAt: Date.parse('2026-07-23T09:30:00Z'), reason: 'Chờ xác minh' }, { baseRev: 2 })]);
    await until('the door is quiet', () => isQuiet(city.pool));
    expect(portal.cases.get(code)).toMatchObject({ dossier: { TrangThaiHoSo: '4', NgayHenTra: '20260723163000' } });
  });

  it('waits while the portal is away, says so once, and asks with one question at a time', async () => {
    const { port } = new URL(stub.url);
    await stub[Symbol.asyncDispose]();
    await using _door = await openDoor();
    const lives = await liveThroughADay(city.gateway.url, station('C5'), 1);
    await until('it is found away', () => log.filter(({ what }) => what === 'portal.away').length >= 3);
    expect(log.filter(({ level }) => level === 'alarm')).toMatchObject([{ what: 'portal.away', facts: { code: 'portal.unreachable', owner: 'city', times: 1 } }]);
    expect(log.filter(({ what }) => what === 'portal.step-waits')).toEqual([]);
    stub = await startPortalStub(portal, { port: Number(port) });
    await until('the door is quiet', () => isQuiet(city.pool), 60_000);
    expect(await outcomes(lives)).toEqual(wanted(lives));
    expect([portal.complaints, portal.repeats]).toEqual([[], 0]);
  }, 180_000);

  it('whose steps of unknown outcome are for a person, where the city wants that, waits for one', async () => {
    await using _door = await openDoor({ unknownOutcome: 'desk' });
    stub.faults.tell(faultSchema.parse({ kind: 'answer-lost', on: 'CapNhatTienDoHoSoMC' }));
    const sender = station('C6');
    const opening = sender.dossier();
    await sender.push([opening]);
    await until('it is at the desk', () => log.some(({ what, facts }) => what === 'portal.for-the-desk' && facts['code'] === 'portal.outcome-unknown' && facts['owner'] === 'city'));
    const code = (await codesOf(city.pool, 'T149')).get(opening.aggId) ?? '';
    await runDesk({ pool: city.pool, clock: machineClock, print: () => undefined }, ['portal-leave', 'T149', code]);
    await until('the door is quiet', () => isQuiet(city.pool));
    expect([portal.cases.get(code)?.progress.length, portal.repeats]).toEqual([1, 0]);
  });

  it('in which a person has looked and found nothing there goes on from the desk, also where unknown outcomes are for a person', async () => {
    await using _door = await openDoor({ unknownOutcome: 'desk' });
    stub.faults.tell(faultSchema.parse({ kind: 'cut', on: 'CapNhatTienDoHoSoMC' }));
    const sender = station('C7');
    const opening = sender.dossier();
    await sender.push([opening]);
    await until('it is at the desk', () => log.some(({ what, facts }) => what === 'portal.for-the-desk' && facts['code'] === 'portal.outcome-unknown'));
    const code = (await codesOf(city.pool, 'T149')).get(opening.aggId) ?? '';
    expect(await runDesk({ pool: city.pool, clock: machineClock, print: () => undefined }, ['portal-again', 'T149', code])).toBe(0);
    await until('the door is quiet', () => isQuiet(city.pool));
    expect([portal.cases.get(code)?.progress.length, portal.repeats, log.filter(({ what }) => what === 'portal.for-the-desk').length]).toEqual([1, 0, 1]);
  });

  it('over which somebody else took a step is not told of it by the one who was too slow', async () => {
    await using _door = await openDoor();
    const sender = station('C8');
    const opening = sender.dossier();
    stub.faults.tell(faultSchema.parse({ kind: 'slow', on: 'TraCuuHoSo', ms: 1000 }));
    await sender.push([opening]);
    await until('it is looked up', () => stub.asked.includes('TraCuuHoSo'));
    const { rowCount } = await city.pool.query("UPDATE portal_step SET claim = 'somebody else', next_at = next_at + 3600000 WHERE dossier_id = $1 AND state = 'sending'", [opening.aggId]);
    expect(rowCount).toBe(1);
    await until('the slow one has gone on or stopped', () => stub.asked.includes('DongBoHoSoMC') || log.some(({ what }) => what === 'portal.step-taken-over'));
    expect(stub.asked.filter((asked) => asked === 'DongBoHoSoMC')).toEqual([]);
    // The other one dies over it, and its time runs out.
    await city.pool.query('UPDATE portal_step SET next_at = 0 WHERE dossier_id = $1', [opening.aggId]);
    await until('the door is quiet', () => isQuiet(city.pool));
    expect([portal.cases.get((await codesOf(city.pool, 'T149')).get(opening.aggId) ?? '')?.progress.length, portal.complaints, portal.repeats]).toEqual([1, [], 0]);
  });

  it('of which one brings the whole portal down as it seems, while the others go through, has that one at the desk', async () => {
    await using _door = await openDoor();
    const sender = station('C9');
    const bad = sender.dossier({ procedureCode: '1.004873', procedureName: 'Cấp lại <script>' });
    stub.faults.tell(faultSchema.parse({ kind: 'blocked', saying: '<script>', times: 1000 }));
    await sender.push([bad]);
    const isAtDesk = () => log.some(({ what, facts }) => what === 'portal.for-the-desk' && facts['dossierId'] === bad.aggId);
    await until('it is found away', () => log.some(({ what }) => what === 'portal.away'));
    // Alone it tells nothing: the portal may be away.
    await until('it is found away again and again', () => log.filter(({ what }) => what === 'portal.away').length >= 7);
    expect(isAtDesk()).toBe(false);
    for (let others = 0; others < 30 && !isAtDesk(); others += 1) {
      const other = sender.dossier();
      await sender.push([other]);
      const code = (await codesOf(city.pool, 'T149')).get(other.aggId) ?? '';
      await until('another one goes through', () => portal.cases.get(code)?.progress.length === 1 || isAtDesk());
    }
    expect(log.filter(({ what }) => what === 'portal.for-the-desk')).toMatchObject([{ level: 'alarm', facts: { code: 'portal.maintenance', detail: '403', owner: 'city', dossierId: bad.aggId } }]);
    const code = (await codesOf(city.pool, 'T149')).get(bad.aggId) ?? '';
    stub.faults.clear();
    expect(await runDesk({ pool: city.pool, clock: machineClock, print: () => undefined }, ['portal-again', 'T149', code])).toBe(0);
    await until('the door is quiet', () => isQuiet(city.pool));
    expect([portal.cases.get(code)?.progress.length, portal.complaints]).toEqual([1, []]);
  });

  it('that the feed does not tell any more stands as it stands now, and a person hears that steps are missing', async () => {
    const sender = new SendingStation(city.gateway.url, 'T150', 'C1');
    const [open, ended] = [sender.dossier({ dueAt: null }), sender.dossier({ dueAt: null })];
    await sender.push([open, ended, sender.on(ended.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null }), sender.on(ended.aggId, 'noted', { text: 'Ghi chú' })]);
    await city.pool.query("UPDATE feed_counter SET kept_from = last + 1 WHERE commune = 'T150'");
    await city.pool.query("DELETE FROM feed WHERE commune = 'T150'");
    await using _door = await openDoor();
    await until('the door is quiet', () => isQuiet(city.pool));
    const codes = await codesOf(city.pool, 'T150');
    expect([open, ended].map(({ aggId }) => portal.cases.get(codes.get(aggId) ?? '')?.progress.map(({ TrangThai }) => TrangThai))).toEqual([['2'], ['4']]);
    expect(log.filter(({ what }) => what === 'portal.stands-anew')).toMatchObject([{ level: 'alarm', facts: { commune: 'T150', steps: 4 } }]);
    expect(portal.complaints).toEqual([]);
  });

  it('of a cooperative with the longest name there is goes under the whole of it, and stays a business when it is erased; a household business goes as well, under who decides it', async () => {
    await using _door = await openDoor();
    const sender = new SendingStation(city.gateway.url, 'T150', 'C2');
    const owner = { kind: 'organisation', fullName: `Hợp tác xã ${'Ví Dụ '.repeat(32)}`.slice(0, OWNER_NAME_LENGTH - 1).trimEnd().padEnd(OWNER_NAME_LENGTH, 'x'), number: '0100109106', address: 'Thôn Mẫu', phone: '' };
    const opening = sender.dossier({ intake: { channel: 'counter', limitOf: 'counter', caseName: '', behalf: { relation: 'representative', owner }, delivery: null } }, { typeVersion: 3 });
    await sender.push([opening]);
    await until('the door is quiet', () => isQuiet(city.pool));
    const code = (await codesOf(city.pool, 'T150')).get(opening.aggId) ?? '';
    expect(portal.cases.get(code)?.dossier).toMatchObject({ ChuHoSo: owner.fullName, LoaiDoiTuong: '2' });
    await sender.push([sender.on(opening.aggId, 'erased', { reason: 'Hết thời hạn' })]);
    await until('the door is quiet', () => isQuiet(city.pool));
    expect([portal.cases.get(code)?.dossier, portal.complaints]).toMatchObject([{ ChuHoSo: '', LoaiDoiTuong: '2' }, []]);
    // A household business goes as whatever is no enterprise; and who decides is nobody that an erasure takes away.
    const household = { kind: 'household-business', fullName: 'Hộ kinh doanh Ví Dụ', number: '', address: 'Thôn Mẫu', phone: '' };
    const elsewhere = sender.dossier({ authority: 'Công an xã Ví Dụ', intake: { channel: 'counter', limitOf: 'counter', caseName: '', behalf: { relation: 'representative', owner: household }, delivery: null } }, { typeVersion: 3 });
    await sender.push([elsewhere]);
    await until('the door is quiet', () => isQuiet(city.pool));
    const next = (await codesOf(city.pool, 'T150')).get(elsewhere.aggId) ?? '';
    expect(portal.cases.get(next)).toMatchObject({ dossier: { ChuHoSo: household.fullName, LoaiDoiTuong: '1', DonViXuLy: 'Công an xã Ví Dụ' }, progress: [{ PhongBanXuLy: 'Ủy ban nhân dân xã Mẫu' }] });
    await sender.push([sender.on(elsewhere.aggId, 'erased', { reason: 'Hết thời hạn' })]);
    await until('the door is quiet', () => isQuiet(city.pool));
    expect([portal.cases.get(next)?.dossier, portal.complaints]).toMatchObject([{ ChuHoSo: '', LoaiDoiTuong: '1', DonViXuLy: 'Công an xã Ví Dụ' }, []]);
  });

  it('hears of a fee with the dossier, and of a payment, its going back, a result and a page with a writing each, as of one that it knows', async () => {
    await using _door = await openDoor();
    const sender = new SendingStation(city.gateway.url, 'T150', 'C3');
    const opening = sender.dossier({ papers: [{ paperId: 'p1', name: 'Tờ khai', originals: 1, copies: 0, pages: [] }] });
    const money = moneyOf(sender, opening.aggId, String(opening.body['visitId']));
    await sender.push([opening, money.charged(), money.asked()]);
    const quiet = () => until('the door is quiet', () => isQuiet(city.pool));
    await quiet();
    const code = (await codesOf(city.pool, 'T150')).get(opening.aggId) ?? '';
    const told = () => {
      const { dossier, writes, created, progress } = portal.cases.get(code) ?? {};
      return { fees: dossier?.DanhSachLePhi, online: dossier?.DuocThanhToanTrucTuyen, scanned: dossier?.HoSoCoThanhPhanSoHoa, results: dossier?.DanhSachGiayToKetQua, writes, created, steps: progress?.length };
    };
    const fees = [{ TenPhiLePhi: 'Lệ phí đăng ký hộ tịch', Gia: '8000' }];
    const first = { fees, online: undefined, scanned: '0', results: undefined, writes: 1, created: 1, steps: 1 };
    expect(told()).toEqual(first);
    await sender.push([money.confirmed()]);
    await quiet();
    expect(told()).toEqual({ ...first, online: '0', writes: 2 });
    await sender.push([money.reversed()]);
    await quiet();
    expect(told()).toEqual({ ...first, writes: 3 });
    const arrived = (more: Record<string, unknown>) => sender.on(opening.aggId, 'result-arrived', { kind: 'paper', place: 'Tủ 1', number: '', abstract: '', by: { counterId: 1, officerName: 'Trần Văn Mẫu' }, ...more });
    await sender.push([arrived({ number: '11', abstract: 'Giấy khai sinh' })]);
    await quiet();
    expect(told()).toMatchObject({ results: [{ TenGiayTo: 'Giấy khai sinh số 11', MaGiayToKetQua: 'KQ.1.001193' }], writes: 4 });
    // Written anew it takes the place of the first; one without an abstract has the portal's own name for it.
    await sender.push([arrived({ number: '12', abstract: 'Giấy khai sinh', issuedOn: '2026-07-16' }), arrived({ number: '13' })]);
    await quiet();
    const page = { pageId: randomUUID(), sha256: sha256('a page'), bytes: 6, mime: 'image/jpeg', scannedAt: Date.parse('2026-07-15T01:00:00Z') };
    await sender.push([sender.on(opening.aggId, 'page-added', { paperId: 'p1', page })]);
    await quiet();
    expect(told()).toEqual({ ...first, scanned: '1', results: ['Kết quả 1.001193 số 13', 'Giấy khai sinh số 12 ngày 16/7/2026'].map((TenGiayTo) => ({ TenGiayTo, MaGiayToKetQua: 'KQ.1.001193' })), writes: 6 });
    // A step that comes afterwards goes on in order, and an erasure takes the result's words along.
    await sender.push([sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null }), sender.on(opening.aggId, 'erased', { reason: 'Hết thời hạn' })]);
    await quiet();
    expect(told()).toMatchObject({ fees: undefined, results: undefined, scanned: undefined, created: 1, steps: 2 });
    expect(portal.complaints).toEqual([]);
  });

  it('tells of a result that was taken again which one stands for the paper, by the portal\'s own code, and that it was taken again where nobody knows the code', async () => {
    await using _door = await openDoor();
    const sender = station('K2');
    const [known, unknown] = [sender.dossier({ procedureCode: '1.000894' }), sender.dossier({ procedureCode: '1.004884' })];
    await sender.push([known, unknown]);
    await until('the door is quiet', () => isQuiet(city.pool));
    // The portal has taken the other procedure off its list, and the city has asked for it a week ago and more.
    await city.pool.query("UPDATE portal_procedure SET asked_at = 0 WHERE code = '1.004884'");
    portal.gone.add('1.004884');
    const provisional = (opening: typeof known): string => String(opening.body['provisionalCode']);
    const official = (await codesOf(city.pool, 'T149')).get(known.aggId) ?? '';
    const paper = (paperId: string, more: Record<string, unknown>) => ({ paperId, name: `Giấy ${paperId}`, originals: 0, copies: 1, pages: [], ...more });
    const opening = sender.dossier({
      papers: [paper('p1', { reusedFrom: provisional(known), reusedResult: true }), paper('p2', { reusedFrom: official, reusedResult: true }), paper('p3', { reusedFrom: provisional(known) }), paper('p4', { reusedFrom: provisional(unknown), reusedResult: true }), paper('p5', { reusedFrom: 'T149-K2-000099-9', reusedResult: true })],
    }, { typeVersion: 3 });
    await sender.push([opening]);
    await until('the door is quiet', () => isQuiet(city.pool));
    const code = (await codesOf(city.pool, 'T149')).get(opening.aggId) ?? '';
    const told = portal.cases.get(code)?.dossier.TaiLieuNop?.map(({ MaThanhPhanHoSo: id, DuocTaiSuDung: how, MaKetQuaThayThe: result }) => [id, how, result]);
    expect(told).toEqual([['p1', '2', 'KQ.1.000894'], ['p2', '2', 'KQ.1.000894'], ['p3', '1', undefined], ['p4', '1', undefined], ['p5', '1', undefined]]);
    expect(portal.complaints).toEqual([]);
  });

  it('of an erased person has no word of an officer left in what waits', async () => {
    const sender = station('K1');
    const opening = sender.dossier();
    const moved = sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: 'Nguyễn Thị Ví Dụ đã nộp', dueAt: null });
    await sender.push([opening, moved]);
    stub.faults.tell(faultSchema.parse({ kind: 'cut', times: 1000 }));
    const notes = async () => (await city.pool.query<{ note: string }>('SELECT note FROM portal_step WHERE dossier_id = $1 ORDER BY number, part', [opening.aggId])).rows.map(({ note }) => note);
    await using _door = await openDoor();
    await until('it is taken over', async () => (await notes()).length === 4);
    expect(await notes()).toContain('Nguyễn Thị Ví Dụ đã nộp');
    await sender.push([sender.on(opening.aggId, 'erased', { reason: 'Hết thời hạn' })]);
    expect(new Set(await notes())).toEqual(new Set(['']));
    stub.faults.clear();
    await until('the door is quiet', () => isQuiet(city.pool));
    expect(JSON.stringify([...portal.cases.values()])).not.toMatch(/Nguyễn Thị|001185/);
    expect(portal.complaints).toEqual([]);
  });
});
