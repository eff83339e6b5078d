// Everything that a morning needs, for real: gateway with PostgreSQL, the unreliable line, the hub's host and station as processes, practice devices.

import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { startLineProcess } from '../../build/demo/line-process.ts';
import { exampleStationKey, exampleWindows, readExampleProfile, writeCityStations, writeMachineSettings } from '../../build/demo/example-point.ts';
import { startBrowserHost } from '../../build/demo/hosts.ts';
import { root } from '../../build/checks/spawn.ts';
import { urlOfRunning } from '../../city/database/cluster.ts';
import { openInspection, type Inspection } from '../../city/inspect.ts';
import { practiceOptionsSchema, startPracticePoint, type PracticePoint } from '../../electron/practice/point.ts';
import { must } from '../../shared/base/must.ts';
import { pointProfileSchema, type PointProfile } from '../../shared/contract/point-profile.ts';
import type { Chance } from './chance.ts';
import { emptyPages } from './empty-pages.ts';
import { FaultProxy } from './fault-proxy.ts';
import { lookAt, type SeenPaper } from './paper-tray.ts';

const citySays = z.looseObject({ port: z.int(), databaseFolder: z.string(), blobs: z.string() });
/** On the morning's line one new connection in four breaks within its first 300 kB. */
const FAULTS = { resetChance: 0.25, resetWithinBytes: 300_000 };
/** Pictures that each scanner draws: every page still is a file of its own, and drawing takes no time from what is played. */
const DISTINCT_SHEETS = 6;
/** Waiting times of a station that is watched: the defaults are for a network that is away for hours. */
const RETRY = { baseMs: 150, capMs: 1500 };

export interface Town extends AsyncDisposable {
  readonly profile: PointProfile;
  readonly line: FaultProxy;
  readonly practice: PracticePoint;
  readonly inspection: Inspection;
  /** What came out of the printer with something on it, in order. */
  papers(): readonly SeenPaper[];
  /** SHA-256 of every page that left a scanner whole, in order. */
  scanned(): readonly string[];
  /** A new address of a window, good once. */
  newAddress(windowId: string): Promise<string>;
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
  const line = undo.use(await FaultProxy.start(chance.fork(), FAULTS));
  const practice = undo.use(await startPracticePoint(practiceOptionsSchema.parse({ counters: [1, 2], seed: chance.between(1, 1_000_000), sheets: 0, distinctSheets: DISTINCT_SHEETS })));
  const papers: SeenPaper[] = [];
  practice.printer.onPrinted((page) => {
    const seen = lookAt(page);
    if (seen !== null) papers.push(seen);
  });
  const scanned: string[] = [];
  for (const { scanner } of practice.counters) scanner.onServed(({ bytes }) => scanned.push(createHash('sha256').update(bytes).digest('hex')));
  const settingsFile = writeMachineSettings(path.join(folder, 'station'), {
    dataFolder: path.join(folder, 'station'),
    profile,
    city: { url: `http://127.0.0.1:${line.port}`, key, timeoutMs: 5000, retry: RETRY },
    devices: practice.deviceSettings(),
    host: { port: 0, windows: exampleWindows(profile) },
  });
  // City and station need not wait for each other: the station comes up without a line.
  const [city, host] = await Promise.all([
    startLineProcess({
      name: 'the city gateway',
      entry: path.join(root, 'city', 'main.ts'),
      env: { CITY_PORT: '0', CITY_DATABASE_FOLDER: path.join(folder, 'city', 'postgres'), CITY_BLOBS: path.join(folder, 'city', 'blobs'), CITY_STATIONS: writeCityStations(path.join(folder, 'keys'), profile, key) },
      says: citySays,
      onLog,
    }).then((running) => undo.use(running)),
    startBrowserHost(settingsFile, [], onLog, await emptyPages(path.join(folder, 'pages'))).then((running) => undo.use(running)),
  ]);
  line.leadTo(city.said.port);
  const inspection = undo.use(openInspection({ databaseUrl: must(await urlOfRunning(city.said.databaseFolder), 'the gateway has just said that its database runs'), blobs: city.said.blobs }));
  const parts = undo.move();
  return {
    profile, line, practice, inspection,
    papers: () => papers,
    scanned: () => scanned,
    newAddress: (windowId) => host.newAddress(windowId),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
