// A clock that a test holds in its hand: time stands still until it is moved on.

import { v7 } from 'uuid';
import type { Clock } from '../../electron/station/life/clock.ts';
import type { EpochMs } from '../../shared/base/ids.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export class TestClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();
  #now: number;
  #monotonic = 0;

  /** Starts at a moment such as '2026-11-23T07:30:00+07:00'. */
  constructor(start = '2026-11-23T07:30:00+07:00') {
    this.#now = Date.parse(start);
  }

  now(): EpochMs {
    return this.#now as EpochMs;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  uuid(): string {
    return v7();
  }

  random(): number {
    return 0.5;
  }

  /** Sets the wall clock, forward or back, without time passing. */
  set(moment: string): void {
    this.#now = Date.parse(moment);
  }

  /** Lets time pass and wakes who has slept long enough. */
  advance(ms: number): void {
    this.#now += ms;
    this.#monotonic += ms;
    for (const sleeper of [...this.#sleepers]) if (sleeper.until <= this.#monotonic) sleeper.wake();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper: Sleeper = { until: this.#monotonic + ms, wake: () => end(resolve) };
      const abort = (): void => end(() => reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted')));
      const end = (then: () => void): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', abort);
        then();
      };
      if (signal?.aborted === true) return abort();
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', abort);
    });
  }
}
