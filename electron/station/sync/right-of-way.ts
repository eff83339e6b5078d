// Text goes before pages: while events wait on a slow line, a page that is under way lets them pass, piece by piece.

import type { Clock } from '../life/clock.ts';

/** So long may text be under way before pages make room, in ms. */
const PATIENCE_MS = 2000;
/** A page stands still for no longer than this between two pieces: a silent connection would be taken for a dead one, here and at the city. */
const STANDSTILL_MS = 3000;
const LOOK_EVERY_MS = 100;

/** Held by the lane of text, asked by the lane of pages. */
export class RightOfWay {
  readonly #clock: Clock;
  #since: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Text is under way, from now on or already. */
  claim(): void {
    this.#since ??= this.#clock.monotonic();
  }

  /** No text is under way any more, or there is no getting it through now. */
  release(): void {
    this.#since = null;
  }

  /** Resolves when a page may send its next piece. Never rejects. */
  async mayGoOn(signal: AbortSignal): Promise<void> {
    const until = this.#clock.monotonic() + STANDSTILL_MS;
    while (!signal.aborted && this.#isTextLate() && this.#clock.monotonic() < until) await this.#clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined);
  }

  #isTextLate(): boolean {
    return this.#since !== null && this.#clock.monotonic() - this.#since > PATIENCE_MS;
  }
}
