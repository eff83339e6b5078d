// How fast a day's log reaches the city, and how many bytes a row costs, against a bare batch insert of the same rows into the same PostgreSQL.

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { startLineProcess } from '../../build/demo/line-process.ts';
import { root } from '../../build/checks/spawn.ts';
import { urlOfRunning } from '../../city/database/cluster.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import { BlobFiles } from '../../electron/station/store/blob-files.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { appendEvent, readOperations } from '../../electron/station/store/event-log.ts';
import { CityClient } from '../../electron/station/sync/city-client.ts';
import { sendNext } from '../../electron/station/sync/outbound.ts';
import { must } from '../../shared/base/must.ts';
import { businessDaySchema, fieldCodeSchema, ticketIdSchema } from '../../shared/contract/primitives.ts';
import { Chance } from '../morning/chance.ts';
import { FaultProxy } from '../morning/fault-proxy.ts';
import { figuresOf, type Figures } from './figures.ts';

const ROUNDS = 3;
const ROWS = 5000;
const BATCH = 200;
const COMMUNE = 'T149';

export interface PushBench {
  readonly rows: number;
  readonly rowsPerSecond: Figures;
  /** Everything that the station sends over TCP, heads included, for each row. */
  readonly bytesPerRow: Figures;
  /** The same rows as one INSERT of 200 at a time into a table with a primary key, each durable. */
  readonly bareInsertPerSecond: Figures;
  readonly ratio: Figures;
}

/** Fills a store, pushes it to a gateway process on embedded PostgreSQL, and inserts the same rows by hand; a new station each round. What it starts is put into `parts` and ended. */
export async function benchPush(parts: AsyncDisposableStack): Promise<PushBench> {
  const own = parts.use(new AsyncDisposableStack());
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-bench-'));
    own.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const stations = Array.from({ length: ROUNDS }, (_, round) => ({ commune: COMMUNE, agency: 'H26.149', station: `K${round + 1}`, key: randomBytes(24).toString('base64url') }));
    const stationsFile = path.join(folder, 'stations.json');
    writeFileSync(stationsFile, JSON.stringify(stations), { mode: 0o600 });
    const city = own.use(
      await startLineProcess({
        name: 'the city gateway',
        entry: path.join(root, 'city', 'main.ts'),
        env: { CITY_PORT: '0', CITY_DATABASE_FOLDER: path.join(folder, 'postgres'), CITY_BLOBS: path.join(folder, 'blobs'), CITY_STATIONS: stationsFile },
        says: z.looseObject({ port: z.int(), databaseFolder: z.string() }),
      }),
    );
    const pool = own.adopt(new pg.Pool({ connectionString: must(await urlOfRunning(city.said.databaseFolder), 'the gateway runs its database') }), (open) => open.end());
    pool.on('error', () => undefined);
    const rounds = [];
    for (const { station, key } of stations) rounds.push(await pushRound(folder, station, key, city.said.port, pool));
    return {
      rows: ROWS,
      rowsPerSecond: figuresOf(rounds.map(({ pushed }) => pushed), 0),
      bytesPerRow: figuresOf(rounds.map(({ bytes }) => bytes), 1),
      bareInsertPerSecond: figuresOf(rounds.map(({ bare }) => bare), 0),
      ratio: figuresOf(rounds.map(({ pushed, bare }) => pushed / bare)),
    };
  } finally {
    await own.disposeAsync();
  }
}

async function pushRound(folder: string, station: string, key: string, port: number, pool: pg.Pool): Promise<{ readonly pushed: number; readonly bytes: number; readonly bare: number }> {
  const own = path.join(folder, station);
  mkdirSync(own);
  using database = StationDatabase.open(own, new Uint8Array(32).fill(7));
  fill(database, station);
  const operations = database.read((store) => readOperations(store, 0, ROWS));
  const bare = await insertBare(pool, station, operations.map((operation) => ({ id: operation.opId, text: JSON.stringify(operation) })));

  await using line = await FaultProxy.start(new Chance(1), { resetChance: 0, resetWithinBytes: 1 });
  line.leadTo(port);
  await using client = new CityClient({ url: `http://127.0.0.1:${line.port}`, key, commune: COMMUNE, station, incarnation: 1, timeoutMs: 10_000 }, systemClock);
  const blobs = new BlobFiles(path.join(own, 'blobs'), new Uint8Array(32).fill(7));
  const startedAt = performance.now();
  for (;;) {
    const step = await sendNext({ database, blobs, client, clock: systemClock }, new AbortController().signal);
    if (step.kind === 'idle') break;
    if (step.kind !== 'moved') throw new Error(`the push stopped: ${JSON.stringify(step)}`);
  }
  return { pushed: ROWS / ((performance.now() - startedAt) / 1000), bytes: line.bytesSent / ROWS, bare };
}

/** A day's queue: tickets issued, each with an id of its own. */
function fill(database: StationDatabase, station: string): void {
  const identity = { commune: COMMUNE, station, incarnation: 1, bootId: randomUUID() };
  database.write((store) => {
    for (let index = 0; index < ROWS; index += 1) {
      const ticketId = ticketIdSchema.parse(systemClock.uuid());
      appendEvent(store, identity, systemClock, {
        type: 'ticket.issued', aggregate: 'ticket', aggregateId: ticketId, actor: 'kiosk',
        body: { ticketId, day: businessDaySchema.parse('2026-11-23'), number: `A${String((index % 999) + 1).padStart(3, '0')}`, field: fieldCodeSchema.parse('A'), sequence: index + 1, priority: 'none', procedureCode: null, via: 'kiosk' },
      });
    }
  });
}

async function insertBare(pool: pg.Pool, station: string, rows: readonly { readonly id: string; readonly text: string }[]): Promise<number> {
  const table = `bare_${station.toLowerCase()}`;
  await pool.query(`CREATE TABLE ${table} (op_id uuid PRIMARY KEY, raw json NOT NULL)`);
  const startedAt = performance.now();
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    await pool.query(`INSERT INTO ${table} SELECT * FROM unnest($1::uuid[], $2::json[]) ON CONFLICT (op_id) DO NOTHING`, [batch.map(({ id }) => id), batch.map(({ text }) => text)]);
  }
  const rate = rows.length / ((performance.now() - startedAt) / 1000);
  await pool.query(`DROP TABLE ${table}`);
  return rate;
}
