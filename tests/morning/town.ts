// Everything that a morning needs, for real: gateway with PostgreSQL, the unreliable line, the hub's host and station as processes, practice devices.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { startLineProcess } from '../../build/demo/line-process.ts';
import { exampleStationKey, exampleWindows, readExampleProfile, writeCityStations, writeMachineSettings } from '../../build/demo/example-point.ts';
import { startBrowserHost } from '../../build/demo/hosts.ts';
import { ensureRenderer } from '../../build/bundle/fresh.ts';
import { root } from '../../build/checks/spawn.ts';
import { urlOfRunning } from '../../city/database/cluster.ts';
import { openInspection, type Inspection } from '../../city/inspect.ts';
import { practiceOptionsSchema, startPracticePoint, type PracticePoint } from '../../electron/practice/point.ts';
import { must } from '../../shared/base/must.ts';
import { pointProfileSchema, type PointProfile } from '../../shared/contract/point-profile.ts';
import type { Chance } from './chance.ts';
import { FaultProxy } from './fault-proxy.ts';

const citySays = z.looseObject({ port: z.int(), databaseFolder: z.string(), blobs: z.string() });
/** On the morning's line one new connection in four breaks within its first 300 kB. */
const FAULTS = { resetChance: 0.25, resetWithinBytes: 300_000 };
/** Waiting times of a station that is watched: the defaults are for a network that is away for hours. */
const RETRY = { baseMs: 150, capMs: 1500 };

export interface Town extends AsyncDisposable {
  readonly profile: PointProfile;
  readonly line: FaultProxy;
  readonly practice: PracticePoint;
  readonly inspection: Inspection;
  addressOf(windowId: string): string;
}

/** Builds the town in a folder of its own below the system's temporary folder; disposing ends every process and removes the folder. */
export async function startTown(chance: Chance, onLog: (line: string) => void): Promise<Town> {
  await using undo = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-morning-'));
  undo.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const example = readExampleProfile();
  const fields = example.fields.map(({ code }) => code);
  const profile = pointProfileSchema.parse({ ...example, counters: example.counters.slice(0, 2).map((counter) => ({ ...counter, fields })) });
  const key = exampleStationKey(path.join(folder, 'keys'));
  const [, city, practice] = await Promise.all([
    ensureRenderer(),
    startLineProcess({
      name: 'the city gateway',
      entry: path.join(root, 'city', 'main.ts'),
      env: { CITY_PORT: '0', CITY_DATABASE_FOLDER: path.join(folder, 'city', 'postgres'), CITY_BLOBS: path.join(folder, 'city', 'blobs'), CITY_STATIONS: writeCityStations(path.join(folder, 'keys'), profile, key) },
      says: citySays,
      onLog,
    }).then((running) => undo.use(running)),
    startPracticePoint(practiceOptionsSchema.parse({ counters: [1, 2], seed: chance.between(1, 1_000_000), sheets: 0 })).then((running) => undo.use(running)),
  ]);
  const line = undo.use(await FaultProxy.start(city.said.port, chance.fork(), FAULTS));
  const settingsFile = writeMachineSettings(path.join(folder, 'station'), {
    dataFolder: path.join(folder, 'station'),
    profile,
    city: { url: `http://127.0.0.1:${line.port}`, key, timeoutMs: 5000, retry: RETRY },
    devices: practice.deviceSettings(),
    host: { port: 0, windows: exampleWindows(profile) },
  });
  const host = undo.use(await startBrowserHost(settingsFile, [], onLog));
  const inspection = undo.use(openInspection({ databaseUrl: must(await urlOfRunning(city.said.databaseFolder), 'the gateway has just said that its database runs'), blobs: city.said.blobs }));
  const parts = undo.move();
  return {
    profile, line, practice, inspection,
    addressOf: (windowId) => {
      const address = host.addresses.get(windowId);
      if (address === undefined) throw new Error(`no window ${windowId}`);
      return address;
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
