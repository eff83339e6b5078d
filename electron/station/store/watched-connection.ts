// The store's connection together with what the disk has done to it: given up after a failure, opened anew, or kept for reading only.

import path from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { z } from 'zod';
import type { Clock } from '../life/clock.ts';
import { checkPages } from './check-pages.ts';
import { diskFaultOf, DiskTrouble, refusedBy, type StoreCondition } from './disk-trouble.ts';
import { ConnectionHandle, type Witness } from './handle.ts';
import { openConnection } from './open-connection.ts';
import { openStore } from './open-store.ts';
import { copyAside } from './set-aside.ts';
import { STORE_FILE } from './store-lock.ts';

/** Moments at which a test may let the disk fail; what is thrown there is taken for the disk's own error. */
export type StoreMoment = 'read' | 'commit' | 'committed' | 'reopen';

export interface WatchedParts {
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** A line for who looks after the point. */
  readonly note: (event: string, values: Readonly<Record<string, string | number>>) => void;
  readonly atMoment: (moment: StoreMoment) => void;
}

const landedRow = z.object({ landed: z.int() });

/** Opened by whoever holds the lock. */
export class WatchedConnection {
  readonly #folder: string;
  readonly #key: Uint8Array;
  readonly #parts: WatchedParts;
  readonly #trouble: DiskTrouble;
  #connection: BetterSqlite3.Database;
  #handle: ConnectionHandle;
  #isClosed = false;
  /** Commits that the write-ahead log had lost when the store was opened. */
  readonly lostCommits: number;

  constructor(folder: string, key: Uint8Array, parts: WatchedParts) {
    this.#folder = folder;
    this.#key = key;
    this.#parts = parts;
    this.#trouble = new DiskTrouble(parts.clock);
    const { connection, lostCommits } = openStore(folder, key, parts.clock);
    this.#connection = connection;
    this.#handle = new ConnectionHandle(connection);
    this.lostCommits = lostCommits;
    if (lostCommits > 0) parts.note('store.log-cut', { commits: lostCommits });
  }

  condition(): StoreCondition {
    return this.#trouble.condition();
  }

  /** Throws while nothing may be written. */
  refuseWriting(isGivingOut: boolean): void {
    this.#trouble.refuseWriting(isGivingOut);
  }

  /** The present connection, or a new one if the last was given up. */
  living(): ConnectionHandle {
    if (!this.#connection.open && !this.#isClosed) {
      this.#parts.atMoment('reopen');
      this.#connection = openConnection(path.join(this.#folder, STORE_FILE), this.#key);
      this.#handle = new ConnectionHandle(this.#connection);
    }
    return this.#handle;
  }

  /** BEGIN IMMEDIATE, `work`, COMMIT; a promise is refused, for it would be committed before it has done its work. */
  transact(work: () => unknown): void {
    this.#connection.transaction(work).immediate();
  }

  quickCheck(): string {
    return checkPages(this.#connection);
  }

  checkpoint(): void {
    this.#connection.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Throws the connection away; true if nothing may be written from now on. */
  giveUp(code: string): boolean {
    this.#connection.close();
    const isFailing = this.#trouble.noteFailure(code);
    this.#parts.note('store.disk-failed', { code, failing: isFailing ? 1 : 0 });
    return isFailing;
  }

  /** Whether a transaction is there. It is moved out of the log first: its pages were given to a disk that failed, and the system may hold them for written. */
  hasLanded({ sql, parameters }: Witness): boolean {
    try {
      const handle = this.living();
      this.checkpoint();
      return handle.get(landedRow, sql, parameters) !== null;
    } catch (error) {
      const found = diskFaultOf(error);
      if (found === null) throw error;
      throw refusedBy(this.giveUp(found.code) ? 'store.disk-failing' : 'store.failed', error);
    }
  }

  /** True if the store is whole after all. Once in the life of a station; what is found then stands until a person has acted. */
  openAnew(code: string): boolean {
    const isFirst = this.#trouble.freeze(code);
    this.#parts.note('store.damaged', { code });
    if (!isFirst) return false;
    try {
      // Before the connection is closed: closing the last one removes the write-ahead log.
      copyAside(this.#folder, STORE_FILE, { why: 'corrupt', code, at: this.#parts.clock.now() });
      this.#connection.close();
      this.living();
      if (this.quickCheck() !== 'ok') return false;
    } catch (error) {
      this.#parts.note('store.not-opened-anew', { error: error instanceof Error ? error.name : typeof error });
      return false;
    }
    this.#trouble.healed();
    this.#parts.note('store.opened-anew', { code });
    return true;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      if (this.#connection.open && this.condition().kind === 'sound') this.checkpoint();
    } catch (error) {
      // What cannot be moved into the file stays in the log, where the next opening finds it.
      const found = diskFaultOf(error);
      if (found === null) throw error;
      this.#parts.note('store.not-emptied', { code: found.code });
    } finally {
      this.#connection.close();
    }
  }
}
