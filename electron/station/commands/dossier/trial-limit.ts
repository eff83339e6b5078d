// Slows down who tries codes and numbers one after another: after a few misses each further one costs a longer wait. Hits forgive nothing, or a receipt of one's own would pay for trying others'.

/** What may be missed without a wait: slips of the finger. */
const FREE_MISSES = 5;
/** One miss is forgiven in this time after the wait, so that a long day of slips never adds up. */
const FORGIVEN_EVERY_MS = 120_000;
/** The first wait; each further one is twice as long. */
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 600_000;

/** Misses of one window. Times are of the monotonic clock. */
export class TrialLimit {
  #misses = 0;
  #until = 0;

  /** How long it must still wait, in ms; 0 if it may ask. */
  waitMs(now: number): number {
    return Math.max(0, this.#until - now);
  }

  /** Counts a miss; returns the wait that it brings, in ms. */
  miss(now: number): number {
    this.#misses = Math.max(0, this.#misses - (now - this.#until) / FORGIVEN_EVERY_MS) + 1;
    const over = Math.floor(this.#misses) - FREE_MISSES;
    const waitMs = over < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** over);
    this.#until = now + waitMs;
    return waitMs;
  }
}
