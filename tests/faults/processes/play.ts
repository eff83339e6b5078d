// Real processes that are killed: station, gateway and their line, while people work. In the end everything that was answered is at the city, once.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { root } from '../../../build/checks/spawn.ts';
import { exampleStationKey, readExampleProfile, writeCityStations } from '../../../build/demo/example-point.ts';
import { startLineProcess, type Running } from '../../../build/demo/line-process.ts';
import { urlOfRunning } from '../../../city/database/cluster.ts';
import { openInspection } from '../../../city/inspect.ts';
import { must } from '../../../shared/base/must.ts';
import { Machine } from '../../integration/station/machine.ts';
import { Chance } from '../../morning/chance.ts';
import { FaultProxy } from '../../morning/fault-proxy.ts';
import { compareMoney, KILLED_POINT_MONEY, readStatement, readStatements, type CityDesk } from './money.ts';
import { serveAt, takeNumbers, type Answered } from './work.ts';

const citySays = z.looseObject({ port: z.int(), databaseFolder: z.string(), blobs: z.string() });
type City = Running<z.output<typeof citySays>>;
/** One gateway's death for so many of the station's. */
const STATIONS_PER_GATEWAY = 12;
const COUNTERS = 3;
const WHOLE_DAY = { day: null, countedCash: null, countedTransfers: null } as const;

export interface ProcessesAccount {
  readonly seed: number;
  readonly kills: number;
  readonly gatewayKills: number;
  readonly resets: number;
  readonly tickets: number;
  readonly dossiers: number;
  readonly payments: number;
  /** Kills of the city's command that reads a bank's statement. */
  readonly readerKills: number;
  readonly events: number;
  readonly violations: readonly string[];
  readonly seconds: number;
}

/** Kills `kills` times; what it starts is put into `parts` and ended. */
export async function playKills(parts: AsyncDisposableStack, kills: number, seed: number, tell: (words: string) => void): Promise<ProcessesAccount> {
  const startedAt = performance.now();
  const chance = new Chance(seed);
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-kills-'));
  parts.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const profile = readExampleProfile();
  const key = exampleStationKey(path.join(folder, 'keys'));
  const stations = writeCityStations(path.join(folder, 'keys'), profile, key);
  const startCity = (): Promise<City> =>
    startLineProcess({
      name: 'the city gateway', entry: path.join(root, 'city', 'main.ts'), says: citySays,
      env: { CITY_PORT: '0', CITY_DATABASE_FOLDER: path.join(folder, 'postgres'), CITY_BLOBS: path.join(folder, 'blobs'), CITY_STATIONS: stations },
    });
  const city = { now: await startCity() };
  parts.defer(() => city.now[Symbol.asyncDispose]());
  const line = parts.use(await FaultProxy.start(chance.fork(), { resetChance: 0.3, resetWithinBytes: 6000 }));
  line.leadTo(city.now.said.port);
  const machine = parts.use(new Machine({ payment: KILLED_POINT_MONEY, city: { url: `http://127.0.0.1:${line.port}`, key, timeoutMs: 3000, retry: { baseMs: 50, capMs: 500 } } }));
  await machine.start();
  const windows = await Promise.all(['kiosk', ...profile.counters.slice(0, COUNTERS).map(({ counterId }) => `counter-${counterId}`)].map((windowId) => machine.open(windowId)));
  const answered: Answered = { tickets: new Map(), dossiers: new Map(), receipts: new Set(), payments: new Map() };
  const over = { is: false };
  const [kiosk, ...counters] = windows;
  const working = [
    takeNumbers(must(kiosk, 'it was opened'), chance.fork(), answered, () => over.is),
    ...counters.map((window) => serveAt(window, chance.fork(), answered, () => over.is)),
  ];
  const desk: CityDesk = { commune: profile.commune, folder, databaseFolder: () => city.now.said.databaseFolder };
  const reading = readStatements(desk, chance.fork(), answered, () => over.is);
  const broken = Promise.all([...working, reading]).then(() => undefined);
  let gatewayKills = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    await Promise.race([delay(chance.between(150, 800)), broken]);
    await machine.killStation();
    if (kill % STATIONS_PER_GATEWAY === 0) {
      gatewayKills += 1;
      city.now.child.kill('SIGKILL');
      await city.now.ended;
      city.now = await startCity();
      line.leadTo(city.now.said.port);
    }
    if (kill % 25 === 0) tell(`${kill} kills: ${answered.tickets.size} numbers and ${answered.dossiers.size} dossiers were answered`);
  }
  over.is = true;
  await broken;
  line.calm();
  await readStatement(desk, answered, null);
  const violations = await compare(machine, city.now, profile.commune, answered);
  return {
    seed, kills, gatewayKills, resets: line.resets, tickets: answered.tickets.size, dossiers: answered.dossiers.size, payments: answered.payments.size, readerKills: await reading, events: violations.events, violations: violations.found,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  };
}

/** Waits until the station says that nothing waits, and holds the city against the answers. */
async function compare(machine: Machine, city: City, commune: string, answered: Answered): Promise<{ readonly events: number; readonly found: readonly string[] }> {
  const admin = await machine.open('admin');
  // The last words of the bank are heard, and answered.
  await admin.until('every transfer confirmed', async () => ((await admin.call('payday.read', WHOLE_DAY)).pending.length === 0 ? true : null), { limitMs: 120_000 });
  await admin.until('everything at the city', async () => {
    const { sync } = await admin.call('outbox.read', {});
    return sync.kind === 'idle' && sync.waitingEvents === 0 ? true : null;
  }, { limitMs: 120_000 });
  const databaseUrl = must(await urlOfRunning(city.said.databaseFolder), 'the gateway runs its database');
  await using inspection = openInspection({ databaseUrl, blobs: city.said.blobs });
  const found: string[] = [...(await compareMoney(admin, databaseUrl, commune, answered))];
  const dossiers = new Map((await inspection.dossiers(commune)).map((dossier) => [dossier.dossierId, dossier.provisionalCode]));
  for (const [dossierId, code] of answered.dossiers) if (dossiers.get(dossierId) !== code) found.push(`P1 no loss: a dossier is not at the city under its code: ${code}`);
  const tickets = await inspection.issuedTickets(commune);
  const issued = new Map(tickets.map(({ ticketId, number }) => [ticketId, number]));
  for (const [ticketId, number] of answered.tickets) if (issued.get(ticketId) !== number) found.push(`P1 no loss: a number is not at the city: ${number}`);
  if (new Set(tickets.map(({ day, number }) => `${day} ${number}`)).size !== tickets.length) found.push('P8 tickets: a number was given twice');
  for (const { what, key, times } of await inspection.duplicates(commune)) found.push(`P2 once: ${what} ${key} is there ${times} times`);
  for (const { station, broken } of await inspection.stations(commune)) if (broken > 0) found.push(`P5 order: the log of ${station} is broken at the city in ${broken} places`);
  for (const { code } of await inspection.rejected(commune)) found.push(`a refused operation: ${code}`);
  const { checks } = await admin.call('health.read', {});
  for (const { name, state } of checks) if ((name === 'store' || name === 'log-seal') && state === 'failed') found.push(`the station's check ${name} failed`);
  return { events: await inspection.eventCount(commune), found };
}
