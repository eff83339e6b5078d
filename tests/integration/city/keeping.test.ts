// What the city keeps and for how long: months of the feed, the words of older and newer stations, the state of all dossiers for who stayed away, operations that it learns to read later.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { CHANGE_TYPES } from '../../../shared/wire/feed.ts';
import { machineClock } from '../../../city/clock.ts';
import type { CityClock } from '../../../city/clock.ts';
import { startGateway } from '../../../city/gateway.ts';
import type { Gateway } from '../../../city/gateway.ts';
import { startCity, STATIONS } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { call, refusalOf, SendingStation, sha256 } from './sending-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const at = (now: number): Promise<Gateway> => {
  const clock: CityClock = { ...machineClock, now: () => now as EpochMs };
  return startGateway({ database: { kind: 'url', url: city.postgres.url }, blobs: city.blobs, stations: STATIONS, clock });
};
const pull = (sender: SendingStation, query: string, url = city.gateway.url) => call(url, `/v1/changes?commune=${sender.enrolled.commune}&${query}`, { key: sender.enrolled.key });
const parts = async (table: string): Promise<string[]> =>
  (await city.pool.query<{ name: string }>('SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1', [table])).rows.map(({ name }) => name);

describe('the feed', () => {
  it('is told in the words that the station knows, number by number', async () => {
    const sender = new SendingStation(city.gateway.url, 'T149', 'C1');
    const opening = sender.dossier();
    await sender.push([opening, sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null })]);
    const known = await pull(sender, 'after=0&accept=dossier.received,news.of-tomorrow');
    expect(known.body).toMatchObject({ items: [{ number: 1, change: { type: 'dossier.received' } }, { number: 2, change: { type: 'other', of: 'dossier.changed' } }] });
    // The first version cannot be told of it, and must be renewed; as far as it can read it is served.
    expect(refusalOf(await pull(sender, 'after=0'))).toMatchObject({ status: 426, code: 'wire.version' });
    expect((await pull(sender, 'after=0&limit=1')).body).toMatchObject({ items: [{ number: 1 }], last: 2 });
  });
});

describe('a snapshot', () => {
  it('says of each dossier how it stands, with the pages that the city holds', async () => {
    const sender = new SendingStation(city.gateway.url, 'T149', 'C2');
    const bytes = new TextEncoder().encode('a page');
    const page = { pageId: crypto.randomUUID(), sha256: sha256(bytes), bytes: bytes.length, mime: 'image/png', scannedAt: 1 };
    const missing = { ...page, pageId: crypto.randomUUID(), sha256: 'a'.repeat(64) };
    const opening = sender.dossier({ papers: [{ paperId: 'p', name: 'Tờ khai', originals: 1, copies: 0, pages: [page, missing] }], dueAt: 5000 });
    await sender.upload(bytes);
    await sender.push([opening]);
    const { dossiers } = await sender.snapshot(1);
    expect(dossiers.find(({ dossierId }) => dossierId === opening.aggId)).toEqual({
      dossierId: opening.aggId, revision: 1, status: 2, dueAt: 5000, isVoided: false, isErased: false, owner: 'station', station: 'C2',
      provisionalCode: opening.body['provisionalCode'], officialCode: expect.stringMatching(/^H26\.149-/) as string, verified: [{ sha256: page.sha256, bytes: bytes.length }], takenCodes: [], overruled: [],
      fields: { idNumber: '001185000012', oldIdNumber: '', fullName: 'Nguyễn Thị Ví Dụ', birthDate: '1985-03-02', address: 'Phú Xuyên, Hà Nội', issuedOn: '2021-05-10', phone: '' },
    });
    expect(refusalOf(await call(city.gateway.url, '/v1/snapshot?commune=T150', { key: sender.enrolled.key }))).toMatchObject({ status: 403 });
  });
});

describe('an operation that was kept', () => {
  it('takes effect when a gateway starts that can read it, with those that waited for it', async () => {
    const sender = new SendingStation(city.gateway.url, 'T149', 'C3');
    const opening = sender.dossier({}, { typeVersion: 7 });
    const waiting = sender.on(opening.aggId, 'moved', { from: 2, to: 4, reason: '', dueAt: null });
    const broken = sender.operation('ticket.called', { wrong: true }, { typeVersion: 7 });
    const unknown = sender.operation('comet.sighted', {});
    await sender.push([opening, waiting, broken, unknown]);
    const { last } = await sender.pull(0);
    // As an update of the city would: from now on it reads what it could not.
    await city.pool.query('UPDATE event SET raw = replace(raw::text, \'"typeVersion":7\', \'"typeVersion":2\')::json, type_version = 2 WHERE op_id = $1', [opening.opId]);
    await city.pool.query('UPDATE event SET raw = replace(raw::text, \'"typeVersion":7\', \'"typeVersion":1\')::json, type_version = 1 WHERE op_id = $1', [broken.opId]);
    await using _updated = await at(machineClock.now());
    const { items } = await sender.pull(last);
    expect(items.map(({ change }) => (change.type === 'operation.settled' ? [change.opId, change.kind] : change.type))).toEqual([
      'dossier.received', [opening.opId, 'applied'], 'dossier.changed', [waiting.opId, 'applied'], [broken.opId, 'rejected'],
    ]);
    expect((await city.inspection.rejected('T149')).filter(({ station }) => station === 'C3').map(({ opId, kind }) => [opId, kind])).toEqual([[broken.opId, 'rejected'], [unknown.opId, 'kept']]);
  });
});

describe('months of the tables', () => {
  it('leaves nothing in the parts of the rest while months are made ahead', async () => {
    for (const table of ['event_rest', 'feed_rest']) expect((await city.pool.query(`SELECT count(*)::int AS count FROM ${table} WHERE commune = 'T149'`)).rows).toEqual([{ count: 0 }]);
  });

  it('forgets whole months after 120 days, and sends whoever knows less to the snapshot', async () => {
    const sender = new SendingStation(city.gateway.url, 'T150', 'C1');
    const start = Date.parse('2031-01-20T00:00:00Z');
    const opened: string[] = [];
    for (const day of [0, 5, 30]) {
      await using gateway = await at(start + day * DAY_MS);
      const now = Object.assign(new SendingStation(gateway.url, 'T150', 'C1'), { seq: sender.seq, head: sender.head });
      const opening = now.dossier();
      opened.push(opening.aggId);
      await now.push([opening]);
      Object.assign(sender, { seq: now.seq, head: now.head });
    }
    expect(await parts('feed')).toEqual(expect.arrayContaining(['feed_2031_01', 'feed_2031_02']));
    await using later = await at(start + 135 * DAY_MS);
    expect(await parts('feed')).not.toContain('feed_2031_01');
    expect(await parts('event')).toContain('event_2031_01');
    const accept = `accept=${CHANGE_TYPES.join(',')}`;
    for (const after of [0, 1]) expect(refusalOf(await pull(sender, `after=${after}&waitMs=20000&${accept}`, later.url))).toMatchObject({ status: 410, code: 'wire.stale-cursor' });
    expect(refusalOf(await pull(sender, 'after=1', later.url))).toMatchObject({ status: 426, code: 'wire.version' });
    expect((await pull(sender, `after=2&${accept}`, later.url)).body).toMatchObject({ items: [{ number: 3 }], last: 3 });
    const { dossiers, last } = await sender.snapshot(2);
    expect([dossiers.map(({ dossierId }) => dossierId), last]).toEqual([opened.toSorted(), 3]);
    // Months overlap a little where gateways' clocks differ: what begins inside the dropped part is not told, even if some of it is there.
    await city.pool.query("UPDATE feed_counter SET kept_from = 4 WHERE commune = 'T150'");
    expect(refusalOf(await pull(sender, `after=2&${accept}`, later.url))).toMatchObject({ status: 410, code: 'wire.stale-cursor' });
  });
});

describe('a part of the upkeep that fails', () => {
  it('is told, and neither the rest of it nor the start of the gateway hangs on it', async () => {
    const [stuck, free] = ['aa'.repeat(32), 'ab'.repeat(32)];
    // Where a file should be there lies a folder that is not empty.
    for (const folder of [stuck, 'ab']) await mkdir(join(city.blobs, 'T149', folder.slice(0, 2), folder === stuck ? join(stuck, 'x') : ''), { recursive: true });
    await writeFile(join(city.blobs, 'T149', 'ab', free), 'a page');
    await city.pool.query("INSERT INTO blob_to_remove VALUES ('T149', $1, 1), ('T149', $2, 1)", [stuck, free]);
    const told: unknown[] = [];
    await using gateway = await startGateway({ database: { kind: 'url', url: city.postgres.url }, blobs: city.blobs, stations: STATIONS, log: (level, what, facts) => void told.push([level, what, facts?.['task']]) });
    expect(told).toContainEqual(['alarm', 'upkeep.failed', 'erased']);
    expect((await call(gateway.url, '/v1/health')).status).toBe(200);
    expect((await city.pool.query('SELECT sha256 FROM blob_to_remove')).rows).toEqual([{ sha256: stuck }]);
    await city.pool.query('DELETE FROM blob_to_remove');
  });
});
