// What the six-step calls have no place for lies on a list by name, with whose turn it is: money that moves after the end, pages that come later, results that the portal will not have. Nothing that the portal knows lies there.

import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startPortalStub } from '../../../city/adapters/stub/server.ts';
import type { PortalStub } from '../../../city/adapters/stub/server.ts';
import { SixStepStub } from '../../../city/adapters/stub/six-step.ts';
import type { DossierStatus } from '../../../shared/domain/dossier/status.ts';
import { startCity, until } from './city-under-test.ts';
import type { CityUnderTest, LogLine } from './city-under-test.ts';
import { CREDENTIALS, decide, deskOf, doByHand, isForDesk, moneyOf, openDoorOf, sixStepSettings } from './portal-day.ts';
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
});
afterEach(async () => {
  for (const commune of ['T149', 'T150']) await doByHand(city.pool, commune);
  await stub[Symbol.asyncDispose]();
});

const BY = { counterId: 1, officerName: 'Trần Văn Mẫu' };
const openDoor = (changed: Readonly<Record<string, unknown>> = {}) => openDoorOf(city, sixStepSettings(stub.url, changed), log);
const settled = () => until('only what is for a person is open', () => isForDesk(city.pool));
const errands = async () => (await deskOf(city.pool)).map(({ failure, detail, owner, status }) => ({ failure, detail, owner, status }));
const errand = (detail: string, status: DossierStatus) => ({ failure: 'portal.by-hand', detail, owner: 'commune', status });

/** A dossier of one station with a fee that nobody has paid, led to a status. */
async function dossierAt(name: string, statuses: readonly DossierStatus[]) {
  const [commune = '', station = ''] = name.includes('/') ? name.split('/') : ['T149', name];
  const sender = new SendingStation(city.gateway.url, commune, station);
  const opening = sender.dossier({ papers: [{ paperId: 'p1', name: 'Tờ khai', originals: 1, copies: 0, pages: [] }] });
  const money = moneyOf(sender, opening.aggId, String(opening.body['visitId']), 'cash');
  await sender.push([opening, money.charged(), money.asked(), sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null })]);
  const decideAll = async (next: readonly DossierStatus[]) => {
    for (const status of next) await decide(city.gateway.url, commune, opening.aggId, { status });
  };
  await decideAll(statuses);
  const scan = async (paperId: string) => {
    const bytes = randomBytes(50);
    const page = { pageId: randomUUID(), sha256: sha256(bytes), bytes: bytes.length, mime: 'image/jpeg', scannedAt: Date.parse('2026-07-15T01:00:00Z') };
    await sender.push([sender.on(opening.aggId, 'page-added', { paperId, page })]);
    return { pageId: page.pageId, upload: () => sender.upload(bytes) };
  };
  const arrived = (abstract: string) => sender.on(opening.aggId, 'result-arrived', { kind: 'paper', place: 'Tủ 1', number: '12', abstract, by: BY });
  return { id: opening.aggId, sender, money, decideAll, scan, arrived };
}

it.each([['C1', [9, 10], 10], ['C2', [3], 3], ['C3', [8], 8]] as const)('Money that moves after the end (%s %j) lies on the list once, and again only when it moves again', async (name, statuses, last) => {
  await using _door = await openDoor();
  const { sender, money } = await dossierAt(name, statuses);
  await settled();
  // What the portal heard with the dossier itself is what it costs and that nobody had paid.
  expect(await errands()).toEqual([]);
  await sender.push([money.confirmed()]);
  await settled();
  expect(await errands()).toEqual([errand('fees', last)]);
  await doByHand(city.pool, 'T149');
  await settled();
  expect(await errands()).toEqual([]);
  await sender.push([money.reversed()]);
  await settled();
  expect([await errands(), portal.complaints]).toEqual([[errand('fees', last)], []]);
});

it('Money that was paid on the way and never told, since where the dossier went had no lists, lies there from its end on; what was given back before that does not', async () => {
  await using _door = await openDoor();
  const [paid, givenBack] = [await dossierAt('C4', []), await dossierAt('C5', [])];
  await settled();
  await paid.sender.push([paid.money.confirmed()]);
  await givenBack.sender.push([givenBack.money.confirmed()]);
  await settled();
  await givenBack.sender.push([givenBack.money.reversed()]);
  await settled();
  expect(await errands()).toEqual([]);
  await Promise.all([paid.decideAll([8]), givenBack.decideAll([8])]);
  await settled();
  expect([await errands(), portal.complaints]).toEqual([[errand('fees', 8)], []]);
});

it('A result that comes after the hand-out, and a page of a supplement, lie there each; a page that was taken away again does not', async () => {
  await using _door = await openDoor();
  const { sender, arrived } = await dossierAt('C6', [9, 10]);
  await settled();
  await sender.push([arrived('Giấy khai sinh')]);
  await settled();
  expect(await errands()).toEqual([errand('results', 10)]);
  const other = await dossierAt('C7', [5]);
  await settled();
  const { pageId } = await other.scan('p1');
  await other.sender.push([other.sender.on(other.id, 'page-removed', { pageId, reason: 'Quét nhầm' })]);
  await settled();
  await other.scan('p1');
  await settled();
  await other.decideAll([4]);
  await settled();
  expect(portal.complaints).toEqual([]);
  expect((await errands()).toSorted((a, b) => String(a.detail).localeCompare(String(b.detail)))).toEqual([errand('pages', 5), errand('results', 10)]);
});

it('A result that was scanned goes with its pages: with the status, once more as they come later, and before the dossier is given out', async () => {
  await using _door = await openDoor();
  const { sender, arrived, scan, decideAll } = await dossierAt('C8', []);
  const told = () => [...portal.cases.values()].map(({ results, resultFiles, said, status }) => ({ results, files: resultFiles?.length, said, status }))[0];
  const first = await scan('ket-qua');
  await sender.push([arrived('Giấy khai sinh')]);
  await decideAll([9]);
  await until('the page is waited for', () => log.some(({ facts }) => facts['code'] === 'portal.pages-awaited'));
  await first.upload();
  await settled();
  expect(told()).toEqual({ results: ['Giấy khai sinh số 12'], files: 1, said: 3, status: 9 });
  const second = await scan('ket-qua');
  await second.upload();
  await settled();
  expect(told()).toEqual({ results: ['Giấy khai sinh số 12', 'Giấy khai sinh số 12'], files: 2, said: 4, status: 9 });
  expect(await errands()).toEqual([]);
  await decideAll([10]);
  await settled();
  expect([await errands(), portal.files.size, portal.complaints]).toEqual([[], 2, []]);
  await (await scan('ket-qua')).upload();
  await settled();
  expect(await errands()).toEqual([errand('pages', 10)]);
});

it('A result that was signed as one PDF goes as that file alone; signed papers, and a signature apart from its file, go nowhere and lie on no list', async () => {
  await using _door = await openDoor();
  const { sender, id, arrived, scan, decideAll } = await dossierAt('T150/C1', []);
  await (await scan('ket-qua')).upload();
  const sign = async (part: 'papers' | 'result', format: 'pades' | 'cades') => {
    const bytes = randomBytes(70);
    const file = { pageId: randomUUID(), sha256: sha256(bytes), bytes: bytes.length, mime: 'application/pdf', scannedAt: Date.parse('2026-07-15T01:00:00Z') };
    const signer = { name: 'Trần Văn Mẫu', organisation: '', issuer: 'Thử', serial: '01', fingerprint: 'a'.repeat(64), validTo: Date.parse('2027-07-15T01:00:00Z') };
    await sender.push([sender.on(id, 'signed', { part, format, file, signature: format === 'cades' ? 'AAAA' : null, signer, signedAt: file.scannedAt })]);
    await sender.upload(bytes);
    return file.sha256;
  };
  await sign('papers', 'pades');
  await sign('result', 'cades');
  await settled();
  const result = await sign('result', 'pades');
  await sender.push([arrived('Giấy khai sinh')]);
  await decideAll([9]);
  await settled();
  const files = () => [...portal.cases.values()].map(({ resultFiles }) => resultFiles?.map((file) => portal.files.get(file)));
  expect([files(), [...portal.files.values()], await deskOf(city.pool)]).toEqual([[[result]], [result], []]);
  // Signed once more while it lies here: the newer one.
  const newer = await sign('result', 'pades');
  await settled();
  await decideAll([10]);
  await settled();
  expect([files(), await deskOf(city.pool), portal.complaints]).toEqual([[[newer]], [], []]);
});

it('A portal that takes no pages of a result has its name, and a person the pages at the end', async () => {
  await using _door = await openDoor();
  portal.takesNoResultFiles = true;
  const { sender, arrived, scan, decideAll } = await dossierAt('C9', []);
  await (await scan('ket-qua')).upload();
  await sender.push([arrived('Giấy khai sinh')]);
  await decideAll([9]);
  await settled();
  expect([[...portal.cases.values()].map(({ results, fees }) => [results, fees?.length]), await errands()]).toEqual([[[['Giấy khai sinh số 12'], 1]], []]);
  await decideAll([10]);
  await settled();
  expect([await errands(), portal.complaints]).toEqual([[errand('results', 10)], []]);
});

it('What had to wait at the city is looked at once what it waited for is given up, and words of which nothing can be read stand in the way of nothing', async () => {
  await using _door = await openDoor();
  const { sender, id, scan, arrived, decideAll } = await dossierAt('T150/C2', []);
  await settled();
  const unstorable = [
    sender.on(id, 'corrected', { fields: { fullName: { from: 'Nguyễn Thị Ví Dụ', to: 'a\0' } }, reason: 'Sai tên' }), sender.on(id, 'moved', { from: 4, to: 3, reason: 'a\0', dueAt: null }),
    sender.on(id, 'result-arrived', { kind: 'paper', place: '', number: '', abstract: 'a\0', by: BY }),
  ];
  await sender.push(unstorable);
  await scan('p1');
  await sender.push([arrived('Giấy khai sinh')]);
  await decideAll([9]);
  await settled();
  const told = () => [...portal.cases.values()].map(({ status, results }) => [status, results]);
  expect([await errands(), told()]).toEqual([[], [[9, undefined]]]);
  await sender.push(unstorable.map(({ opId }) => sender.operation('operation.withdrawn', { opId, reason: 'Nhập nhầm' }, { aggType: 'station', aggId: 'C2' })));
  await settled();
  expect([await errands(), told(), portal.complaints]).toEqual([[errand('pages', 9)], [[9, ['Giấy khai sinh số 12']]], []]);
});

it('A city that wants no such list has none, and an erased person lies on none', async () => {
  {
    await using _door = await openDoor({ laterByHand: [] });
    const { sender, money, scan } = await dossierAt('K1', [9, 10]);
    await settled();
    await sender.push([money.confirmed()]);
    await scan('p1');
    await settled();
    expect(await errands()).toEqual([]);
  }
  await using _door = await openDoor();
  const { sender, id, money } = await dossierAt('C0', [9, 10]);
  await settled();
  await sender.push([sender.on(id, 'erased', { reason: 'Hết thời hạn' })]);
  await sender.push([money.confirmed()]);
  await settled();
  expect([(await errands()).map(({ detail }) => detail), portal.complaints]).toEqual([['erased'], []]);
  const { rows } = await city.pool.query('SELECT heard_fees, heard_results, heard_pages FROM portal_case WHERE is_erased');
  expect(rows).toEqual([{ heard_fees: null, heard_results: null, heard_pages: null }]);
});
