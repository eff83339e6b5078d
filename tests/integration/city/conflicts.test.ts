// Two who change one dossier: whose word holds, value by value, and that the other one always hears of it.

import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../../shared/wire/operation.ts';
import { systemAnswerSchema } from '../../../shared/wire/system.ts';
import { machineClock } from '../../../city/clock.ts';
import { startGateway } from '../../../city/gateway.ts';
import { startCity, STATIONS, SYSTEM_KEY } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { call, refusalOf, SendingStation, sha256 } from './sending-station.ts';
import type { Answered } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

async function station(name: string): Promise<SendingStation> {
  const sender = new SendingStation(city.gateway.url, 'T149', name);
  const { ackedSeq, headHash } = await sender.status();
  return Object.assign(sender, { seq: ackedSeq, head: headHash });
}

/** The city's own system says something of a dossier. */
function system(dossierId: string, change: Record<string, unknown>, key: string = SYSTEM_KEY): Promise<Answered> {
  const requestId = randomUUID();
  const body = JSON.stringify({ requestId, commune: 'T149', reason: 'Thành phố', ...change });
  return call(city.gateway.url, `/v1/system/dossiers/${dossierId}/changes`, { method: 'POST', key, headers: { 'x-request-id': requestId, 'content-type': 'application/json' }, body });
}
const moved = (from: number, to: number, dueAt: number | null = null) => ({ from, to, reason: 'Bước', dueAt });
const corrected = (fields: Record<string, { from: string; to: string }>) => ({ fields, reason: 'Sai chính tả' });

/** An opened dossier, its station, and what the feed says of it after the opening. */
async function opened(name: string, changed: Record<string, unknown> = {}) {
  const sender = await station(name);
  const opening = sender.dossier(changed);
  await sender.push([opening]);
  const { last } = await sender.pull(0);
  const changes = async () => (await sender.pull(last)).items.map(({ change }) => change);
  return { sender, id: opening.aggId, opening, changes };
}

/** What an operation is about, without its place. */
function envelopeOf({ opId, aggType, aggId, aggRev, typeVersion, at, actor }: Operation): Partial<Operation> {
  return { opId, aggType, aggId, aggRev, typeVersion, at, actor };
}

describe('status and due date', () => {
  it('are the station\'s own until the hand-over', async () => {
    const { sender, id, changes } = await opened('C1');
    const steps = [sender.on(id, 'moved', moved(2, 2, 7000)), sender.on(id, 'moved', moved(5, 4, 8000))];
    await sender.push(steps);
    expect(await changes()).toMatchObject([
      { type: 'dossier.changed', revision: 2, status: 2, dueAt: 7000, owner: 'station', opId: steps[0]?.opId, overruled: {} },
      { revision: 3, status: 4, dueAt: 8000, owner: 'city', opId: steps[1]?.opId, overruled: {} },
    ]);
  });

  it('after the hand-over hold for a step from where the city has the dossier: papers come in, results go out', async () => {
    const { sender, id, changes } = await opened('C1');
    await sender.push([sender.on(id, 'moved', moved(2, 4, 7000)), sender.on(id, 'moved', moved(4, 5)), sender.on(id, 'moved', moved(5, 4, 8000))]);
    await system(id, { status: 9 });
    await sender.push([sender.on(id, 'moved', moved(9, 10, 8000), { baseRev: 5 })]);
    expect(await changes()).toMatchObject([
      { status: 4, dueAt: 7000, owner: 'city', overruled: {} }, { status: 5, dueAt: null, owner: 'city', overruled: {} }, { status: 4, dueAt: 8000, overruled: {} },
      { status: 9, opId: null }, { status: 10, dueAt: 8000, owner: 'city', overruled: {} },
    ]);
  });

  it('after the hand-over are the city\'s where it decided otherwise meanwhile, and its officer hears so, of the due date too; the end is always the city\'s', async () => {
    const { sender, id, changes } = await opened('C1');
    const steps = [sender.on(id, 'moved', moved(2, 4)), sender.on(id, 'voided', { reason: 'Trùng' })];
    await sender.push(steps);
    expect(systemAnswerSchema.parse((await system(id, { status: 9, dueAt: 9000 })).body).revision).toBe(4);
    await sender.push([sender.on(id, 'moved', moved(4, 7), { baseRev: 2 }), sender.on(id, 'moved', moved(7, 4, 9500), { baseRev: 4 })]);
    expect(await changes()).toMatchObject([
      { status: 4, owner: 'city', overruled: {} }, { status: 4, isVoided: false, overruled: { status: 'voided' } },
      { status: 9, dueAt: 9000, opId: null, reason: 'Thành phố' }, { status: 9, dueAt: 9000, overruled: { status: '7', dueAt: '' } },
      { status: 9, dueAt: 9000, overruled: { status: '4', dueAt: '9500' } },
    ]);
  });

  it('after the hand-over stay as the city said last where a step leads there as well', async () => {
    const { sender, id, changes } = await opened('C1');
    await sender.push([sender.on(id, 'moved', moved(2, 4, 7000))]);
    await system(id, { status: 9, dueAt: 9000 });
    await sender.push([sender.on(id, 'moved', moved(4, 9, 7000), { baseRev: 2 })]);
    expect((await changes()).slice(1)).toMatchObject([{ status: 9, dueAt: 9000, opId: null }, { status: 9, dueAt: 9000, overruled: { dueAt: '7000' } }]);
  });

  it('of the city win over a station that had not seen them, also before the hand-over', async () => {
    const { sender, id, changes } = await opened('C1', { dueAt: 1000 });
    await system(id, { status: 3, dueAt: 2000 });
    const [blind, seeing] = [sender.on(id, 'moved', moved(2, 2, 1500), { baseRev: 1 }), sender.on(id, 'moved', moved(3, 2, 3000), { baseRev: 3 })];
    await sender.push([blind, seeing]);
    expect(await changes()).toMatchObject([
      { revision: 2, status: 3, dueAt: 2000, owner: 'station' },
      { revision: 3, status: 3, dueAt: 2000, opId: blind.opId, overruled: { status: '2', dueAt: '1500' } },
      { revision: 4, status: 2, dueAt: 3000, opId: seeing.opId, overruled: {} },
    ]);
  });

  it('have the new date that a citizen was promised, also after the hand-over, unless the city has set another since the officer looked', async () => {
    const { sender, id, changes } = await opened('C1', { dueAt: 1000 });
    await sender.push([sender.on(id, 'moved', moved(2, 4, 1000))]);
    const seeing = sender.on(id, 'apologised', { dueBefore: 1000, dueAt: 5000, reason: 'Chờ xác minh' }, { baseRev: 2 });
    await sender.push([seeing]);
    await system(id, { dueAt: 6000 });
    const [blind, last] = [sender.on(id, 'apologised', { dueBefore: 5000, dueAt: 7000, reason: 'Chờ nữa' }, { baseRev: 3 }), sender.on(id, 'apologised', { dueBefore: 6000, dueAt: 8000, reason: 'Chờ nữa' }, { baseRev: 5 })];
    await sender.push([blind, last]);
    expect((await changes()).slice(1)).toMatchObject([
      { revision: 3, status: 4, dueAt: 5000, owner: 'city', opId: seeing.opId, overruled: {}, reason: 'Chờ xác minh' },
      { revision: 4, dueAt: 6000, opId: null },
      { revision: 5, dueAt: 6000, opId: blind.opId, overruled: { dueAt: '7000' } },
      { revision: 6, dueAt: 8000, opId: last.opId, overruled: {} },
    ]);
  });

  it('end for good when the station voids the dossier', async () => {
    const { sender, id, changes } = await opened('C1');
    await sender.push([sender.on(id, 'voided', { reason: 'Rút' }), sender.on(id, 'voided', { reason: 'Rút' }), sender.on(id, 'moved', moved(2, 4))]);
    expect(await changes()).toMatchObject([{ isVoided: true, status: 2, reason: 'Rút' }, { isVoided: true, status: 2, overruled: { status: '4' } }]);
  });
});

describe('what is known of the applicant', () => {
  it('is merged field by field: what nobody else touched is taken, for the rest the city\'s value stays and both are told', async () => {
    const { sender, id, changes } = await opened('C2');
    await system(id, { fields: { phone: '0901', address: 'Hà Nội' } });
    const mixed = sender.on(id, 'corrected', corrected({ phone: { from: '', to: '0902' }, fullName: { from: 'Nguyễn Thị Ví Dụ', to: 'Nguyễn Thị Ví Dụ A' }, address: { from: 'Phú Xuyên, Hà Nội', to: 'Hà Nội' } }));
    await sender.push([mixed]);
    expect((await changes())[1]).toMatchObject({ opId: mixed.opId, fields: { fullName: 'Nguyễn Thị Ví Dụ A' }, overruled: { phone: '0902' } });
    const found = (await sender.snapshot()).dossiers.find(({ dossierId }) => dossierId === id);
    expect(found?.fields).toMatchObject({ phone: '0901', address: 'Hà Nội', fullName: 'Nguyễn Thị Ví Dụ A', birthDate: '1985-03-02' });
    // Whoever was away when the feed said it, hears it with the snapshot.
    expect([found?.overruled, found?.takenCodes, found]).toEqual([[{ opId: mixed.opId, name: 'phone', lost: '0902' }], [], expect.not.objectContaining({ filed: expect.anything() as unknown })]);
  });

  it('has in the snapshot the e-mail that it has, empty where one was taken away, and none where nobody ever gave one', async () => {
    const { sender } = await opened('C4');
    const [given, never] = [sender.dossier(), sender.dossier()];
    await sender.push([given, never, sender.on(given.aggId, 'corrected', corrected({ email: { from: '', to: 'lan@example.vn' } }))]);
    const emailOf = async ({ aggId }: typeof given) => (await sender.snapshot()).dossiers.find(({ dossierId }) => dossierId === aggId)?.fields['email'];
    expect([await emailOf(given), await emailOf(never)]).toEqual(['lan@example.vn', undefined]);
    await sender.push([sender.on(given.aggId, 'corrected', corrected({ email: { from: 'lan@example.vn', to: '' } }))]);
    expect(await emailOf(given)).toBe('');
  });

  it('may be corrected again and again by one station, and by another that saw the last value', async () => {
    const { sender, id, changes } = await opened('C2');
    const other = await station('C3');
    await sender.push([sender.on(id, 'corrected', corrected({ phone: { from: '', to: '1' } })), sender.on(id, 'corrected', corrected({ phone: { from: '1', to: '2' } }))]);
    await other.push([other.on(id, 'corrected', corrected({ phone: { from: '1', to: '3' } })), other.on(id, 'corrected', corrected({ phone: { from: '2', to: '4' } }))]);
    expect((await changes()).map((change) => (change.type === 'dossier.changed' ? [change.fields, change.overruled] : []))).toEqual([[{ phone: '1' }, {}], [{ phone: '2' }, {}], [{}, { phone: '3' }], [{ phone: '4' }, {}]]);
  });

  it('stays as it is after the hand-over only where the city changed it', async () => {
    const { sender, id, changes } = await opened('C2');
    await sender.push([sender.on(id, 'moved', moved(2, 4)), sender.on(id, 'corrected', corrected({ phone: { from: '', to: '5' } }))]);
    expect((await changes())[1]).toMatchObject({ fields: { phone: '5' }, overruled: {} });
  });
});

describe('pages and notes', () => {
  it('are added from all sides, the same content twice as well, and taken away with a mark', async () => {
    const { sender, id, changes } = await opened('C4');
    const other = await station('C5');
    const page = () => ({ pageId: randomUUID(), sha256: 'd'.repeat(64), bytes: 3, mime: 'image/png', scannedAt: 1 });
    const [one, two] = [page(), page()];
    await sender.push([sender.on(id, 'page-added', { paperId: 'p', page: one }), sender.on(id, 'page-added', { paperId: 'q', page: one }), sender.on(id, 'noted', { text: 'x' })]);
    await other.push([other.on(id, 'page-added', { paperId: 'q', page: two }), other.on(id, 'page-removed', { pageId: one.pageId, reason: 'Mờ' })]);
    const { rows } = await city.pool.query('SELECT page_id, paper_id, removed_at IS NULL AS there FROM dossier_page WHERE dossier_id = $1', [id]);
    expect(rows).toEqual(expect.arrayContaining([{ page_id: one.pageId, paper_id: 'p', there: false }, { page_id: two.pageId, paper_id: 'q', there: true }]));
    expect([rows.length, await changes()]).toEqual([2, []]);
  });
});

describe('an erasure', () => {
  it('leaves nothing of the person at the city, and the chain whole', async () => {
    const person = 'Nguyễn Thị Lộ Diện';
    const { sender, id, opening } = await opened('C6', { applicant: { idNumber: '001185000099', oldIdNumber: '', fullName: person, birthDate: '', sex: 'female', address: '', issuedOn: '', phone: '', source: 'typed' } });
    const bytes = new TextEncoder().encode('a page with a face');
    const page = { pageId: randomUUID(), sha256: sha256(bytes), bytes: bytes.length, mime: 'image/png', scannedAt: 1 };
    await sender.upload(bytes);
    await sender.push([sender.on(id, 'page-added', { paperId: 'p', page }), sender.on(id, 'corrected', corrected({ fullName: { from: person, to: `${person} A` } })), sender.on(id, 'noted', { text: 'Lộ Diện đã gọi' })]);
    await system(id, { fields: { address: 'Nhà Lộ Diện' } });
    await sender.push([sender.on(id, 'corrected', corrected({ address: { from: 'anders', to: 'Ngõ Lộ Diện' } }))]);
    const everything = async (): Promise<string> => {
      const tables = ['overruled', 'dossier', 'event', 'feed', 'incident', 'unsettled', 'dossier_page'];
      return JSON.stringify(await Promise.all(tables.map(async (table) => (await city.pool.query<{ t: string }>(`SELECT t::text FROM ${table} t`)).rows)));
    };
    expect(await everything()).toContain('Lộ Diện');
    const [late, racing] = ['late', 'racing'].map((word) => new TextEncoder().encode(`a page with a face, ${word}`)) as [Uint8Array, Uint8Array];
    await sender.push([late, racing].map((own) => sender.on(id, 'page-added', { paperId: 'p', page: { ...page, pageId: randomUUID(), sha256: sha256(own), bytes: own.length } })));
    await sender.push([sender.on(id, 'erased', { reason: 'Theo yêu cầu' })]);
    // A page that was on its way meanwhile is none any more: one that arrives now, and, at the end, one whose arrival was written down at the same moment as the erasure.
    expect((await sender.upload(late)).body).toMatchObject({ state: 'absent' });

    const text = await everything();
    for (const word of ['Lộ Diện', '001185000099']) expect(text.includes(word)).toBe(false);
    expect((await city.inspection.stations('T149')).find((each) => each.station === 'C6')).toMatchObject({ broken: 0 });
    const past = await sender.log(1, 0);
    expect([past.operations.map(({ type }) => type), past.erased]).toEqual([['dossier.page-added', 'dossier.page-added', 'dossier.page-added', 'dossier.erased'], [opening.seq, opening.seq + 2, opening.seq + 3, opening.seq + 4]]);
    expect((await sender.snapshot()).dossiers.find(({ dossierId }) => dossierId === id)).toMatchObject({ isErased: true, fields: {}, verified: [], overruled: [] });
    expect((await sender.push([sender.on(id, 'corrected', corrected({ phone: { from: '', to: '1' } }))])).results).toMatchObject([{ kind: 'rejected', code: 'dossier.erased' }]);
    // A station that has to write its tail once more sends what it has left of the erased words under the ids of old; another content under such an id is still a contradiction elsewhere.
    sender.incarnation += 1;
    const left = sender.operation('dossier.opened', { ...opening.body, applicant: { ...(opening.body['applicant'] as object), fullName: '—', idNumber: '' } }, { ...envelopeOf(opening), incarnation: sender.incarnation });
    expect((await sender.push([left])).results).toMatchObject([{ kind: 'duplicate' }]);

    // What is said of the person later is not kept either, nor what is refused or not understood.
    await sender.push([sender.on(id, 'noted', { text: 'Lộ Diện gọi lại' })]);
    const strays = [
      sender.on(id, 'corrected', { fields: { fullName: 'Lộ Diện' }, reason: 'x' }),
      sender.operation('dossier.noted', { dossierId: id, text: 'Lộ Diện' }, { aggType: 'dossier', aggId: id, typeVersion: 7 }), sender.operation('dossier.waved', { at: 'Lộ Diện' }, { aggType: 'dossier', aggId: id }),
    ];
    expect((await sender.push(strays)).results.map(({ kind }) => kind)).toEqual(['rejected', 'kept', 'kept']);
    expect((await everything()).includes('Lộ Diện')).toBe(false);
    expect((await everything()).includes('Lộ Diện')).toBe(false);

    await city.pool.query("INSERT INTO blob VALUES ('T149', $1, $2, 1)", [sha256(racing), racing.length]);
    // The file goes with the next round of upkeep, as at the start of a gateway.
    await using _again = await startGateway({ database: { kind: 'url', url: city.postgres.url }, blobs: city.blobs, stations: STATIONS, clock: machineClock, systemKey: SYSTEM_KEY });
    for (const hash of [page.sha256, sha256(late)]) expect(await readdir(join(city.blobs, 'T149', hash.slice(0, 2)))).not.toContain(hash);
    expect((await city.pool.query('SELECT sha256 FROM blob WHERE sha256 = ANY ($1)', [[late, racing].map(sha256)])).rows).toEqual([]);
  });
});

describe('the city\'s own system', () => {
  it('files a dossier under another procedure, and is heard once when it says the same twice', async () => {
    const { id, changes } = await opened('K1');
    for (const revision of [2, 2]) expect(systemAnswerSchema.parse((await system(id, { procedureCode: '2.000815' })).body).revision).toBe(revision);
    expect(await changes()).toMatchObject([{ revision: 2, procedureCode: '2.000815', fields: {}, overruled: {} }]);
  });

  it('is nobody without its key, and says nothing of what is not there', async () => {
    const { id } = await opened('K1');
    const keyOfStation = STATIONS[0]?.key ?? '';
    for (const key of ['x'.repeat(32), keyOfStation]) expect(refusalOf(await system(id, { status: 9 }, key))).toMatchObject({ status: 401, code: 'wire.unauthorized' });
    expect(refusalOf(await system(randomUUID(), { status: 9 }))).toMatchObject({ status: 404, code: 'wire.not-found' });
    expect(refusalOf(await system(id, { status: 9, commune: 'T150' }))).toMatchObject({ status: 404 });
    for (const wrong of [{ status: 11 }, { fields: { sex: 'male' } }, { dueAt: 'soon' }, { admin: true }]) expect(refusalOf(await system(id, wrong))).toMatchObject({ status: 400, code: 'wire.invalid' });
    const sender = await station('K1');
    expect(refusalOf(await call(city.gateway.url, '/v1/status', { key: SYSTEM_KEY })).status).toBe(401);
    expect((await sender.status()).state).toBe('active');
  });
});
