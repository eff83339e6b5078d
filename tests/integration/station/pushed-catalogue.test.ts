// The whole station with a city that has published a catalogue: it arrives by itself, is new at the counter until it was seen, and going back outlasts a restart.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishCatalogue } from '../../../city/catalogue/publish.ts';
import { readMachineSettings } from '../../../electron/link/settings.ts';
import { cityOutside } from '../../../electron/station/city-outside.ts';
import { compose, type Station } from '../../../electron/station/compose.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { fileVault } from '../../../electron/station/life/keys/vault.ts';
import { stationKeys } from '../../../electron/station/station-keys.ts';
import type { ProcedureCode } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { stationFrameSchema, type Caller } from '../../../shared/contract/command.ts';
import { commands, type CommandInput, type CommandName, type CommandOutput } from '../../../shared/contract/commands.ts';
import { startCity, STATIONS, until } from '../city/city-under-test.ts';
import type { CityUnderTest } from '../city/city-under-test.ts';
import { Machine } from './machine.ts';

const SHIPPED = path.join(import.meta.dirname, '../../../resources/catalogue/procedures.json');
const BIRTH = '1.001193' as ProcedureCode;
const ADMIN: Caller = { role: 'admin' };
const COUNTER = { role: 'counter', counterId: 1 } as Caller;
let city: CityUnderTest;
let machine: Machine;
let station: Station;
const answers = new Map<string, (text: string) => void>();

async function start(): Promise<void> {
  const settings = readMachineSettings(machine.settingsFile);
  station = await compose({
    settings, outside: cityOutside, keys: stationKeys(settings, fileVault), host: { kind: 'browser', electronVersion: null, nodeVersion: process.versions.node }, clock: systemClock,
    log: { info: () => undefined, warn: () => undefined, error: (event, error) => expect.fail(`${event}: ${String(error)}`) }, send: (clientId, text) => answers.get(clientId)?.(text),
  });
}
beforeAll(async () => {
  city = await startCity();
  machine = new Machine({ city: { url: city.gateway.url, key: STATIONS.find((each) => each.commune === 'T149' && each.station === 'K1')?.key ?? '' } });
}, 60_000);
afterAll(async () => {
  await station[Symbol.asyncDispose]();
  await machine[Symbol.asyncDispose]();
  await city[Symbol.asyncDispose]();
});

let clients = 0;
async function call<Name extends CommandName>(caller: Caller, command: Name, input: Omit<CommandInput<Name>, 'requestId'>): Promise<CommandOutput<Name>> {
  clients += 1;
  const clientId = `page-${clients}`;
  const answered = new Promise<string>((resolve) => {
    answers.set(clientId, (text) => {
      if ('id' in (JSON.parse(text) as object)) resolve(text);
    });
  });
  station.door.open(clientId, caller, clientId);
  await station.door.receive(clientId, JSON.stringify({ id: 1, command, input: commands[command].changes ? { requestId: systemClock.uuid(), ...input } : input }));
  const frame = stationFrameSchema.parse(JSON.parse(await answered));
  station.door.close(clientId);
  if ('event' in frame || !frame.ok) throw new Error('event' in frame ? frame.event : frame.error.code);
  return commands[command].output.parse(frame.output) as CommandOutput<Name>;
}
const read = (caller: Caller) => call(caller, 'catalogue.read', { from: 0 });
const fee = async (): Promise<string> => (await call(COUNTER, 'procedure.read', { code: BIRTH })).feeText;

it('arrives, is new until it was seen, and is left for good', async () => {
  const file = path.join(city.folder, 'new.json');
  const catalogue = JSON.parse(readFileSync(SHIPPED, 'utf8')) as { readonly procedures: readonly { readonly code: string }[] };
  writeFileSync(file, JSON.stringify({ ...catalogue, procedures: catalogue.procedures.map((procedure) => (procedure.code === BIRTH ? { ...procedure, feeText: '12.345 đồng' } : procedure)) }));
  mkdirSync(path.join(city.folder, 'catalogues'), { recursive: true });
  expect(await publishCatalogue({ folder: path.join(city.folder, 'catalogues'), file, commune: null, edition: null, ends: null, isTrial: false })).toMatchObject({ edition: 1 });
  await start();
  const before = await fee();
  await until('the catalogue of the city', async () => (await read(COUNTER)).since !== null, 60_000);
  expect([before === '12.345 đồng', await fee()]).toEqual([false, '12.345 đồng']);
  const news = await read(COUNTER);
  expect(news).toMatchObject({ held: { origin: 'city', edition: 1 }, counts: { changed: 1, ended: 0, new: 0 }, changes: [{ code: BIRTH, differences: [{ what: 'fee', before, after: '12.345 đồng' }] }] });
  await call(COUNTER, 'catalogue.seen', { since: must(news.since, 'another holds by now') });
  expect([(await read(COUNTER)).counts.changed, (await read({ role: 'counter', counterId: 2 } as Caller)).counts.changed]).toEqual([0, 1]);
  expect(await call(ADMIN, 'catalogue.go-back', { since: news.since, reason: 'sai lệ phí' })).toMatchObject({ held: { origin: 'shipped' }, reason: 'sai lệ phí' });
  await station[Symbol.asyncDispose]();
  await start();
  expect([await fee(), (await read(ADMIN)).before?.edition, (await call(ADMIN, 'health.read', {})).checks.find(({ name }) => name === 'catalogue')?.state]).toEqual([before, 1, 'ok']);
});
