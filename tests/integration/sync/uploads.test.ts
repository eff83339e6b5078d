// Large pages on a line that breaks, to a city that dies: all arrive, each once, without being sent twice as often as they are long.

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { HASH_MISMATCH_STATUS, UPLOAD_CHUNK_BYTES, UPLOADS_PATH } from '../../../shared/wire/uploads.ts';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import { Chance } from '../../morning/chance.ts';
import { FaultProxy } from '../../morning/fault-proxy.ts';
import { startCity, until, type CityUnderTest } from '../city/city-under-test.ts';
import { sha256 } from '../city/sending-station.ts';
import type { Exchange, LineAnswer } from './line.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());
const station = (index: number): Promise<SyncingStation> => SyncingStation.create(index, () => city.gateway.url);

const PIECES = 3;
const largePage = (): Buffer => randomBytes(PIECES * UPLOAD_CHUNK_BYTES - 1000);
const isAtCity = async (own: SyncingStation, page: Buffer): Promise<boolean> => (await city.inspection.blobBytes(own.commune, sha256(page)))?.equals(page) ?? false;
const announced = async (own: SyncingStation, page: Buffer): Promise<number> =>
  (await city.pool.query("SELECT 1 FROM feed WHERE commune = $1 AND change->>'type' = 'blob.verified' AND change->>'sha256' = $2", [own.commune, sha256(page)])).rowCount ?? 0;
const asked = (own: SyncingStation, method: string): number => own.line.asked.filter((what) => what.startsWith(`${method} ${UPLOADS_PATH}`)).length;
/** What the city has of pages that are not whole yet. */
const uploadsOf = (own: SyncingStation): string[] => readdirSync(path.join(city.blobs, 'uploads')).filter((name) => name.startsWith(`${own.commune}.`));
/** The page's file on the station's disk: the only one it has. */
const fileOf = (own: SyncingStation): string => {
  const folder = path.join(own.station.folder, 'pages');
  const [file] = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return file === undefined ? expect.fail('there is a page') : path.join(file.parentPath, file.name);
};
const refused = ({ requestId }: Exchange, status: number, code: string): LineAnswer => ({ status, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId, error: { code, detail: '' } }), headers: { 'x-request-id': requestId } });

it('twenty pages of 2 MB over a line that breaks every fourth piece all arrive, with less than 1.6 times their bytes', { timeout: 120_000 }, async () => {
  await using own = await station(0);
  await using proxy = await FaultProxy.start(new Chance(19), { resetChance: 1, resetWithinBytes: 8 * UPLOAD_CHUNK_BYTES });
  proxy.leadTo(city.gateway.port);
  const pages = Array.from({ length: 20 }, () => randomBytes(2_000_000));
  await own.openDossier(...pages);
  own.start({ url: `http://127.0.0.1:${proxy.port}` });
  await own.until('all pages are there', ({ waitingScans, waitingEvents }) => waitingScans === 0 && waitingEvents === 0, 100_000);
  for (const page of pages) expect([await isAtCity(own, page), await announced(own, page)]).toEqual([true, 1]);
  expect(proxy.resets).toBeGreaterThan(20);
  expect(proxy.bytesSent / (20 * 2_000_000)).toBeLessThan(1.6);
  expect([own.bugs, uploadsOf(own)]).toEqual([[], []]);
});

it('a page under way goes on after the station was started again, where the city stands', async () => {
  await using own = await station(1);
  const page = largePage();
  await own.openDossier(page);
  own.line.rule = async ({ what, pass }) => (what.startsWith('PATCH ') && asked(own, 'PATCH') > 1 ? 'lost' : pass());
  own.start();
  await own.until('one piece is there', () => asked(own, 'PATCH') > 1);
  await own.stop();
  const before = own.line.asked.length;
  own.line.rule = ({ pass }) => pass();
  own.start();
  await own.quiet();
  expect(await isAtCity(own, page)).toBe(true);
  const since = own.line.asked.slice(before).filter((what) => what.includes(UPLOADS_PATH)).map((what) => what.split(' ')[0]);
  expect(since).toEqual(['HEAD', 'PATCH', 'PATCH']);
  expect(own.station.context.database.read((store) => store.all(z.unknown(), 'SELECT * FROM upload'))).toEqual([]);
});

it('the outbox says how much of a page is there', async () => {
  await using own = await station(2);
  await own.openDossier(largePage());
  own.line.rule = async ({ what, pass }) => (what.startsWith('PATCH ') && asked(own, 'PATCH') > 2 ? 'lost' : pass());
  own.start();
  await own.until('two pieces', () => own.outbox().scans[0]?.sent === 2 * UPLOAD_CHUNK_BYTES);
  own.line.rule = ({ pass }) => pass();
  await own.quiet();
  expect(own.outbox().scans).toEqual([]);
});

it('an upload that the city has given up is begun anew', async () => {
  await using own = await station(3);
  const page = largePage();
  await own.openDossier(page);
  own.line.rule = async ({ what, pass }) => {
    if (what.startsWith('PATCH ') && asked(own, 'PATCH') === 2) await city.pool.query('DELETE FROM upload WHERE commune = $1', [own.commune]);
    return pass();
  };
  own.start();
  await own.quiet();
  expect([await isAtCity(own, page), asked(own, 'POST')]).toEqual([true, 2]);
});

it('whoever answers without our question\'s name is no city, whatever his status', async () => {
  await using own = await station(4);
  const page = largePage();
  await own.openDossier(page);
  const strangers: readonly LineAnswer[] = [
    { status: 204, type: '', body: '', headers: { 'upload-offset': String(page.length) } }, { status: 200, type: 'text/html', body: '<html></html>' },
    { status: 404, type: 'text/html', body: 'nothing' }, { status: HASH_MISMATCH_STATUS, type: '', body: '', headers: { 'x-request-id': 'somebody-else' } },
  ];
  let answered = 0;
  own.line.rule = ({ what, pass }) => {
    const stranger = what.startsWith('PATCH ') ? strangers[answered] : undefined;
    if (stranger === undefined) return pass();
    answered += 1;
    return stranger;
  };
  own.start();
  await own.quiet();
  expect([await isAtCity(own, page), answered, asked(own, 'POST')]).toEqual([true, strangers.length, 1]);
  expect(own.states.some(({ code }) => code === 'city.captive-portal')).toBe(true);
});

it('a page that the city gets otherwise, again and again, is shown, and goes when that has an end', async () => {
  await using own = await station(5);
  const page = largePage();
  await own.openDossier(page);
  own.line.rule = (exchange) => (exchange.what.startsWith('PATCH ') ? refused(exchange, HASH_MISMATCH_STATUS, 'wire.hash-mismatch') : exchange.pass());
  own.start();
  await own.until('it is shown', () => own.outbox().scans[0]?.code === 'city.refused');
  expect(asked(own, 'POST')).toBeGreaterThanOrEqual(4);
  own.line.rule = ({ pass }) => pass();
  own.sync.now();
  await own.quiet();
  expect([await isAtCity(own, page), await announced(own, page)]).toEqual([true, 1]);
});

it('a page whose file is found changed after the city has got other bytes is called damaged', async () => {
  await using own = await station(6);
  await own.openDossier(largePage());
  own.line.rule = (exchange) => {
    if (!exchange.what.startsWith('PATCH ')) return exchange.pass();
    writeFileSync(fileOf(own), readFileSync(fileOf(own)).with(40, (readFileSync(fileOf(own))[40] ?? 0) ^ 1));
    return refused(exchange, HASH_MISMATCH_STATUS, 'wire.hash-mismatch');
  };
  own.start();
  await own.until('damaged', () => own.outbox().scans[0]?.code === 'page.damaged');
  expect(asked(own, 'PATCH')).toBe(1);
});

it('the same page in two dossiers is sent once, and is verified only when the city says so', async () => {
  await using own = await station(7);
  const page = largePage();
  await own.openDossier(page);
  await own.openDossier(page);
  const states: string[] = [];
  own.line.rule = async ({ what, pass }) => {
    states.push(`${what.split(' ')[0] ?? ''} ${own.state().waitingScans}`);
    return pass();
  };
  own.start();
  await own.quiet();
  expect([await isAtCity(own, page), await announced(own, page), asked(own, 'POST'), asked(own, 'PATCH')]).toEqual([true, 1, 1, PIECES]);
  expect(states.filter((state) => state.startsWith('PATCH'))).toEqual(['PATCH 1', 'PATCH 1', 'PATCH 1']);
});

/** A gateway as a process of its own, on the test's database and folder. */
async function gatewayProcess(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const stations = path.join(city.folder, 'stations.json');
  writeFileSync(stations, JSON.stringify(COMMUNES));
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../../../city/main.ts'), '--stations', stations, '--database-url', city.postgres.url, '--blobs', city.blobs], { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  await until('the gateway listens', () => out.includes('\n'), 60_000);
  return { child, port: z.looseObject({ port: z.int() }).parse(JSON.parse(out)).port };
}
async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

it('a gateway that is killed in the middle of a page, and between its file and its row, loses nothing and says nothing twice', { timeout: 120_000 }, async () => {
  await using own = await station(8);
  await using proxy = await FaultProxy.start(new Chance(1), { resetChance: 0, resetWithinBytes: 1 });
  const pages = [largePage(), largePage()] as const;
  await own.openDossier(...pages);
  const first = await gatewayProcess();
  proxy.leadTo(first.port);
  own.start({ url: `http://127.0.0.1:${proxy.port}` });
  await own.until('a piece is there', () => proxy.bytesSent > UPLOAD_CHUNK_BYTES);
  await kill(first.child);
  // The row cannot be written as long as somebody else holds the counter of the feed.
  const holder = await city.pool.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT last FROM feed_counter WHERE commune = $1 FOR UPDATE', [own.commune]);
  const second = await gatewayProcess();
  proxy.leadTo(second.port);
  const placeOf = (page: Buffer): string => path.join(city.blobs, own.commune, sha256(page).slice(0, 2), sha256(page));
  await until('a page lies at its place', () => pages.some((page) => existsSync(placeOf(page))));
  expect(await Promise.all(pages.map((page) => announced(own, page)))).toEqual([0, 0]);
  await kill(second.child);
  await holder.query('ROLLBACK');
  holder.release();
  expect(own.state().waitingScans).toBe(2);
  const third = await gatewayProcess();
  proxy.leadTo(third.port);
  await own.quiet();
  expect(await Promise.all(pages.flatMap((page) => [isAtCity(own, page), announced(own, page)]))).toEqual([true, 1, true, 1]);
  expect([uploadsOf(own), own.bugs]).toEqual([[], []]);
  await kill(third.child);
});
