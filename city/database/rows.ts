// Queries whose rows are parsed, and whose failures are told apart once: the database is away, or the statement is wrong.

import pg from 'pg';
import type { z } from 'zod';

/** What can run a statement: the pool for a single one, a transaction's connection for several. */
export type Queryable = Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>;

/** The database cannot be reached, is stopping, is full or too busy. What was asked may be asked again later. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
  readonly code = 'database.away';
}

/** A statement outside a transaction that takes longer than this is given up with its connection: no other request waits for it. */
const LONGEST_MS = 45_000;

/** SQLSTATE classes and codes under which the same statement may succeed later: connection, resources, shutdown, time limits, the disk. */
const AWAY = /^(?:08|53|57P|58)|^(?:55P03|57014)$/;

/** Says of any failure of the driver whether the database is away; other errors are given back as they are. */
export function classified(error: unknown): unknown {
  if (error instanceof DatabaseAway) return error;
  // Only the server's own answers are of this class; whatever else the driver throws is about the connection.
  if (!(error instanceof pg.DatabaseError)) return new DatabaseAway('no connection to the database', { cause: error });
  return AWAY.test(error.code ?? '') ? new DatabaseAway(`the database said ${error.code ?? ''}`, { cause: error }) : error;
}

/** SQLSTATE of an answer of the server; empty for anything else. */
export function sqlState(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : '';
}

/** Runs one statement and parses its rows. */
export async function readRows<Schema extends z.ZodType>(on: Queryable, schema: Schema, text: string, values: readonly unknown[] = []): Promise<z.infer<Schema>[]> {
  const { rows } = await ask(on, text, values);
  return rows.map((row) => schema.parse(row));
}

/** Runs one statement and says how many rows it touched. */
export async function change(on: Queryable, text: string, values: readonly unknown[] = []): Promise<number> {
  return (await ask(on, text, values)).rowCount ?? 0;
}

async function ask(on: Queryable, text: string, values: readonly unknown[]): Promise<pg.QueryResult<Record<string, unknown>>> {
  try {
    // The driver reads a limit that its types do not know; inside a transaction the server's own limits are shorter.
    const query: pg.QueryConfig & { readonly query_timeout: number } = { text, values: [...values], query_timeout: LONGEST_MS };
    return await on.query<Record<string, unknown>>(query);
  } catch (error) {
    throw classified(error);
  }
}
