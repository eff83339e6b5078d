// Gathers news that come in crowds: the first is told at once, what follows at most once in a while, and the last of it always.

import type { Clock } from '../life/clock.ts';

/** Rung as often as one likes; tells at most once in `everyMs`. */
export class Gathered {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #tell: () => void;
  readonly #end: AbortSignal;
  #isResting = false;
  #isHeldBack = false;

  /** What is held back when `end` comes is told then. */
  constructor(clock: Clock, everyMs: number, tell: () => void, end: AbortSignal) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#tell = tell;
    this.#end = end;
  }

  ring(): void {
    this.#isHeldBack = true;
    if (!this.#isResting) void this.#tellAndRest();
  }

  async #tellAndRest(): Promise<void> {
    this.#isResting = true;
    while (this.#isHeldBack) {
      this.#isHeldBack = false;
      this.#tell();
      await this.#clock.sleep(this.#everyMs, this.#end).catch(() => undefined);
    }
    this.#isResting = false;
  }
}
