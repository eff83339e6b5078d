// A bell for a loop that sleeps: rung from anywhere, heard once, never missed between two waits.

import type { Clock } from './clock.ts';

/** One sleeper at a time. A ring while nobody waits is kept for the next wait. */
export class Wake {
  readonly #clock: Clock;
  #rung = false;
  #ring: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Wakes the sleeper, now or when it next lies down. */
  ring(): void {
    this.#rung = true;
    this.#ring?.();
  }

  /** Resolves when rung, after `ms`, or when the signal aborts. Never rejects. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const stop = new AbortController();
      const either = AbortSignal.any([stop.signal, signal]);
      this.#ring = () => stop.abort();
      await this.#clock.sleep(ms, either).catch(() => undefined);
      this.#ring = null;
    }
    this.#rung = false;
  }
}
