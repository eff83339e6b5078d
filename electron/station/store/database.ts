// The station's one store: opens it, hands out reading and writing handles, and keeps a second program from opening it.

import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Refusal } from '../../../shared/contract/errors.ts';
import { finishReplacing } from './backup/restore-backup.ts';
import { ConnectionHandle, type Readable, type Writable } from './handle.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/all.ts';
import { openConnection, UnreadableStore, UnsafeStore } from './open-connection.ts';
import { holdStore, STORE_FILE } from './store-lock.ts';

/** Codes after which nobody knows what the disk holds: the connection is thrown away, and a new one reads what is really there. */
const DISK_FAILED = /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY|PROTOCOL)/;

/**
 * One connection, one writer. `write` is BEGIN IMMEDIATE … COMMIT under `synchronous=FULL`: when it returns, its rows survive a power failure,
 * and only then are the hooks run that announce them.
 * What the disk refuses is refused here as 'store.disk-full' (nothing happened) or 'store.failed' (the outcome is unknown: the same request, sent again, finds out).
 */
export class StationDatabase implements Disposable {
  readonly #lock: Disposable;
  readonly #reopen: () => BetterSqlite3.Database;
  #connection: BetterSqlite3.Database;
  #handle: ConnectionHandle;
  #isWriting = false;
  #isClosed = false;

  private constructor(connection: BetterSqlite3.Database, lock: Disposable, reopen: () => BetterSqlite3.Database) {
    this.#connection = connection;
    this.#lock = lock;
    this.#reopen = reopen;
    this.#handle = new ConnectionHandle(connection);
  }

  /** Opens or creates the store. Throws `LockedStore`, `UnreadableStore`, `UnsafeStore`, `NewerStore`. */
  static open(folder: string, key: Uint8Array): StationDatabase {
    const lock = holdStore(folder);
    try {
      finishReplacing(folder);
      const reopen = () => openConnection(path.join(folder, STORE_FILE), key);
      const connection = reopen();
      try {
        migrate(connection, migrations);
        return new StationDatabase(connection, lock, reopen);
      } catch (error) {
        connection.close();
        throw error;
      }
    } catch (error) {
      lock[Symbol.dispose]();
      throw error;
    }
  }

  read<Result>(work: (store: Readable) => Result): Result {
    return this.#guarded((handle) => work(handle));
  }

  /** Runs `work` in one durable transaction. What it throws rolls everything back. Must not be nested. */
  write<Result>(work: (store: Writable) => Result): Result {
    if (this.#isWriting) throw new Error('a transaction inside a transaction');
    this.#isWriting = true;
    let hooks: readonly (() => void)[] = [];
    let result: Result;
    try {
      result = this.#guarded((handle) => {
        handle.takeHooks();
        const done = this.#connection.transaction(() => work(handle)).immediate();
        hooks = handle.takeHooks();
        return done;
      });
    } finally {
      this.#isWriting = false;
    }
    runAll(hooks);
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
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      if (this.#connection.open) this.checkpoint();
    } finally {
      this.#connection.close();
      this.#lock[Symbol.dispose]();
    }
  }

  /** Runs `work` on the present connection, or on a new one if the last was given up. */
  #guarded<Result>(work: (handle: ConnectionHandle) => Result): Result {
    try {
      if (!this.#connection.open && !this.#isClosed) {
        this.#connection = this.#reopen();
        this.#handle = new ConnectionHandle(this.#connection);
      }
      return work(this.#handle);
    } catch (error) {
      if (error instanceof UnreadableStore || error instanceof UnsafeStore) throw refused('store.failed', error);
      if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
      if (error.code.startsWith('SQLITE_FULL')) throw refused('store.disk-full', error);
      if (!DISK_FAILED.test(error.code)) throw error;
      this.#connection.close();
      throw refused('store.failed', error);
    }
  }
}

function refused(code: 'store.disk-full' | 'store.failed', cause: unknown): Refusal {
  const refusal = new Refusal(code);
  refusal.cause = cause;
  return refusal;
}

/** Every hook is run, even after one that threw: what is committed must be told. The first failure is thrown at the end. */
function runAll(hooks: readonly (() => void)[]): void {
  const failures: unknown[] = [];
  for (const hook of hooks) {
    try {
      hook();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
