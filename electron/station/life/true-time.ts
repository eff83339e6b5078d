// What the station knows of the true time: the city's last word on it, carried on by the machine's own count, and why the wall clock may not be believed. A doubted clock stops no work.

import type { BusinessDay, EpochMs } from '../../../shared/base/ids.ts';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import type { Clock } from './clock.ts';

/** A wall clock that stands this far before what was written last was set back. */
const BEHIND_LOG_MS = 2 * 60_000;
/** A wall clock may be this far behind the city's: offices have machines that nobody sets. */
const BEHIND_SERVER_MS = 10 * 60_000;
/** Wall clock and estimate may be of two days for so long around a midnight, in ms; longer, and the machine has slept or was set. */
const SLEPT_MS = 3_600_000;
/** And this far ahead of it. */
const AHEAD_OF_SERVER_MS = 24 * 3_600_000;

/** Why the wall clock is doubted, and the time by the city's last word; as it travels with an operation. */
export type ClockDoubt = NonNullable<Operation['clock']>;

/** What the estimate begins with after a start. */
export interface KnownTimes {
  /** When this build was made; no clock before it is right. */
  readonly builtAt: EpochMs;
  /** The last time that the city said before this run, null if it never has. */
  readonly serverAt: EpochMs | null;
  /** Wall time of the newest event whose clock was not doubted, null in an empty log. */
  readonly newestEventAt: EpochMs | null;
}

/** Estimates the true time. Asleep, the machine does not count: then the wall clock seems ahead, until the city is heard again. */
export class TrueTime {
  readonly #clock: Clock;
  readonly #known: KnownTimes;
  #newestEventAt: EpochMs | null;
  #heard: { readonly at: EpochMs; readonly monotonic: number } | null = null;

  constructor(clock: Clock, known: KnownTimes) {
    this.#clock = clock;
    this.#known = known;
    this.#newestEventAt = known.newestEventAt;
  }

  /** The city said what time it is, in an answer that was accepted as its own. */
  hear(cityTime: EpochMs): void {
    this.#heard = { at: cityTime, monotonic: this.#clock.monotonic() };
  }

  /** The last time that the city said, in this run or before it; to be kept over restarts. */
  get serverAt(): EpochMs | null {
    return this.#heard?.at ?? this.#known.serverAt;
  }

  /** The true time by the city's word in this run; null before its first. */
  estimate(): EpochMs | null {
    return this.#heard === null ? null : (Math.round(this.#heard.at + this.#clock.monotonic() - this.#heard.monotonic) as EpochMs);
  }

  /** The true time is not before this: by the city's last word carried on, or by the making of this build. The wall clock has no say in it. */
  atLeast(): EpochMs {
    return Math.max(this.#known.builtAt, this.estimate() ?? this.#known.serverAt ?? 0) as EpochMs;
  }

  /** Null while the wall clock may be believed. */
  doubt(): ClockDoubt | null {
    const wall = this.#clock.now();
    const trueAt = this.estimate();
    if (wall < this.#known.builtAt) return { flag: 'before-build', trueAt };
    if (trueAt !== null && wall > trueAt + AHEAD_OF_SERVER_MS) return { flag: 'ahead-of-server', trueAt };
    // Events from a time when the clock ran ahead unnoticed hold nobody back once the city has said what time it is.
    const newest = Math.min(this.#newestEventAt ?? 0, trueAt ?? Infinity);
    const server = trueAt ?? this.#known.serverAt ?? 0;
    return wall < newest - BEHIND_LOG_MS || wall < server - BEHIND_SERVER_MS ? { flag: 'behind-log', trueAt } : null;
  }

  /** For an event that is being written now: like `doubt`, and remembers a time that was believed as the newest. */
  stamp(): ClockDoubt | null {
    const doubt = this.doubt();
    if (doubt === null) this.#newestEventAt = this.#clock.now();
    return doubt;
  }

  /**
   * The day to count numbers by. While it is suspect none of the city's numbers may be used: the provisional code stands alone then. A machine that slept has not counted its sleep,
   * so an estimate that is hours away and of another day is not believed until the city is heard again.
   */
  trueDay(): { readonly day: BusinessDay; readonly isSuspect: boolean } {
    const wall = this.#clock.now();
    const trueAt = this.estimate() ?? wall;
    const day = businessDayOf(trueAt);
    return { day, isSuspect: this.doubt() !== null || (day !== businessDayOf(wall) && Math.abs(wall - trueAt) > SLEPT_MS) };
  }
}
