// What the disk has done to the store: sorts SQLite's codes, counts failures, and decides when the station may write no more.

import BetterSqlite3 from 'better-sqlite3';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Clock } from '../life/clock.ts';
import { UnreadableStore, UnsafeStore } from './open-connection.ts';

/** 'full': nothing happened. 'io': nobody knows what the disk holds. 'corrupt': what it holds is not what was written. */
export type DiskFault = 'full' | 'io' | 'corrupt';

/** As the health screen tells it. 'failing' and 'recovering' last until a person has acted and the station starts again. */
export interface StoreCondition {
  readonly kind: 'sound' | 'failing' | 'recovering';
  /** The first word of what happened: SQLite's code, or who found it. */
  readonly code: string | null;
}

/** Two failures within it are no chance any more, in ms. */
const FAILURES_WITHIN_MS = 600_000;

/** Null for whatever is no fault of the disk. */
export function diskFaultOf(error: unknown): { readonly fault: DiskFault; readonly code: string } | null {
  if (error instanceof UnsafeStore) return { fault: 'io', code: 'UNSAFE' };
  const cause = error instanceof UnreadableStore ? error.cause : error;
  if (!(cause instanceof BetterSqlite3.SqliteError)) return error instanceof UnreadableStore ? { fault: 'corrupt', code: 'UNREADABLE' } : null;
  const { code } = cause;
  if (code.startsWith('SQLITE_FULL')) return { fault: 'full', code };
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return { fault: 'corrupt', code };
  return /^SQLITE_(IOERR|CANTOPEN|READONLY|PROTOCOL)/.test(code) ? { fault: 'io', code } : null;
}

/** A refusal for windows, with the machine's own words for the log. */
export function refusedBy(code: 'store.disk-full' | 'store.failed' | 'store.disk-failing' | 'store.recovering', cause: unknown): Refusal {
  const refusal = new Refusal(code);
  refusal.cause = cause;
  return refusal;
}

/** Remembers failures for as long as the station runs. */
export class DiskTrouble {
  readonly #clock: Pick<Clock, 'monotonic'>;
  #condition: StoreCondition = { kind: 'sound', code: null };
  #lastFailureMs: number | null = null;
  #hasReopened = false;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  condition(): StoreCondition {
    return this.#condition;
  }

  /** Throws while nothing may be written; with `isGivingOut` also on a disk that fails, where what gives something out is refused and what only keeps account is tried. */
  refuseWriting(isGivingOut: boolean): void {
    if (this.#condition.kind === 'failing' && isGivingOut) throw new Refusal('store.disk-failing');
    if (this.#condition.kind === 'recovering') throw new Refusal('store.recovering');
  }

  /** One more call that the disk did not do; true when it is the second within ten minutes: from then on nothing is written. */
  noteFailure(code: string): boolean {
    const now = this.#clock.monotonic();
    const isSecond = this.#lastFailureMs !== null && now - this.#lastFailureMs < FAILURES_WITHIN_MS;
    this.#lastFailureMs = now;
    if (isSecond && this.#condition.kind === 'sound') this.#condition = { kind: 'failing', code };
    return isSecond;
  }

  /** Damage was found: nothing is written until `healed`. True if the store has not been opened anew for it before. */
  freeze(code: string): boolean {
    const isFirst = !this.#hasReopened;
    this.#hasReopened = true;
    this.#condition = { kind: 'recovering', code };
    return isFirst;
  }

  /** Opened anew, everything was whole: it was the reading that failed, not the disk's content. */
  healed(): void {
    this.#condition = { kind: 'sound', code: null };
  }
}
