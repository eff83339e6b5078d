// Brings a store to the newest schema: forward only, numbered by tens, one transaction each.

import type BetterSqlite3 from 'better-sqlite3';
import { must } from '../../../shared/base/must.ts';
import { checkPages } from './check-pages.ts';

/** A step of the schema. `version` becomes `PRAGMA user_version`; a released one is never edited. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** The store was written by a newer program. It is not touched. */
export class NewerStore extends Error {
  override readonly name = 'NewerStore';
}

/** After a step the store was not what it should be; the step was undone. */
export class FailedStep extends Error {
  override readonly name = 'FailedStep';
}

/**
 * Applies what is missing; returns the versions applied. `beforeSteps` runs first if there is something in the store that a step could spoil, and what it throws stops everything.
 * After each step, in its transaction, SQLite's own checks must find nothing. Throws `NewerStore`, `FailedStep`; a step that fails leaves the version before it.
 */
export function migrate(connection: BetterSqlite3.Database, migrations: readonly Migration[], beforeSteps: () => void = () => undefined): readonly number[] {
  const current = Number(connection.pragma('user_version', { simple: true }));
  const newest = must(migrations.at(-1), 'there is at least one migration').version;
  if (current > newest) throw new NewerStore(`store version ${current}, program version ${newest}`);
  const missing = migrations.filter((migration) => migration.version > current);
  if (current > 0 && missing.length > 0) beforeSteps();
  // A salvaged store may hold rows whose parent could not be read.
  const strays = current > 0 && missing.length > 0 ? straysIn(connection) : 0;
  for (const migration of missing) {
    connection.transaction(() => {
      connection.exec(migration.sql);
      connection.pragma(`user_version=${migration.version}`);
      // A store that is only now made has nothing to be checked.
      if (current > 0) requireWhole(connection, migration.version, strays);
    }).immediate();
  }
  return missing.map((migration) => migration.version);
}

function requireWhole(connection: BetterSqlite3.Database, version: number, strays: number): void {
  const pages = checkPages(connection);
  if (pages !== 'ok') throw new FailedStep(`step ${version}: ${pages.slice(0, 200)}`);
  if (straysIn(connection) > strays) throw new FailedStep(`step ${version}: a row points to nothing`);
}

function straysIn(connection: BetterSqlite3.Database): number {
  return (connection.pragma('foreign_key_check') as readonly unknown[]).length;
}
