// The station's one store: hands out reading and writing handles, keeps a second program from opening it, and finds out what became of a transaction when the disk did not say.

import { must } from '../../../shared/base/must.ts';
import { systemClock } from '../life/clock.ts';
import { finishReplacing } from './backup/restore-backup.ts';
import { diskFaultOf, refusedBy, type StoreCondition } from './disk-trouble.ts';
import type { Readable, Witness, Writable } from './handle.ts';
import { holdStore } from './store-lock.ts';
import { WatchedConnection, type WatchedParts } from './watched-connection.ts';

export interface StoreOptions extends Partial<WatchedParts> {
  /** Gives room back on a full disk; false if there was none to give. */
  readonly makeRoom?: () => boolean;
}

/** What a transaction came to: its result, and who is to be told. */
interface Done<Result> {
  readonly result: Result;
  readonly hooks: readonly (() => void)[];
}

/**
 * One connection, one writer. `write` is BEGIN IMMEDIATE … COMMIT under `synchronous=FULL`: when it returns, its rows survive a power failure, and only then are the hooks run that announce them.
 *
 * When the disk fails at a commit, nobody knows what became of it. The connection is given up, a new one reads what is there, and the transaction's witness is looked for: if it landed, it is moved
 * out of the log, whose pages the system may hold for written, and counts; if not, the same work is done once more. A second failure within ten minutes ends writing: 'store.disk-failing'.
 * Where damage is found, the files are copied aside before anything else, the store is opened anew once and read through; if it is not whole then, it is read only: 'store.recovering'.
 * A full disk is clean: nothing happened, 'store.disk-full'. A failure without a witness is refused as 'store.failed': the same request, sent again, finds out.
 */
export class StationDatabase implements Disposable {
  readonly #lock: Disposable;
  readonly #connection: WatchedConnection;
  readonly #atMoment: WatchedParts['atMoment'];
  readonly #makeRoom: () => boolean;
  readonly #watchers = new Set<() => void>();
  #isWriting = false;

  private constructor(folder: string, key: Uint8Array, lock: Disposable, { clock = systemClock, note = () => undefined, atMoment = () => undefined, makeRoom = () => false }: StoreOptions) {
    this.#lock = lock;
    this.#atMoment = atMoment;
    this.#makeRoom = makeRoom;
    this.#connection = new WatchedConnection(folder, key, { clock, note, atMoment });
  }

  /** Opens or creates the store. Throws `LockedStore`, `UnreadableStore`, `UnsafeStore`, `NewerStore`, `FailedStep`. */
  static open(folder: string, key: Uint8Array, options: StoreOptions = {}): StationDatabase {
    const lock = holdStore(folder);
    try {
      finishReplacing(folder);
      return new StationDatabase(folder, key, lock, options);
    } catch (error) {
      lock[Symbol.dispose]();
      throw error;
    }
  }

  /** How the disk has behaved since the start. */
  condition(): StoreCondition {
    return this.#connection.condition();
  }

  /** Commits that the write-ahead log had lost when the store was opened: then numbers must be taken for given that nobody finds here. */
  lostCommits(): number {
    return this.#connection.lostCommits;
  }

  read<Result>(work: (store: Readable) => Result): Result {
    return this.#reading(work, false);
  }

  /** Runs `work` in one durable transaction; it may be run a second time if the disk failed and nothing of the first is there. What it throws rolls everything back. Must not be nested. */
  write<Result>(work: (store: Writable) => Result): Result {
    this.#connection.refuseWriting(true);
    return this.#run(work);
  }

  /** Like `write`, for what gives nothing out: on a disk that fails it is still tried, so that what is here gets to the city. */
  keepAccount<Result>(work: (store: Writable) => Result): Result {
    this.#connection.refuseWriting(false);
    return this.#run(work);
  }

  #run<Result>(work: (store: Writable) => Result): Result {
    if (this.#isWriting) throw new Error('a transaction inside a transaction');
    this.#isWriting = true;
    let done: Done<Result>;
    try {
      done = this.#writing(work, false);
    } finally {
      this.#isWriting = false;
    }
    runAll([...done.hooks, ...this.#watchers]);
    return done.result;
  }

  /** Called after each durable transaction, when its own hooks have run; until the returned function is called. */
  onCommit(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** 'ok', or what SQLite finds wrong. Reads the whole store. */
  quickCheck(): string {
    return this.#connection.quickCheck();
  }

  /** Somebody has found damage in the store: what he saw is looked at here, and if it is true nothing is written any more. */
  distrust(code: string): void {
    if (this.condition().kind === 'sound') this.#connection.openAnew(code);
  }

  /** Empties the WAL into the file. */
  checkpoint(): void {
    this.#connection.checkpoint();
  }

  [Symbol.dispose](): void {
    try {
      this.#connection.close();
    } finally {
      this.#lock[Symbol.dispose]();
    }
  }

  #reading<Result>(work: (store: Readable) => Result, isSecond: boolean): Result {
    try {
      const handle = this.#connection.living();
      this.#atMoment('read');
      return work(handle);
    } catch (error) {
      const found = diskFaultOf(error);
      if (found === null || found.fault === 'full') throw error;
      if (found.fault === 'corrupt') {
        if (isSecond || !this.#connection.openAnew(found.code)) throw refusedBy('store.failed', error);
      } else {
        this.#connection.giveUp(found.code);
        if (isSecond) throw refusedBy('store.failed', error);
      }
      return this.#reading(work, true);
    }
  }

  #writing<Result>(work: (store: Writable) => Result, isSecond: boolean): Done<Result> {
    const reached: (Done<Result> & { readonly witness: Witness | null })[] = [];
    try {
      const handle = this.#connection.living();
      handle.take();
      this.#connection.transact(() => {
        const result = work(handle);
        reached.push({ result, ...handle.take() });
        this.#atMoment('commit');
        return result;
      });
      this.#atMoment('committed');
      return must(reached[0], 'the work has come to its end');
    } catch (error) {
      const found = diskFaultOf(error);
      if (found === null) throw error;
      if (found.fault === 'full') {
        if (isSecond || !this.#makeRoom()) throw refusedBy('store.disk-full', error);
        return this.#writing(work, true);
      }
      if (found.fault === 'corrupt' && !this.#connection.openAnew(found.code)) throw refusedBy('store.recovering', error);
      if (found.fault === 'io' && this.#connection.giveUp(found.code)) throw refusedBy('store.disk-failing', error);
      const done = reached[0];
      if (done !== undefined && (done.witness === null || this.#connection.hasLanded(done.witness))) {
        if (done.witness === null) throw refusedBy('store.failed', error);
        return done;
      }
      if (isSecond) throw refusedBy('store.failed', error);
      return this.#writing(work, true);
    }
  }
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
