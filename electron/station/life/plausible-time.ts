// Whether the wall clock may be believed: before something goes for good because of its age or its day, the clock must fit what else is known of the time.

import type { EpochMs } from '../../../shared/base/ids.ts';
import type { Clock } from './clock.ts';

/** A wall clock that moves away from the machine's own count of time by more than this was set, or the machine slept. */
export const LARGEST_STEP_MS = 3 * 3_600_000;
/** A new time that has held for so long, by the machine's own count, is believed: a set clock was wrong before, and a machine that slept wakes up right. */
export const BELIEVED_AFTER_MS = 6 * 3_600_000;

/** Compares the wall clock with the monotonic one since the start, and with the newest fact in the log. To be asked regularly: that is how it learns that a new time holds. */
export class PlausibleTime {
  readonly #clock: Clock;
  #believed: number;
  #doubted: { readonly offset: number; readonly since: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#believed = clock.now() - clock.monotonic();
  }

  /** False while the clock stands before the newest fact, and for some hours after a large step. */
  isPlausible(newestFactAt: EpochMs | null): boolean {
    const now = this.#clock.now();
    return this.#isSteady(now, this.#clock.monotonic()) && (newestFactAt === null || now >= newestFactAt);
  }

  #isSteady(now: number, monotonic: number): boolean {
    const offset = now - monotonic;
    if (isNear(offset, this.#believed)) {
      this.#doubted = null;
      return true;
    }
    if (this.#doubted === null || !isNear(offset, this.#doubted.offset)) this.#doubted = { offset, since: monotonic };
    if (monotonic - this.#doubted.since < BELIEVED_AFTER_MS) return false;
    this.#believed = offset;
    this.#doubted = null;
    return true;
  }
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= LARGEST_STEP_MS;
}
