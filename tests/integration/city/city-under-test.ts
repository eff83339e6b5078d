// A whole city for a test: a real PostgreSQL in a folder of its own, a gateway on a free port, and a look inside.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { machineClock } from '../../../city/clock.ts';
import { startEmbeddedPostgres } from '../../../city/database/embedded.ts';
import type { EmbeddedPostgres } from '../../../city/database/embedded.ts';
import { openPool } from '../../../city/database/pool.ts';
import { enrolmentSchema } from '../../../city/enrolment.ts';
import type { EnrolledStation } from '../../../city/enrolment.ts';
import { startGateway } from '../../../city/gateway.ts';
import type { Gateway } from '../../../city/gateway.ts';
import { openInspection } from '../../../city/inspect.ts';
import type { Inspection } from '../../../city/inspect.ts';
import type { LogFacts, LogLevel } from '../../../city/log.ts';

/** Two communes of one city; keys are made up. */
export const STATIONS: readonly EnrolledStation[] = enrolmentSchema.parse([
  ...['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'K1', 'K2'].map((station) => enrolled('T149', station, 'H26.149')),
  enrolled('T150', 'C1', 'H26.150'),
  enrolled('T150', 'C2', 'H26.150'),
  enrolled('T150', 'C3', 'H26.150'),
]);

function enrolled(commune: string, station: string, agency: string) {
  return { commune, station, agency, key: `key-of-${commune}-${station}`.padEnd(32, '.') };
}

/** Key of the city's own case system; made up. */
export const SYSTEM_KEY = 'key-of-the-system-of-the-city'.padEnd(32, '.');

export interface LogLine {
  readonly level: LogLevel;
  readonly what: string;
  readonly facts: LogFacts;
}

export interface CityUnderTest extends AsyncDisposable {
  readonly postgres: EmbeddedPostgres;
  readonly gateway: Gateway;
  readonly inspection: Inspection;
  readonly pool: Pool;
  readonly blobs: string;
  readonly log: readonly LogLine[];
  /** Folder for whatever the test needs; gone at the end. */
  readonly folder: string;
}

/** A folder that is removed at the end. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'city-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Starts everything. Dispose of it in `afterAll`. */
export async function startCity(stations: readonly EnrolledStation[] = STATIONS): Promise<CityUnderTest> {
  const folder = await temporaryFolder();
  const log: LogLine[] = [];
  const note = (level: LogLevel, what: string, facts: LogFacts = {}): void => void log.push({ level, what, facts });
  const postgres = await startEmbeddedPostgres({ folder: join(folder.path, 'postgres'), clock: machineClock, log: note });
  const blobs = join(folder.path, 'blobs');
  const gateway = await startGateway({ database: { kind: 'url', url: postgres.url }, blobs, updates: join(folder.path, 'updates'), catalogues: join(folder.path, 'catalogues'), stations, systemKey: SYSTEM_KEY, log: note });
  const inspection = openInspection({ databaseUrl: postgres.url, blobs });
  const pool = openPool(postgres.url, note);
  return {
    postgres, gateway, inspection, pool, blobs, log, folder: folder.path,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await inspection[Symbol.asyncDispose]();
      await pool.end();
      await postgres[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Waits for a condition, looking every few milliseconds; fails after `ms`. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await machineClock.pause(10);
  }
}
