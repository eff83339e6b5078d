// Runs the example point: gateway with its database, practice devices, and the one machine that is hub and counters in one; ends them in order.

import path from 'node:path';
import { z } from 'zod';
import { urlOfRunning } from '../../city/database/cluster.ts';
import { openInspection, type Inspection } from '../../city/inspect.ts';
import { must } from '../../shared/base/must.ts';
import { root } from '../checks/spawn.ts';
import { EXAMPLE_PAYMENT, exampleStationKey, exampleWindows, readExampleProfile, writeCityStations, writeMachineSettings } from './example-point.ts';
import { startLineProcess } from './line-process.ts';

const citySays = z.looseObject({ port: z.int(), databaseFolder: z.string(), blobs: z.string() });
const practiceSays = z.looseObject({ controlUrl: z.string(), printer: z.looseObject({ port: z.int() }), devices: z.record(z.string(), z.unknown()) });

/** What surrounds the example machine while it runs. */
export interface ExampleSurroundings extends AsyncDisposable {
  /** Settings file of the machine, for whichever host runs it. */
  readonly settingsFile: string;
  readonly cityUrl: string;
  /** Dossiers that the city has of this point already. */
  readonly cityDossiers: number;
  /** A look into what the city holds, as long as it runs. */
  readonly inspection: Inspection;
  /** TCP port of the practice printer. */
  readonly printerPort: number;
  /** Page with all practice devices. */
  readonly practiceUrl: string;
  readonly windowIds: readonly string[];
  /** Resolves when a part ends by itself, with words for the terminal. */
  readonly broken: Promise<string>;
}

/** How the practice devices stand; nothing given, the printer takes any port and a person fills the feeders. */
export interface PracticeWishes {
  readonly printerPort?: number;
  /** Emptied feeders fill themselves. */
  readonly refills?: boolean;
}

/** Starts the city and the devices below `folder` and writes the machine's settings. `onLog` gets the lines of their logs. */
export async function startSurroundings(folder: string, onLog: (source: string, line: string) => void, wishes: PracticeWishes = {}): Promise<ExampleSurroundings> {
  await using undo = new AsyncDisposableStack();
  const profile = readExampleProfile();
  const key = exampleStationKey(path.join(folder, 'city'));
  const stations = writeCityStations(path.join(folder, 'city'), profile, key);
  const [city, practice] = await Promise.all([
    startLineProcess({
      name: 'the city gateway',
      entry: path.join(root, 'city', 'main.ts'),
      env: { CITY_PORT: '0', CITY_DATABASE_FOLDER: path.join(folder, 'city', 'postgres'), CITY_BLOBS: path.join(folder, 'city', 'blobs'), CITY_STATIONS: stations },
      says: citySays,
      onLog: (line) => onLog('city', line),
    }).then((running) => undo.use(running)),
    startLineProcess({
      name: 'the practice devices',
      entry: path.join(root, 'electron', 'practice', 'main.ts'),
      argv: [JSON.stringify({ counters: profile.counters.map(({ counterId }) => counterId), panelFields: profile.fields.filter(({ takesTickets }) => takesTickets).map(({ code }) => code).slice(0, 9), serialReaders: profile.counters.slice(1).slice(-1).map(({ counterId }) => counterId), ...wishes })],
      says: practiceSays,
      onLog: (line) => onLog('practice', line),
    }).then((running) => undo.use(running)),
  ]);
  const windows = exampleWindows(profile);
  const cityUrl = `http://127.0.0.1:${city.said.port}`;
  const settingsFile = writeMachineSettings(path.join(folder, 'station'), {
    dataFolder: path.join(folder, 'station'),
    profile,
    city: { url: cityUrl, key },
    devices: practice.said.devices,
    payment: EXAMPLE_PAYMENT,
    host: { port: 0, windows },
  });
  const databaseUrl = must(await urlOfRunning(city.said.databaseFolder), 'the gateway has just said that its database runs');
  const inspection = undo.use(openInspection({ databaseUrl, blobs: city.said.blobs }));
  const cityDossiers = (await inspection.dossiers(profile.commune)).length;
  const broken = Promise.race([city.ended.then((how) => `The city gateway has ended (${how}).`), practice.ended.then((how) => `The practice devices have ended (${how}).`)]);
  const parts = undo.move();
  return {
    settingsFile, cityUrl, cityDossiers, inspection, broken,
    printerPort: practice.said.printer.port,
    practiceUrl: practice.said.controlUrl,
    windowIds: windows.map(({ windowId }) => windowId),
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
