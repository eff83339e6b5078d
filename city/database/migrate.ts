// Brings a database to the schema of this gateway: numbered steps forward, each once, whatever number of gateways start at the same moment.

import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { CityClock } from '../clock.ts';
import { change, readRows } from './rows.ts';
import { inTransaction } from './transaction.ts';

/** One step. Never edited after a release: its text is sealed in the database. */
export interface Migration {
  /** Numbered by tens. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** Thrown when the database was made by a newer or another gateway; nothing was changed. */
export class ForeignSchema extends Error {
  override readonly name = 'ForeignSchema';
  readonly code = 'database.foreign-schema';
}

/** Any number, the same in every gateway. */
const MIGRATION_LOCK = 7_261_500;

const appliedSchema = z.object({ number: z.int(), name: z.string(), digest: z.string() });

function digestOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}

function assertKnown(applied: readonly z.infer<typeof appliedSchema>[], migrations: readonly Migration[]): void {
  for (const { number, name, digest } of applied) {
    const own = migrations.find((migration) => migration.number === number);
    if (own === undefined) throw new ForeignSchema(`the database has step ${number} (${name}), which this gateway does not know: it is older than the database`);
    if (digestOf(own) !== digest) throw new ForeignSchema(`step ${number} (${name}) of the database is not the one of this gateway`);
  }
}

/** Applies what is missing, each step in a transaction of its own, and gives the numbers applied now. */
export async function migrate(pool: Pool, clock: CityClock, migrations: readonly Migration[]): Promise<readonly number[]> {
  const done: number[] = [];
  for (;;) {
    const next = await inTransaction(pool, clock, async (transaction) => {
      await change(transaction, 'SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      await change(
        transaction,
        'CREATE TABLE IF NOT EXISTS schema_step (number int PRIMARY KEY, name text NOT NULL, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
      );
      const applied = await readRows(transaction, appliedSchema, 'SELECT number, name, digest FROM schema_step ORDER BY number');
      assertKnown(applied, migrations);
      const missing = migrations.find((migration) => applied.every(({ number }) => number !== migration.number));
      if (missing === undefined) return null;
      await change(transaction, missing.sql);
      await change(transaction, 'INSERT INTO schema_step (number, name, digest) VALUES ($1, $2, $3)', [missing.number, missing.name, digestOf(missing)]);
      return missing.number;
    });
    if (next === null) return done;
    done.push(next);
  }
}
