// The commands of the catalogue over a real shelf: counters and the administration see their own changes, officers see once, and going back is one order.

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestStation } from '../../../../tests/fakes/test-station.ts';
import { must } from '../../../../shared/base/must.ts';
import type { CommuneId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { catalogueFileSchema } from '../../../../shared/contract/catalogue-file.ts';
import { startCatalogue } from '../../station-catalogue.ts';
import type { StationCatalogue } from '../../station-catalogue.ts';

const RESOURCES = path.join(import.meta.dirname, '../../../../resources');
const WHOLE = catalogueFileSchema.parse(JSON.parse(readFileSync(path.join(RESOURCES, 'catalogue/procedures.json'), 'utf8')));
/** Few of the shipped ones: an index of all takes its time, several times over. */
const SHIPPED = { ...WHOLE, procedures: WHOLE.procedures.slice(0, 35), titles: WHOLE.titles.slice(0, 1) };
const [FIRST] = SHIPPED.procedures;
const SECOND = must(SHIPPED.procedures[1], 'there are 35').code;
const ADMIN: Caller = { role: 'admin' };
const COUNTER = { role: 'counter', counterId: 1 } as Caller;
const OTHER = { role: 'counter', counterId: 2 } as Caller;
let station: TestStation;
let parts: StationCatalogue;

beforeEach(() => {
  station = new TestStation();
  const resources = path.join(station.folder, 'resources');
  mkdirSync(path.join(resources, 'catalogue'), { recursive: true });
  for (const name of ['synonyms.json', 'told.json']) cpSync(path.join(RESOURCES, 'catalogue', name), path.join(resources, 'catalogue', name));
  writeFileSync(path.join(resources, 'catalogue/procedures.json'), JSON.stringify(SHIPPED));
  const { database, clock, identity, publish } = station.context;
  parts = startCatalogue({ resources, dataFolder: station.folder, commune: identity.commune as CommuneId, limits: [{ procedureCode: SECOND, unit: 'working-day', amount: 7 }], database, clock, log: { warn: () => undefined, error: () => undefined }, publish });
});
afterEach(() => station[Symbol.asyncDispose]());

/** The shipped one with other fees for the first so many procedures. */
function changed(edition: number, many: number): string {
  return JSON.stringify({ ...SHIPPED, procedures: SHIPPED.procedures.map((procedure, index) => (index < many ? { ...procedure, feeText: `${edition}.000 đồng` } : procedure)) });
}
async function take(edition: number, many: number): Promise<void> {
  const text = changed(edition, many);
  await parts.shelf.take({ origin: 'city', edition, commune: null, sha256: createHash('sha256').update(text).digest('hex'), packed: gzipSync(text) });
}
const read = (caller: Caller, from = 0) => station.call('catalogue.read', parts.handlers['catalogue.read'], caller, { from });

it('is read with the limits that the point has set, also after a push', async () => {
  const limit = () => parts.catalogue.read(SECOND)?.timeLimit;
  expect(limit()).toMatchObject({ unit: 'working-day', amount: 7 });
  await take(3, 31);
  expect(limit()).toMatchObject({ unit: 'working-day', amount: 7 });
});

it('says that the shipped one holds, and after a push what is otherwise, thirty at a time', async () => {
  expect(await read(ADMIN)).toMatchObject({ held: { origin: 'shipped', edition: 0, procedures: SHIPPED.procedures.length }, since: null, before: null, counts: { changed: 0, ended: 0, new: 0 }, changes: [] });
  await take(3, 31);
  expect(station.events('catalogue.changed')).toHaveLength(1);
  const pages = [await read(ADMIN), await read(ADMIN, 30)];
  expect(pages.map(({ changes, counts }) => [changes.length, counts.changed])).toEqual([[30, 31], [1, 31]]);
  expect(pages[0]).toMatchObject({ held: { origin: 'city', edition: 3 }, since: station.clock.now(), before: { origin: 'shipped' }, changes: [{ code: FIRST?.code, kind: 'changed', differences: [{ what: 'fee', after: '3.000 đồng' }] }, ...Array.from({ length: 29 }, () => ({}))] });
});

it('is new at a counter until it was seen there, and the next one only by what is new in it', async () => {
  await take(3, 1);
  const since = station.clock.now();
  await station.call('catalogue.seen', parts.handlers['catalogue.seen'], COUNTER, { since });
  expect([(await read(COUNTER)).counts.changed, (await read(OTHER)).counts.changed, (await read(ADMIN)).counts.changed]).toEqual([0, 1, 1]);
  station.clock.advance(60_000);
  await take(4, 2);
  expect((await read(COUNTER)).changes[0]).toMatchObject({ differences: [{ before: '3.000 đồng', after: '4.000 đồng' }] });
  await expect(station.call('catalogue.seen', parts.handlers['catalogue.seen'], COUNTER, { since })).rejects.toMatchObject({ code: 'catalogue.moved-on' });
});

it('is seen by the officer wherever he sits', async () => {
  await take(3, 1);
  const officer = { officerId: station.clock.uuid(), name: 'Lê Văn Mẫu' };
  station.context = { ...station.context, acting: { windowId: 'w', officer } };
  await station.call('catalogue.seen', parts.handlers['catalogue.seen'], COUNTER, { since: station.clock.now() });
  expect((await read(OTHER)).counts.changed).toBe(0);
});

it('is left by one order that may come twice', async () => {
  await expect(station.call('catalogue.go-back', parts.handlers['catalogue.go-back'], ADMIN, { since: null, reason: 'sai lệ phí' })).rejects.toMatchObject({ code: 'catalogue.nothing-before' });
  await take(3, 1);
  const order = { requestId: station.requestId(), since: station.clock.now(), reason: 'sai lệ phí' };
  station.clock.advance(1000);
  for (let time = 0; time < 2; time += 1) expect(await station.call('catalogue.go-back', parts.handlers['catalogue.go-back'], ADMIN, order)).toMatchObject({ held: { origin: 'shipped' }, before: { edition: 3 }, reason: 'sai lệ phí' });
  await expect(station.call('catalogue.go-back', parts.handlers['catalogue.go-back'], ADMIN, { since: order.since, reason: 'lần nữa' })).rejects.toMatchObject({ code: 'catalogue.moved-on' });
});

describe('a file', () => {
  const FILE = '0193b0aa-0000-7000-8000-000000000001';
  const offer = (fileId: string, piece: number, pieces: readonly string[]) => station.call('catalogue.offer', parts.handlers['catalogue.offer'], ADMIN, { fileId, piece, pieces: pieces.length, base64: pieces[piece] ?? '' });
  const cut = (packed: Uint8Array): readonly string[] => Buffer.from(packed).toString('base64').match(/.{1,400}/gu) ?? [];
  const use = (fileId: string, requestId = station.requestId()) => station.call('catalogue.take', parts.handlers['catalogue.take'], ADMIN, { fileId, requestId });

  it('is looked at when its last piece is there, used when somebody says so, and once', async () => {
    const pieces = cut(gzipSync(changed(9, 2)));
    expect(pieces.length).toBeGreaterThan(3);
    for (let piece = 0; piece < pieces.length - 1; piece += 1) expect(await offer(FILE, piece, pieces)).toEqual({ isThere: false });
    // Its answer was lost.
    expect(await offer(FILE, pieces.length - 2, pieces)).toEqual({ isThere: false });
    await expect(use(FILE)).rejects.toMatchObject({ code: 'catalogue.not-whole' });
    expect(await offer(FILE, pieces.length - 1, pieces)).toMatchObject({ isThere: true, held: { origin: 'file', procedures: 35 }, counts: { changed: 2, ended: 0, new: 0 } });
    expect((await read(ADMIN)).held.origin).toBe('shipped');
    for (let time = 0; time < 2; time += 1) expect(await use(FILE)).toMatchObject({ held: { origin: 'file', edition: 0 }, before: { origin: 'shipped' }, counts: { changed: 2 } });
    expect((await read(COUNTER)).counts.changed).toBe(2);
    // The city's next one goes before it.
    await take(1, 1);
    expect((await read(ADMIN)).held).toMatchObject({ origin: 'city', edition: 1 });
  });

  it('is refused with its code and place, in pieces out of turn, cut in half packed or plain, or with a code twice', async () => {
    const good = cut(gzipSync(changed(9, 2)));
    await expect(offer(FILE, 1, good)).rejects.toMatchObject({ code: 'catalogue.not-whole' });
    await offer(FILE, 0, good);
    await expect(offer(FILE, 2, good)).rejects.toMatchObject({ code: 'catalogue.not-whole' });
    const half = [Buffer.from(gzipSync(changed(9, 2)).subarray(0, 300)).toString('base64')];
    await expect(offer('0193b0aa-0000-7000-8000-000000000002', 0, half)).rejects.toMatchObject({ code: 'catalogue.broken', params: {} });
    const plain = changed(9, 2);
    const halfPlain = [gzipSync(plain.slice(0, plain.length / 2)).toString('base64')];
    await expect(offer('0193b0aa-0000-7000-8000-000000000004', 0, halfPlain)).rejects.toMatchObject({ code: 'catalogue.broken', params: {} });
    const twice = [gzipSync(JSON.stringify({ ...SHIPPED, procedures: [SHIPPED.procedures[0], SHIPPED.procedures[0]] })).toString('base64')];
    await expect(offer('0193b0aa-0000-7000-8000-000000000003', 0, twice)).rejects.toMatchObject({ code: 'catalogue.unreadable', params: { where: FIRST?.code, fault: 'twice' } });
    expect((await read(ADMIN)).held.origin).toBe('shipped');
  });
});
