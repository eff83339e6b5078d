// The door to the portal over the six-step calls, on a real database and real sockets: each dossier once with its pages, each step once, and what these calls cannot say at the desk.

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faultSchema } from '../../../city/adapters/stub/faults.ts';
import { startPortalStub } from '../../../city/adapters/stub/server.ts';
import type { PortalStub } from '../../../city/adapters/stub/server.ts';
import { SixStepStub } from '../../../city/adapters/stub/six-step.ts';
import { startCity, until } from './city-under-test.ts';
import type { CityUnderTest, LogLine } from './city-under-test.ts';
import { CREDENTIALS, decide, deskOf, doByHand, isForDesk, isQuiet, LIVES, liveThroughADay, moneyOf, openDoorOf, sixStepSettings } from './portal-day.ts';
import { SendingStation, sha256 } from './sending-station.ts';

let city: CityUnderTest;
let portal: SixStepStub;
let stub: PortalStub;
const log: LogLine[] = [];

beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());
beforeEach(async () => {
  portal = new SixStepStub(CREDENTIALS);
  stub = await startPortalStub(portal);
  log.length = 0;
});
afterEach(() => stub[Symbol.asyncDispose]());

const openDoor = (changed: Readonly<Record<string, unknown>> = {}) => openDoorOf(city, sixStepSettings(stub.url, changed), log);
const station = (name: string) => new SendingStation(city.gateway.url, 'T149', name);
const page = (bytes: Uint8Array) => ({ pageId: randomUUID(), sha256: sha256(bytes), bytes: bytes.length, mime: 'image/jpeg', scannedAt: Date.parse('2026-07-15T01:00:00Z') });

const desk = () => deskOf(city.pool);

/** Dossiers by the codes that the portal gave them, as far as it stands with each. */
async function outcomes(lives: Awaited<ReturnType<typeof liveThroughADay>>) {
  const { rows } = await city.pool.query<{ id: string; code: string | null }>('SELECT dossier_id AS id, code FROM portal_case');
  const codes = new Map(rows.map(({ id, code }) => [id, code ?? '']));
  return lives.map(({ id, life }) => {
    const found = portal.cases.get(codes.get(id) ?? '');
    return { life, steps: found?.progress.map(({ TrangThai }) => TrangThai), status: found?.status, files: found?.dossier.ThanhPhanHoSo[0]?.GiayToDinhKem.length };
  });
}
/** The erased one was never told of before, so that neither its person nor its papers are. */
const wanted = (lives: Awaited<ReturnType<typeof liveThroughADay>>, files: number) => lives.map(({ life }) => ({ life, steps: [...LIVES[life]], status: LIVES[life].at(-1), files: life === 'erased' ? undefined : files }));
const byHand = (await_: readonly Record<string, unknown>[]) => await_.map(({ what, failure, detail, owner }) => ({ what, failure, detail, owner }));

const clearDesk = () => doByHand(city.pool, 'T149');

describe('the six steps', () => {
  it('bring a day of dossiers with their pages to the portal, each once, whatever goes wrong', async () => {
    const bytes = randomBytes(5000);
    const sender = station('C1');
    await using _door = await openDoor();
    for (const kind of ['session-expired', 'server-error', 'cut', 'maintenance', 'nonsense', 'session-expired'] as const) stub.faults.tell(faultSchema.parse({ kind }));
    for (const on of ['nextCode', 'upload', 'dossier', 'progress', 'status']) for (const kind of ['answer-lost', 'slow', 'server-error', 'session-expired'] as const) stub.faults.tell(faultSchema.parse({ kind, on, ms: 2000 }));
    const lives = await liveThroughADay(city.gateway.url, sender, 1, [page(bytes)]);
    // The pages come after the text.
    await until('the pages are waited for', () => log.some(({ what, facts }) => what === 'portal.step-waits' && facts['code'] === 'portal.pages-awaited'));
    expect([...portal.cases.values()].filter(({ dossier }) => dossier.ChuHoSo !== undefined)).toEqual([]);
    expect((await sender.upload(bytes)).status).toBe(200);
    await until('only what is for a person is open', async () => (await desk()).length === 2 && (await outcomes(lives)).every(({ life, steps, status }) => steps?.length === LIVES[life].length && status === LIVES[life].at(-1)), 90_000);
    expect(await outcomes(lives)).toEqual(wanted(lives, 1));
    expect(portal.complaints).toEqual([]);
    expect(portal.repeats).toBeGreaterThan(0);
    // These calls cannot say that a name was corrected or a person is erased: somebody has to, by name.
    expect(byHand(await desk())).toEqual([{ what: 'by-hand', failure: 'portal.by-hand', detail: 'corrected', owner: 'commune' }, { what: 'by-hand', failure: 'portal.by-hand', detail: 'erased', owner: 'commune' }]);
    await clearDesk();
    await until('the door is quiet', () => isQuiet(city.pool));
  }, 240_000);

  it('name whose dossier it is where somebody filed it for another, and who stood at the counter beside it', async () => {
    await using _door = await openDoor();
    const sender = station('C3');
    const owner = { kind: 'organisation', fullName: 'Hợp tác xã Ví Dụ', number: '0100109106', address: 'Thôn Mẫu', phone: '0900000009' };
    await sender.push([sender.dossier({ intake: { channel: 'counter', limitOf: 'counter', caseName: '', behalf: { relation: 'representative', owner }, delivery: null } }, { typeVersion: 3 })]);
    await until('the door is quiet', () => isQuiet(city.pool));
    const [told] = [...portal.cases.values()].map(({ dossier }) => dossier);
    expect([told?.ChuHoSo, told?.LoaiDoiTuong, told?.ThongTinNguoiNop]).toEqual(['Hợp tác xã Ví Dụ', 1, { LoaiDoiTuong: 0, ThongTinChiTiet: expect.objectContaining({ TenNguoiNop: 'Nguyễn Thị Ví Dụ' }) as unknown }]);
    expect([JSON.stringify(told).includes('0100109106'), portal.complaints]).toEqual([false, []]);
  });

  it('hear of money and results with a status that has lists, said again where the dossier stands at one, and a person of scanned pages, once however many came', async () => {
    await using _door = await openDoor();
    const sender = station('C4');
    const opening = sender.dossier({ papers: [{ paperId: 'p1', name: 'Tờ khai', originals: 1, copies: 0, pages: [] }] });
    const money = moneyOf(sender, opening.aggId, String(opening.body['visitId']), 'cash');
    await sender.push([opening, money.charged(), money.asked()]);
    const quiet = () => until('the door is quiet', () => isQuiet(city.pool));
    await quiet();
    const told = () => [...portal.cases.values()].map(({ dossier, fees, results, said, progress }) => ({ first: dossier.DanhSachLePhi?.map(({ TrangThaiThanhToan }) => TrangThaiThanhToan), fees: fees?.map(({ TrangThaiThanhToan }) => TrangThaiThanhToan), results, said, steps: progress.length }))[0];
    const opened = { first: [0], fees: undefined, results: undefined, said: 1, steps: 1 };
    expect(told()).toEqual(opened);
    // What it stands at has no lists: the next status that has them says what is known then.
    await sender.push([money.confirmed()]);
    await quiet();
    expect(told()).toEqual(opened);
    await sender.push([sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null })]);
    await decide(city.gateway.url, 'T149', opening.aggId, { status: 9 });
    await quiet();
    expect(told()).toEqual({ ...opened, fees: [1], said: 3, steps: 3 });
    await sender.push([money.reversed()]);
    await quiet();
    expect(told()).toEqual({ ...opened, fees: [0], said: 4, steps: 3 });
    await sender.push([sender.on(opening.aggId, 'result-arrived', { kind: 'paper', place: 'Tủ 1', number: '12', abstract: 'Giấy khai sinh', by: { counterId: 1, officerName: 'Trần Văn Mẫu' } })]);
    await quiet();
    expect(told()).toEqual({ ...opened, fees: [0], results: ['Giấy khai sinh số 12'], said: 5, steps: 3 });
    const scan = () => sender.push([sender.on(opening.aggId, 'page-added', { paperId: 'p1', page: page(randomBytes(10)) })]);
    const lying = async () => {
      await until('nothing waits', () => isForDesk(city.pool));
      return byHand(await desk());
    };
    const errand = { what: 'by-hand', failure: 'portal.by-hand', detail: 'pages', owner: 'commune' };
    await scan();
    expect(await lying()).toEqual([errand]);
    await scan();
    expect([told()?.said, await lying(), portal.complaints]).toEqual([5, [errand], []]);
    // What came while it lay there may not have been seen: it lies there again, and then no more.
    await clearDesk();
    expect(await lying()).toEqual([errand]);
    await clearDesk();
    expect(await lying()).toEqual([]);
    await quiet();
  });

  it('hear of what was paid as the result was fetched before they hear that it was', async () => {
    const sender = station('C5');
    const opening = sender.dossier();
    const money = moneyOf(sender, opening.aggId, String(opening.body['visitId']), 'cash');
    {
      await using _door = await openDoor();
      await sender.push([opening, money.charged(), money.asked(), sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null })]);
      await decide(city.gateway.url, 'T149', opening.aggId, { status: 9 });
      await until('the door is quiet', () => isQuiet(city.pool));
    }
    await sender.push([money.confirmed()]);
    await decide(city.gateway.url, 'T149', opening.aggId, { status: 10 });
    // Also where the answer to it is lost.
    stub.faults.tell(faultSchema.parse({ kind: 'answer-lost', on: 'status' }));
    await using _door = await openDoor();
    await until('the door is quiet', () => isQuiet(city.pool));
    const [found] = [...portal.cases.values()];
    expect([found?.fees?.map(({ TrangThaiThanhToan }) => TrangThaiThanhToan), found?.progress.map(({ TrangThai }) => TrangThai), found?.status, portal.complaints]).toEqual([[1], [2, 4, 9, 10], 10, []]);
  });

  it('go on where a portal will not have the lists, which are for the city\'s people then', async () => {
    await using _door = await openDoor();
    portal.takesNoLists = true;
    const sender = station('C6');
    const opening = sender.dossier();
    const money = moneyOf(sender, opening.aggId, String(opening.body['visitId']), 'cash');
    await sender.push([opening, money.charged(), sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null })]);
    await decide(city.gateway.url, 'T149', opening.aggId, { status: 9 });
    await decide(city.gateway.url, 'T149', opening.aggId, { status: 10 });
    await until('only what is for a person is open', async () => (await desk()).length === 1 && [...portal.cases.values()][0]?.status === 10);
    expect(byHand(await desk())).toEqual([{ what: 'by-hand', failure: 'portal.lists-refused', detail: 'status 400', owner: 'city' }]);
    await clearDesk();
    await until('the door is quiet', () => isQuiet(city.pool));
    expect(portal.complaints).toEqual([]);
  });

  it('take the city\'s own code where the portal gives none, and never somebody else\'s dossier for their own', async () => {
    await using _door = await openDoor({ codes: 'own', refusals: 1 });
    const sender = station('C2');
    const opening = sender.dossier();
    stub.faults.tell(faultSchema.parse({ kind: 'answer-lost', on: 'dossier' }));
    await sender.push([opening]);
    await until('the door is quiet', () => isQuiet(city.pool));
    const [code] = [...portal.cases.keys()];
    expect([code, portal.cases.size, stub.asked.includes('nextCode'), portal.repeats]).toEqual([expect.stringMatching(/^H26\.149-260715-/), 1, false, 1]);
    expect(portal.complaints).toEqual([`${code} was never given`, `${code} was never given`]);
    const next = sender.dossier();
    const taken = String(code).replace(/\d{4}$/, (number) => String(Number(number) + 1).padStart(4, '0'));
    portal.cases.set(taken, { dossier: portal.cases.get(String(code))?.dossier as never, progress: [], status: null });
    await sender.push([next]);
    await until('it is at the desk', async () => (await desk()).length === 1);
    expect(await desk()).toMatchObject([{ code: taken, what: 'dossier', failure: 'portal.refused', detail: 'dossier exists', owner: 'commune' }]);
    await clearDesk();
  });
});
