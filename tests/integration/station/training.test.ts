// Training as it happens on a machine: begun and ended at the administration, killed in between; the real store lies there untouched, and the city hears nothing.

import { createHash, randomUUID } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FieldCode } from '../../../shared/base/ids.ts';
import { fileVault } from '../../../electron/station/life/keys/vault.ts';
import { readMachineSettings } from '../../../electron/link/settings.ts';
import { trainingSettings } from '../../../electron/link/training.ts';
import { stationKeys } from '../../../electron/station/station-keys.ts';
import { StationDatabase } from '../../../electron/station/store/database.ts';
import { readOperations } from '../../../electron/station/store/event-log.ts';
import { WIRE_VERSION } from '../../../shared/wire/messages.ts';
import { call, refusalOf } from '../city/sending-station.ts';
import { startCity, STATIONS, until, type CityUnderTest } from '../city/city-under-test.ts';
import { Line } from '../sync/line.ts';
import type { Window } from '../../morning/window.ts';
import { Machine } from './machine.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city[Symbol.asyncDispose]());
const key = STATIONS.find(({ commune, station }) => commune === 'T149' && station === 'K1')?.key ?? expect.fail('the hub is enrolled');
/** Stations are started six times over in one of them, on a machine that has other work. */
const LONG_MS = 240_000;
const ticket = () => ({ requestId: randomUUID(), field: 'A' as FieldCode, priority: 'none' as const, procedureCode: null });

/** SHA-256 of every file of the real store; the places of training and of logs are not part of it. */
function real(machine: Machine): Readonly<Record<string, string>> {
  const files = readdirSync(machine.dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.relative(machine.dataFolder, path.join(parentPath, name)));
  return Object.fromEntries(files.filter((file) => !/^(training|logs)/.test(file)).map((file) => [file, createHash('sha256').update(readFileSync(path.join(machine.dataFolder, file))).digest('hex')]));
}

async function become(window: Window, wanted: boolean): Promise<void> {
  await window.until(wanted ? 'training' : 'real work', async () => ((await window.call('point.describe', {})).training === wanted ? true : null));
}

it('is begun, killed and ended, and neither the real store nor the city knows anything of it', async () => {
  await using line = await Line.start(() => city.gateway.url);
  await using machine = new Machine({ city: { url: line.url, key, retry: { baseMs: 50, capMs: 300 } } });
  await machine.start();
  const [kiosk, admin, counter] = [await machine.open('kiosk'), await machine.open('admin'), await machine.open('counter-1')];
  const first = await kiosk.call('ticket.issue', ticket());
  await counter.call('queue.next', {});
  // Somebody stands at a counter.
  await expect(admin.call('training.begin', {})).rejects.toMatchObject({ failure: { code: 'training.visit-open', params: { count: 1 } } });
  await counter.call('ticket.finish', { ticketId: first.ticketId });
  await admin.until('quiet', async () => ((await admin.call('outbox.read', {})).sync.waitingEvents === 0 ? true : null));

  const stations = machine.stationPids.length;
  await admin.call('training.begin', {});
  await become(admin, true);
  expect(machine.stationPids.length).toBe(stations + 1);
  const before = real(machine);
  const asked = line.asked.length;

  // What a new place of training has.
  const { dossiers } = await admin.call('dossier.list', { limit: 50 });
  expect(dossiers.length).toBe(5);
  expect(dossiers.every(({ provisionalCode }) => provisionalCode.startsWith('T149-TAP-'))).toBe(true);
  expect(new Set(dossiers.map(({ status }) => status))).toEqual(new Set([2, 4, 5, 9]));
  expect(await admin.call('training.read', {})).toEqual({ isTraining: true, canSwitch: true, serving: 0, waiting: 4 });
  expect((await admin.call('outbox.read', {})).sync).toMatchObject({ kind: 'unconfigured', waitingEvents: 0 });
  const practised = await kiosk.call('ticket.issue', ticket());

  // Power for the station: it comes back as what it was.
  await machine.killStation();
  await become(admin, true);
  expect((await kiosk.until('the station', () => kiosk.call('ticket.read', { ticketId: practised.ticketId }))).number).toBe(practised.number);

  // Afresh: what was practised is gone, and the invented people are back.
  await admin.call('training.afresh', {});
  await admin.until('four who wait', async () => ((await admin.call('training.read', {})).waiting === 4 ? true : null));
  await expect(kiosk.call('ticket.read', { ticketId: practised.ticketId })).rejects.toMatchObject({ failure: { code: 'ticket.not-found' } });

  expect(real(machine)).toEqual(before);
  expect(line.asked.length).toBe(asked);
  expect((await city.inspection.stations('T149')).filter(({ station }) => station === 'TAP')).toEqual([]);

  // Power for all: nobody finds the kiosk in training in the morning.
  await machine.end('SIGKILL');
  expect(real(machine)).toEqual(before);
  await machine.start();
  const again = await machine.open('admin');
  await become(again, false);
  expect(await (await machine.open('kiosk')).call('ticket.issue', ticket())).toMatchObject({ number: 'A002' });
  await until('the city hears of it', async () => (await again.call('outbox.read', {})).sync.waitingEvents === 0);
  await again.call('training.begin', {});
  await become(again, true);
  await again.call('training.end', {});
  await become(again, false);
  expect((await city.inspection.stations('T149')).find(({ station }) => station === 'K1')).toMatchObject({ broken: 0 });
}, LONG_MS);

it('is all there is on a machine that was started for it', async () => {
  await using machine = new Machine();
  await machine.start(['--training']);
  const admin = await machine.open('admin');
  await become(admin, true);
  expect(await admin.call('training.read', {})).toMatchObject({ isTraining: true, canSwitch: false });
  await expect(admin.call('training.end', {})).rejects.toMatchObject({ failure: { code: 'training.only' } });
  expect(readdirSync(machine.dataFolder)).not.toContain('station.db');
}, LONG_MS);

it('does not open as the real store, nor the real one for it, even with every file copied', async () => {
  await using machine = new Machine();
  await machine.start(['--training']);
  await become(await machine.open('admin'), true);
  await machine.end();
  cpSync(path.join(machine.dataFolder, 'training'), path.join(machine.folder, 'copied'), { recursive: true });
  renameSync(machine.dataFolder, path.join(machine.folder, 'aside'));
  renameSync(path.join(machine.folder, 'copied'), machine.dataFolder);
  expect(await machine.start()).toMatchObject({ kind: 'failed', code: 'store.training' });
  await machine.ended;
}, LONG_MS);

it('has nothing that a city takes, under whatever name and with a real key', async () => {
  await using machine = new Machine();
  await machine.start(['--training']);
  await become(await machine.open('admin'), true);
  await machine.end();
  const settings = trainingSettings(readMachineSettings(machine.settingsFile));
  using database = StationDatabase.open(settings.dataFolder, await stationKeys(settings, fileVault).find());
  const operations = database.read((store) => readOperations(store, 0, 100));
  expect(operations.length).toBeGreaterThan(8);
  const before = await city.inspection.eventCount('T149');
  const push = (station: string) => {
    const requestId = randomUUID();
    const body = JSON.stringify({ proto: WIRE_VERSION, requestId, commune: 'T149', station, incarnation: 1, operations });
    return call(city.gateway.url, '/v1/push', { method: 'POST', key, headers: { 'content-type': 'application/json', 'x-request-id': requestId }, body });
  };
  expect(refusalOf(await push('TAP'))).toMatchObject({ status: 403, code: 'wire.forbidden' });
  expect(refusalOf(await push('K1')).status).toBe(409);
  expect(await city.inspection.eventCount('T149')).toBe(before);
}, LONG_MS);
