// The door to the portal in a gateway of its own process that is killed while it speaks: nothing is said twice, nothing is left out, and only to a portal whose certificate is right.

import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ensureTools } from '../../../build/setup/system-tools.ts';
import { startPortalDoor } from '../../../city/adapters/sender.ts';
import { readPortalSettings } from '../../../city/adapters/settings.ts';
import { ClassicStub } from '../../../city/adapters/stub/classic.ts';
import { faultSchema } from '../../../city/adapters/stub/faults.ts';
import { startPortalStub } from '../../../city/adapters/stub/server.ts';
import { BlobStore } from '../../../city/blobs/store.ts';
import { machineClock } from '../../../city/clock.ts';
import { startCity, STATIONS, until } from './city-under-test.ts';
import type { CityUnderTest, LogLine } from './city-under-test.ts';
import { classicSettings, codesOf, CREDENTIALS, isQuiet, LIVES, liveThroughADay, moneyOf, writePortalFiles } from './portal-day.ts';
import { SendingStation } from './sending-station.ts';

const ENTRY = join(import.meta.dirname, '../../../city/main.ts');
const CREDENTIALS_FILE = { username: CREDENTIALS.name, password: CREDENTIALS.secret };
let city: CityUnderTest;
let portal: ClassicStub;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());
beforeEach(() => {
  portal = new ClassicStub(CREDENTIALS);
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

/** A second gateway on the same database, with the door. */
async function gatewayWithDoor(portalFile: string): Promise<ChildProcess> {
  const stations = join(city.folder, 'stations.json');
  await writeFile(stations, JSON.stringify(STATIONS));
  const child = spawn(process.execPath, [ENTRY, '--stations', stations, '--database-url', city.postgres.url, '--blobs', city.blobs, '--portal', portalFile], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.resume();
  await until('it listens', () => said.includes('\n') || child.exitCode !== null, 60_000);
  return child;
}

it('A gateway that is killed between sending and noting doubles nothing and forgets nothing', async () => {
  await using stub = await startPortalStub(portal);
  // Who died over a step is known by time: a short one here.
  const file = await writePortalFiles(city.folder, classicSettings(stub.url, { timeoutMs: 1000, parallel: 2 }), CREDENTIALS_FILE);
  const sender = new SendingStation(city.gateway.url, 'T149', 'C1');
  const lives = await liveThroughADay(city.gateway.url, sender, 1);
  const money = lives.map(({ id }) => moneyOf(sender, id, randomUUID()));
  await sender.push(money.flatMap((each) => [each.charged(), each.asked()]));
  for (const on of ['DongBoHoSoMC', 'CapNhatTienDoHoSoMC', 'TraCuuHoSo', 'CapNhatTienDoHoSoMC', 'DongBoHoSoMC']) {
    stub.faults.clear();
    const heard = stub.asked.length;
    const child = await gatewayWithDoor(file);
    // Taken, and the answer is on its way for longer than the sender lives.
    stub.faults.tell(faultSchema.parse({ kind: 'slow', on, ms: 900 }));
    await until(`${on} is taken`, () => stub.asked.slice(heard).includes(on) && stub.faults.next(on) === null, 60_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const paid = money.shift();
    if (paid !== undefined) await sender.push([paid.confirmed()]);
  }
  stub.faults.clear();
  const last = await gatewayWithDoor(file);
  await until('the door is quiet', () => isQuiet(city.pool), 90_000);
  const codes = await codesOf(city.pool, 'T149');
  expect(lives.map(({ id, life }) => {
    const found = portal.cases.get(codes.get(id) ?? '');
    return { life, steps: found?.progress.map(({ TrangThai }) => Number(TrangThai)), created: found?.created, fee: found?.dossier.DanhSachLePhi?.[0]?.Gia, online: found?.dossier.DuocThanhToanTrucTuyen };
  })).toEqual(lives.map(({ life }, place) => ({ life, steps: [...LIVES[life]], created: 1, fee: life === 'erased' ? undefined : '8000', online: life === 'erased' || place >= 5 ? undefined : '0' })));
  expect(portal.complaints).toEqual([]);
  expect(portal.repeats).toBeGreaterThan(0);
  last.kill('SIGTERM');
  expect((await once(last, 'exit'))[0]).toBe(0);
}, 300_000);

it('A door that is closed while the portal is silent does not keep the gateway, and says nothing twice afterwards', async () => {
  await using stub = await startPortalStub(portal);
  const log: LogLine[] = [];
  const settings = await readPortalSettings(await writePortalFiles(city.folder, classicSettings(stub.url, { timeoutMs: 30_000, firstPauseMs: 10, unknownOutcome: 'repeat' }), CREDENTIALS_FILE));
  const open = () => startPortalDoor({ pool: city.pool, clock: machineClock, store: new BlobStore(city.blobs, machineClock), log: (level, what, facts = {}) => void log.push({ level, what, facts }), settings });
  const sender = new SendingStation(city.gateway.url, 'T149', 'C4');
  const opening = sender.dossier();
  stub.faults.tell(faultSchema.parse({ kind: 'slow', on: 'CapNhatTienDoHoSoMC', ms: 25_000 }));
  await sender.push([opening]);
  const door = open();
  await until('the step is taken', () => stub.asked.includes('CapNhatTienDoHoSoMC'));
  const before = performance.now();
  await door[Symbol.asyncDispose]();
  expect(performance.now() - before).toBeLessThan(20_000);
  await using _door = open();
  await until('the door is quiet', () => isQuiet(city.pool));
  expect([portal.cases.get((await codesOf(city.pool, 'T149')).get(opening.aggId) ?? '')?.progress.length, portal.repeats, portal.complaints]).toEqual([1, 1, []]);
  expect(log.filter(({ level }) => level !== 'info')).toEqual([]);
});

it('Two gateways with the door say each thing once', async () => {
  await using stub = await startPortalStub(portal);
  const file = await writePortalFiles(city.folder, classicSettings(stub.url, { timeoutMs: 10_000 }), CREDENTIALS_FILE);
  await Promise.all([gatewayWithDoor(file), gatewayWithDoor(file)]);
  const lives = await liveThroughADay(city.gateway.url, new SendingStation(city.gateway.url, 'T149', 'C2'), 1);
  await until('the doors are quiet', () => isQuiet(city.pool), 90_000);
  const codes = await codesOf(city.pool, 'T149');
  expect(lives.map(({ id }) => portal.cases.get(codes.get(id) ?? '')?.progress.map(({ TrangThai }) => Number(TrangThai)))).toEqual(lives.map(({ life }) => [...LIVES[life]]));
  expect([portal.complaints, portal.repeats]).toEqual([[], 0]);
}, 180_000);

it('A portal whose certificate nobody vouches for gets nothing, not even the password', async () => {
  expect(await ensureTools(['openssl']), 'openssl is needed').toBe(true);
  const [key, cert] = [join(city.folder, 'portal.key'), join(city.folder, 'portal.pem')];
  await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']);
  await using stub = await startPortalStub(portal, { tls: { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') } });
  const log: LogLine[] = [];
  const door = async (changed: Readonly<Record<string, unknown>>) =>
    startPortalDoor({
      pool: city.pool, clock: machineClock, store: new BlobStore(city.blobs, machineClock), log: (level, what, facts = {}) => void log.push({ level, what, facts }),
      settings: await readPortalSettings(await writePortalFiles(city.folder, classicSettings(stub.url, changed), CREDENTIALS_FILE)),
    });
  const sender = new SendingStation(city.gateway.url, 'T149', 'C3');
  await sender.push([sender.dossier()]);
  {
    await using _door = await door({});
    await until('it is refused', () => log.some(({ facts }) => facts['code'] === 'portal.certificate'));
    expect(log.find(({ what }) => what === 'portal.away')).toMatchObject({ level: 'alarm', facts: { owner: 'city' } });
    expect(stub.asked).toEqual([]);
  }
  await using _door = await door({ authorityFile: 'portal.pem' });
  await until('the door is quiet', () => isQuiet(city.pool));
  expect([portal.cases.size, portal.logins, portal.complaints]).toEqual([1, 1, []]);
});

it('Settings that would give a secret away, or are wrong, are refused with the place and without the secret', async () => {
  const write = (changed: Readonly<Record<string, unknown>>) => writePortalFiles(city.folder, classicSettings('https://portal.example', changed), CREDENTIALS_FILE);
  await expect(readPortalSettings(await write({ url: 'http://portal.example' }))).rejects.toThrow(/url only https/);
  await expect(readPortalSettings(await write({ since: '2026-02-30' }))).rejects.toThrow(/since a day/);
  await expect(readPortalSettings(await write({ paperKind: null }))).rejects.toThrow(/paperKind/);
  const file = await write({});
  await expect(readPortalSettings(file)).resolves.toMatchObject({ dialect: 'classic', parallel: 4 });
  await chmod(join(city.folder, 'credentials.json'), 0o644);
  await expect(readPortalSettings(file)).rejects.toThrow(/chmod 600/);
  await chmod(join(city.folder, 'credentials.json'), 0o600);
  await writeFile(join(city.folder, 'credentials.json'), '{"username": "u", "password": "a-secret-of-the-commune"');
  await expect(readPortalSettings(file)).rejects.toThrow(/^(?!.*a-secret).*not JSON$/);
});
