// Scanned pages on their way: after the text, one bad page holds up no other, and 'there' only on the city's own word.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { addBlob } from '../../../electron/station/store/blobs.ts';
import { cityStateOf, dossierById } from '../../../electron/station/store/dossiers.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { call, sha256 } from '../city/sending-station.ts';
import { scannedPage } from '../../fakes/fake-scanner.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());
const station = (index: number): Promise<SyncingStation> => SyncingStation.create(index, () => city.gateway.url);

const hashOf = (page: number): BlobHash => sha256(scannedPage(page).bytes) as BlobHash;
const rowOf = (own: SyncingStation, { dossierId }: Dossier) => own.station.context.database.read((store) => dossierById(store, dossierId)) ?? expect.fail('the dossier is there');
const verified = async (own: SyncingStation): Promise<string[]> => (await city.inspection.pages(own.commune)).filter((page) => page.verified).map((page) => page.sha256);

/** The file of the only page that a station has so far. */
function onlyFile(own: SyncingStation): string {
  const folder = path.join(own.station.folder, 'pages');
  const [file, ...more] = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  if (file === undefined || more.length > 0) expect.fail('there is one page');
  return path.join(file.parentPath, file.name);
}

it('text waits for no page, and no page begins while text waits', async () => {
  await using own = await station(0);
  await own.issue(2);
  await own.openDossier(1, 2, 3);
  const begun: (readonly [page: string, waitingEvents: number])[] = [];
  own.line.rule = async ({ what, pass }) => {
    if (what.startsWith('GET /v1/blobs/')) begun.push([what, own.state().waitingEvents]);
    if (what.startsWith('PUT ')) {
      await own.issue(1);
      // What is written while a page is under way gets through before that page does.
      await own.until('text is through', ({ waitingEvents }) => waitingEvents === 0);
    }
    return pass();
  };
  own.start();
  await own.quiet();
  expect((await verified(own)).length).toBe(3);
  expect(begun.map(([, waitingEvents]) => waitingEvents)).toEqual([0, 0, 0]);
});

it('pages of a visit that came to no dossier stay on this machine', async () => {
  await using own = await station(1);
  await own.beginVisit(1, 2);
  await own.station.finish(1);
  // Older pages would go first.
  await own.openDossier(3);
  own.start();
  await own.quiet();
  expect(own.line.asked.filter((what) => what.includes('/blobs/'))).toEqual([`GET /v1/blobs/${hashOf(3)}/state`, `PUT /v1/blobs/${hashOf(3)}`]);
});

it('a page is at the city by the city\'s own answer, also when the feed has nothing to say of it', async () => {
  await using own = await station(2);
  // The city has had this page before, and its feed has said so: it will not say it again. Then it loses the file.
  await call(city.gateway.url, `/v1/blobs/${hashOf(1)}`, { method: 'PUT', key: own.enrolled.key, body: scannedPage(1).bytes });
  own.start();
  await own.until('the feed was read', () => own.marks.pulledNumber === 1);
  rmSync(path.join(city.blobs, own.commune, hashOf(1).slice(0, 2), hashOf(1)));
  const dossier = await own.openDossier(1);
  await own.quiet();
  expect([cityStateOf(rowOf(own, dossier)), rowOf(own, dossier).pagesAtCity, own.outbox().scans]).toEqual(['complete', 1, []]);
  expect(readFileSync(path.join(city.blobs, own.commune, hashOf(1).slice(0, 2), hashOf(1))).equals(scannedPage(1).bytes)).toBe(true);
});

it('a page whose answer was lost is at the city when the feed says so, without being asked for again', async () => {
  await using own = await station(12);
  const dossier = await own.openDossier(1);
  let isLost = false;
  own.line.rule = async ({ what, pass }) => {
    if (isLost && what.includes('/blobs/')) return 'lost';
    const answer = await pass();
    isLost ||= what.startsWith('PUT ');
    return what.startsWith('PUT ') ? 'lost' : answer;
  };
  own.start();
  await own.quiet();
  expect([cityStateOf(rowOf(own, dossier)), own.line.count(`PUT /v1/blobs/${hashOf(1)}`)]).toEqual(['complete', 1]);
});

it('F19: a damaged page of a dossier goes to the city when the same bytes are scanned again', async () => {
  await using own = await station(13);
  const dossier = await own.openDossier(1);
  rmSync(onlyFile(own));
  own.start();
  await own.until('damaged', () => rowOf(own, dossier).hasDamagedPage);
  const { blobs, database, clock } = own.station.context;
  const { bytes, mime } = scannedPage(1);
  await blobs.storeThen(bytes, (hash) => database.write((store) => addBlob(store, { sha256: hash, bytes: bytes.length, mime }, clock.now())));
  own.sync.wake();
  await own.quiet();
  expect([await verified(own), cityStateOf(rowOf(own, dossier)), rowOf(own, dossier).hasDamagedPage]).toEqual([[hashOf(1)], 'complete', false]);
});

it.each([
  ['changed on the disk', (file: string) => writeFileSync(file, readFileSync(file).with(40, (readFileSync(file)[40] ?? 0) ^ 1))],
  ['cut', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 100))],
  ['gone', (file: string) => rmSync(file)],
])('a page whose file is %s is never sent; it is shown, and everything else goes', async (name, damage) => {
  await using own = await station(3 + ['changed on the disk', 'cut', 'gone'].indexOf(name));
  const bad = await own.openDossier(1);
  damage(onlyFile(own));
  const good = await own.openDossier(2);
  own.start();
  await own.quiet();
  expect(await verified(own)).toEqual([hashOf(2)]);
  expect(own.line.asked.filter((what) => what.startsWith('PUT '))).toEqual([`PUT /v1/blobs/${hashOf(2)}`]);
  expect(own.outbox().scans).toMatchObject([{ code: 'page.damaged' }]);
  expect([rowOf(own, bad).hasDamagedPage, rowOf(own, good).hasDamagedPage, own.bugs]).toEqual([true, false, []]);
});

it('a page that the system does not give out now is not called damaged, and goes when it does', async () => {
  await using own = await station(7);
  await own.openDossier(1);
  const file = onlyFile(own);
  const bytes = readFileSync(file);
  rmSync(file);
  mkdirSync(file);
  own.start();
  await own.until('told', ({ kind, code }) => kind === 'refused' && code === 'store.failed');
  expect(own.outbox().scans).toMatchObject([{ code: 'store.failed' }]);
  rmSync(file, { recursive: true });
  writeFileSync(file, bytes);
  await own.quiet();
  expect([await verified(own), own.outbox().scans, own.bugs]).toEqual([[hashOf(1)], [], []]);
});

it('a page that the city refuses holds up neither the others nor text, and stays in sight', async () => {
  await using own = await station(8);
  await own.openDossier(1, 2, 3);
  own.line.rule = ({ what, requestId, pass }) =>
    what === `PUT /v1/blobs/${hashOf(1)}` ? { status: 413, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId, error: { code: 'wire.too-large', detail: '' } }) } : pass();
  own.start();
  await own.until('two pages and the refusal', async ({ kind }) => kind === 'refused' && (await verified(own)).length === 2);
  await own.issue(1);
  await own.until('text goes', ({ waitingEvents }) => waitingEvents === 0);
  expect(own.outbox().scans).toMatchObject([{ code: 'city.refused' }]);
  expect(own.state().waitingScans).toBe(1);
});

it('an answer that does not take the page as it is leaves it waiting', async () => {
  await using own = await station(9);
  await own.openDossier(1);
  own.line.rule = ({ what, requestId, pass }) =>
    what.startsWith('PUT ') ? { status: 200, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId, sha256: hashOf(1), state: 'absent', bytes: 0 }) } : pass();
  own.start();
  await own.until('refused', ({ kind }) => kind === 'refused');
  expect([own.state().code, own.state().waitingScans, own.outbox().scans[0]?.code]).toEqual(['city.version', 1, 'city.version']);
  own.line.rule = ({ pass }) => pass();
  await own.quiet();
});

it('a page that fails to go out and comes to the city by another way is failing no more', async () => {
  await using own = await station(11);
  await own.openDossier(1);
  own.line.rule = ({ what, pass }) => (what.startsWith('PUT ') ? 'lost' : pass());
  // Left alone it would try again in a minute, and find nothing to do.
  own.start({ backOff: { baseMs: 60_000, capMs: 60_000 }, clock: { ...systemClock, random: () => 0.999 } });
  await own.until('failing', ({ kind }) => kind === 'offline');
  await call(city.gateway.url, `/v1/blobs/${hashOf(1)}`, { method: 'PUT', key: own.enrolled.key, body: scannedPage(1).bytes });
  expect(await own.quiet()).toMatchObject({ code: null, offlineSince: null });
});

it('the same page in two dossiers is sent once and counts for both', async () => {
  await using own = await station(10);
  const dossiers = [await own.openDossier(1, 2), await own.openDossier(2)];
  own.start();
  await own.quiet();
  expect([own.line.asked.filter((what) => what.startsWith('PUT ')).length, dossiers.map((dossier) => cityStateOf(rowOf(own, dossier)))]).toEqual([2, ['complete', 'complete']]);
});
