// Connections to PostgreSQL, and the check that this PostgreSQL keeps what it confirms.

import pg from 'pg';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { namedFailure } from '../log.ts';
import { readRows } from './rows.ts';

const INT8 = 20;
const POOL_SIZE = 12;

/** Sequences and milliseconds are below 2^53: numbers, not strings. Everything else as the driver reads it. */
function ownTypes(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  return types;
}

/**
 * A pool whose connections may die at any time: a lost one is logged and replaced. Without these two listeners a stop of PostgreSQL would end the gateway,
 * for an idle connection reports to the pool and a lent one to itself.
 */
export function openPool(url: string, log: Log): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, types: ownTypes(), max: POOL_SIZE, connectionTimeoutMillis: 5000, idleTimeoutMillis: 30_000, application_name: 'mot-cua-city' });
  const lost = (error: Error): void => log('warning', 'database.connection-lost', namedFailure(error));
  pool.on('error', lost);
  pool.on('connect', (client) => {
    client.on('error', lost);
  });
  return pool;
}

/** Thrown when the server is too old or may forget what it confirmed. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase';
  readonly code = 'database.unfit';
}

/** Reads the settings back that a confirmed push rests on. */
export async function assertFitDatabase(pool: pg.Pool): Promise<void> {
  const [found] = await readRows(
    pool,
    z.object({ version: z.int(), fsync: z.string(), pages: z.string(), encoding: z.string() }),
    `SELECT current_setting('server_version_num')::int AS version, current_setting('fsync') AS fsync,
            current_setting('full_page_writes') AS pages, current_setting('server_encoding') AS encoding`,
  );
  if (found === undefined || found.version < 150_000) throw new UnfitDatabase(`PostgreSQL 15 or newer is needed, this is ${String(found?.version)}`);
  if (found.fsync !== 'on' || found.pages !== 'on') throw new UnfitDatabase('PostgreSQL runs with fsync or full_page_writes off: it would lose confirmed dossiers');
  if (found.encoding !== 'UTF8') throw new UnfitDatabase(`the database's encoding is ${found.encoding}, not UTF8`);
}
