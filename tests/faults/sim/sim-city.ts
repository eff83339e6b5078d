// The real gateway over a real PostgreSQL, without sockets: every route with its authentication and parsing, one commune that is emptied before each history.
// PostgreSQL runs with fsync off: what a power cut does to it is not asked here, and a history must cost milliseconds.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { z } from 'zod';
import { BlobStore } from '../../../city/blobs/store.ts';
import { machineClock, type CityClock } from '../../../city/clock.ts';
import { startEmbeddedPostgres } from '../../../city/database/embedded.ts';
import { migrate } from '../../../city/database/migrate.ts';
import { openPool } from '../../../city/database/pool.ts';
import { readRows } from '../../../city/database/rows.ts';
import { enrol, enrolmentSchema, type EnrolledStation } from '../../../city/enrolment.ts';
import { Wakeups } from '../../../city/feed/wakeups.ts';
import { gatewayRoutes } from '../../../city/gateway.ts';
import type { LogFacts } from '../../../city/log.ts';
import { MIGRATIONS } from '../../../city/migrations/list.ts';
import { buildServer } from '../../../city/server/server.ts';
import { ANSWER_HEADERS, type RawAnswer } from '../../../electron/station/sync/classify.ts';
import type { CityCall } from '../../../electron/station/sync/http-transport.ts';
import { Chance } from '../../morning/chance.ts';
import { simUuid } from './sim-clock.ts';
import { FIRST_MOMENT, type World } from './world.ts';

export const COMMUNE = 'T149';
/** Key of the city's own case system; made up. */
export const SYSTEM_KEY = 'key-of-the-system-of-the-city'.padEnd(32, '.');
export const AGENCY = 'H26.149';
/** Every name that a station of a history may have; made-up keys. */
export const STATIONS: readonly EnrolledStation[] = enrolmentSchema.parse(
  ['K1', 'K2', 'K3', 'K9'].map((station) => ({ commune: COMMUNE, station, agency: AGENCY, key: `key-of-${COMMUNE}-${station}`.padEnd(32, '.') })),
);

/** Folder for what need not survive: in memory where the system has such a place. */
export async function fastFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = await mkdtemp(path.join(root, 'mot-cua-faults-'));
  return { path: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts the one PostgreSQL of a run. */
export async function startDatabases(folder: string): Promise<AsyncDisposable & { readonly url: string }> {
  const postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), clock: machineClock, log: () => undefined });
  const pool = openPool(postgres.url, () => undefined);
  for (const setting of ['fsync = off', 'full_page_writes = off', 'autovacuum = off', "max_wal_size = '4GB'"]) await pool.query(`ALTER SYSTEM SET ${setting}`);
  await pool.query('SELECT pg_reload_conf()');
  await pool.end();
  return postgres;
}

/** Makes a database and gives its address. Not to be asked twice at the same moment: two cannot copy one template. */
export async function createDatabase(url: string, name: string): Promise<string> {
  const admin = openPool(url, () => undefined);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

/** The clock of the gateway: that of the world whose history runs. */
class CityTime implements CityClock {
  world: World | null = null;
  chance = new Chance(1);
  /** How far the city's own wall clock is off; never changed within a history. */
  now() {
    return (this.world?.wall ?? FIRST_MOMENT) as ReturnType<CityClock['now']>;
  }
  monotonic(): number {
    return this.world?.now ?? 0;
  }
  random(): number {
    return this.chance.next();
  }
  unique(): string {
    return simUuid(this.chance, this.now());
  }
  /** Nobody else is at the database: a lost race does not happen, so there is nothing to wait for. */
  async pause(ms: number, signal?: AbortSignal): Promise<void> {
    if (this.world === null) await machineClock.pause(ms, signal);
  }
}

export interface SimCity extends AsyncDisposable {
  readonly pool: Pool;
  /** Of whoever works at it. */
  readonly clock: CityClock;
  readonly blobs: string;
  /** What the gateway raised an alarm about in this history. */
  readonly alarms: readonly { readonly what: string; readonly facts: LogFacts }[];
  /** Empties everything and lets this world's time run at the city. */
  begin(world: World): Promise<void>;
  ask(call: CityCall): Promise<RawAnswer>;
  /** Lines of the feed that were thrown away. */
  readonly forgotten: readonly { readonly number: number; readonly change: Readonly<Record<string, unknown>> }[];
  /** Throws the feed away but for its last `kept` lines, as whole months of it are thrown away. */
  forget(kept: number): Promise<void>;
  /** Everything as it is now; `restore` puts it back, as a restored city is. */
  copy(): Promise<() => Promise<void>>;
}

const forgottenRow = z.object({ number: z.int(), change: z.record(z.string(), z.unknown()) });
const tableRow = z.object({ name: z.string() });

/** One gateway with a database of its own. */
export async function startCity(databaseUrl: string, folder: string): Promise<SimCity> {
  const pool = openPool(databaseUrl, () => undefined);
  await migrate(pool, machineClock, MIGRATIONS);
  const tables = (await readRows(pool, tableRow, `SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'schema_step' ORDER BY 1`)).map((row) => row.name);
  const clock = new CityTime();
  const forgotten: z.output<typeof forgottenRow>[] = [];
  const alarms: { what: string; facts: LogFacts }[] = [];
  const log = (level: string, what: string, facts: LogFacts = {}): void => {
    if (level === 'alarm') alarms.push({ what, facts });
  };
  const blobs = path.join(folder, 'pages');
  const wakeups = new Wakeups(databaseUrl, machineClock, () => undefined);
  // A new one for each history: it remembers which folders it has made, and how much each commune has asked of it lately.
  const begun = async (): Promise<FastifyInstance> => {
    await rm(blobs, { recursive: true, force: true });
    const store = new BlobStore(blobs, clock);
    await store.prepare();
    const fresh = buildServer(gatewayRoutes({ pool, clock, log, store, wakeups, systemKey: SYSTEM_KEY }), clock, log, new AbortController().signal);
    await fresh.ready();
    return fresh;
  };
  let server = await begun();
  return {
    pool, clock, blobs, alarms, forgotten,
    begin: async (world) => {
      clock.world = world;
      clock.chance = world.chance.fork();
      alarms.length = 0;
      forgotten.length = 0;
      await server.close();
      server = await begun();
      await pool.query(`TRUNCATE ${tables.join(', ')}`);
      await enrol(pool, clock, STATIONS);
    },
    ask: async ({ method, path: url, headers, body }) => {
      const answer = await server.inject({ method, url, headers: { ...headers }, ...(body === undefined ? {} : { payload: body }) });
      return { status: answer.statusCode, contentType: String(answer.headers['content-type'] ?? ''), text: answer.payload, headers: Object.fromEntries(ANSWER_HEADERS.flatMap((name) => (answer.headers[name] === undefined ? [] : [[name, String(answer.headers[name])]]))) };
    },
    forget: async (kept) => {
      forgotten.push(...(await readRows(
        pool, forgottenRow,
        `WITH counter AS (UPDATE feed_counter SET kept_from = greatest(kept_from, last + 1 - $1) RETURNING commune, kept_from), gone AS (DELETE FROM feed USING counter WHERE feed.commune = counter.commune AND number < kept_from RETURNING number, change)
         SELECT number, change FROM gone ORDER BY number`, [kept],
      )));
    },
    copy: async () => {
      // Kept as rows and not as JSON: the log's texts must come back to the letter.
      await pool.query('DROP SCHEMA IF EXISTS held CASCADE; CREATE SCHEMA held');
      for (const table of tables) await pool.query(`CREATE TABLE held.${table} AS TABLE ${table}`);
      const forgottenThen = forgotten.length;
      return async () => {
        const client = await pool.connect();
        try {
          await client.query(`BEGIN; SET LOCAL session_replication_role = replica; TRUNCATE ${tables.join(', ')}`);
          for (const table of tables) await client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM held.${table}`);
          await client.query('COMMIT');
          // What was thrown away after the copy is in the feed again.
          forgotten.length = forgottenThen;
        } finally {
          client.release();
        }
      };
    },
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await wakeups[Symbol.asyncDispose]();
      await pool.end();
    },
  };
}
