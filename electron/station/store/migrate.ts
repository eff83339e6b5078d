// Brings a store to the newest schema: forward only, numbered by tens, one transaction each.

import type BetterSqlite3 from 'better-sqlite3';
import { must } from '../../../shared/base/must.ts';

/** A step of the schema. `version` becomes `PRAGMA user_version`; a released one is never edited. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** The store was written by a newer program. It is not touched. */
export class NewerStore extends Error {
  override readonly name = 'NewerStore';
}

/** Applies what is missing; returns the versions applied. Throws `NewerStore`; a step that fails leaves the version before it. */
export function migrate(connection: BetterSqlite3.Database, migrations: readonly Migration[]): readonly number[] {
  const current = Number(connection.pragma('user_version', { simple: true }));
  const newest = must(migrations.at(-1), 'there is at least one migration').version;
  if (current > newest) throw new NewerStore(`store version ${current}, program version ${newest}`);
  const missing = migrations.filter((migration) => migration.version > current);
  for (const migration of missing) {
    connection.transaction(() => {
      connection.exec(migration.sql);
      connection.pragma(`user_version=${migration.version}`);
    }).immediate();
  }
  return missing.map((migration) => migration.version);
}
