// How much of something one visitor may do: a bucket that fills again with time.

/** A bucket of `burst`, filled by `perSecond`; `monotonic` gives milliseconds that never go back. */
export class Bucket {
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #monotonic: () => number;
  #left: number;
  #at: number;

  constructor(burst: number, perSecond: number, monotonic: () => number) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#monotonic = monotonic;
    this.#left = burst;
    this.#at = monotonic();
  }

  /** Takes `amount` if it is there. */
  take(amount = 1): boolean {
    const now = this.#monotonic();
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }
}
