// How long to wait before the next attempt: exponential with full jitter, so that a commune full of stations does not knock at once.

import type { Clock } from './clock.ts';

/** Bounds of the waiting time in milliseconds. */
export interface BackOffLimits {
  readonly baseMs: number;
  readonly capMs: number;
}

/** Counts failures in a row. Source of the scheme: AWS Architecture Blog, "Exponential Backoff And Jitter". */
export class BackOff {
  readonly #clock: Clock;
  readonly #limits: BackOffLimits;
  #failures = 0;

  constructor(clock: Clock, limits: BackOffLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Milliseconds to wait after one more failure; never under a tenth of the base, so that a refusal at once does not spin. */
  next(): number {
    const ceiling = Math.min(this.#limits.capMs, this.#limits.baseMs * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    return Math.max(this.#limits.baseMs / 10, Math.floor(this.#clock.random() * ceiling));
  }

  reset(): void {
    this.#failures = 0;
  }
}
