// Keeps a second program out of a store: an exclusive transaction on a file of its own, which the system ends with the process, however that dies.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/** The store's main file in a station's data folder. */
export const STORE_FILE = 'station.db';
const LOCK_FILE = 'station.lock';

/** Another process holds this store. */
export class LockedStore extends Error {
  override readonly name = 'LockedStore';
}

/** Holds the store of `folder`, which is made if need be, until disposed. Throws `LockedStore`. */
export function holdStore(folder: string): Disposable {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new BetterSqlite3(path.join(folder, LOCK_FILE), { timeout: 0 });
  try {
    lock.pragma('journal_mode=DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    return { [Symbol.dispose]: () => void lock.close() };
  } catch (cause) {
    lock.close();
    const isHeld = cause instanceof BetterSqlite3.SqliteError && cause.code.startsWith('SQLITE_BUSY');
    throw isHeld ? new LockedStore('another program holds this store', { cause }) : cause;
  }
}
