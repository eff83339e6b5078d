// The station's one store: opens it, hands out reading and writing handles, and keeps a second program from opening it.

import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { ConnectionHandle, type Readable, type Writable } from './handle.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/all.ts';
import { openConnection } from './open-connection.ts';

/** Another process holds this store. */
export class LockedStore extends Error {
  override readonly name = 'LockedStore';
}

/** File names inside a station's data folder. */
export const STORE_FILE = 'station.db';
const LOCK_FILE = 'station.lock';

/**
 * One connection, one writer. `write` is BEGIN IMMEDIATE … COMMIT under `synchronous=FULL`: when it returns, its rows survive a power failure,
 * and only then are the hooks run that announce them.
 */
export class StationDatabase implements Disposable {
  readonly #connection: BetterSqlite3.Database;
  readonly #lock: BetterSqlite3.Database;
  readonly #handle: ConnectionHandle;
  #writing = false;

  private constructor(connection: BetterSqlite3.Database, lock: BetterSqlite3.Database) {
    this.#connection = connection;
    this.#lock = lock;
    this.#handle = new ConnectionHandle(connection);
  }

  /** True if `folder` already holds a store: then a missing key must never lead to a new one. */
  static exists(folder: string): boolean {
    return existsSync(path.join(folder, STORE_FILE));
  }

  /** Opens or creates the store. Throws `LockedStore`, `UnreadableStore`, `UnsafeStore`, `NewerStore`. */
  static open(folder: string, key: Uint8Array): StationDatabase {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = takeLock(path.join(folder, LOCK_FILE));
    try {
      const connection = openConnection(path.join(folder, STORE_FILE), key);
      try {
        migrate(connection, migrations);
        return new StationDatabase(connection, lock);
      } catch (error) {
        connection.close();
        throw error;
      }
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  read<Result>(work: (store: Readable) => Result): Result {
    return work(this.#handle);
  }

  /** Runs `work` in one durable transaction. What it throws rolls everything back. Must not be nested. */
  write<Result>(work: (store: Writable) => Result): Result {
    if (this.#writing) throw new Error('a transaction inside a transaction');
    this.#writing = true;
    let hooks: readonly (() => void)[] = [];
    let result: Result;
    try {
      result = this.#connection.transaction(() => work(this.#handle)).immediate();
      hooks = this.#handle.takeHooks();
    } finally {
      this.#handle.takeHooks();
      this.#writing = false;
    }
    for (const hook of hooks) hook();
    return result;
  }

  /** 'ok', or what SQLite finds wrong. */
  quickCheck(): string {
    return String(this.#connection.pragma('quick_check(1)', { simple: true }));
  }

  /** Empties the WAL into the file. */
  checkpoint(): void {
    this.#connection.pragma('wal_checkpoint(TRUNCATE)');
  }

  [Symbol.dispose](): void {
    if (!this.#connection.open) return;
    this.checkpoint();
    this.#connection.close();
    this.#lock.close();
  }
}

/** An exclusive transaction on a file of its own: the system ends it with the process, however that dies. */
function takeLock(file: string): BetterSqlite3.Database {
  const lock = new BetterSqlite3(file, { timeout: 0 });
  try {
    lock.pragma('journal_mode=DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock.close();
    throw new LockedStore('another program holds this store', { cause });
  }
}
