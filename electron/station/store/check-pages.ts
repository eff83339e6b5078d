// SQLite's own look at every page of a store.

import BetterSqlite3 from 'better-sqlite3';

/** 'ok', or the first thing that is wrong. Throws what the disk says; a damaged page of the search index ends the look with an error ("vtable constructor failed"), which is an answer too. */
export function checkPages(connection: BetterSqlite3.Database): string {
  try {
    return String(connection.pragma('quick_check(1)', { simple: true }));
  } catch (error) {
    if (error instanceof BetterSqlite3.SqliteError && /^SQLITE_(ERROR|CORRUPT)/.test(error.code)) return error.message;
    throw error;
  }
}
