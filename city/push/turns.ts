// One station's pushes take turns: however many it sends at once, few of them hold a connection of the database, and the others of all communes find one.

import { WireRefusal } from '../server/refusal.ts';

/** The city takes a station's log in order; a second batch only hides the way there and back. */
const MOST_AT_ONCE = 2;
/** Bodies that may wait in memory for one station. No sound station has more than two under way. */
const MOST_WAITING = 30;
const RETRY_MS = 2000;

interface Line {
  busy: number;
  readonly waiting: (() => void)[];
}

export class Turns {
  readonly #lines = new Map<string, Line>();

  /** Runs `work` when it is its turn among those of the same name, in the order of asking. Throws 'wire.overloaded' when too many wait already. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(name) ?? { busy: 0, waiting: [] };
    this.#lines.set(name, line);
    if (line.busy >= MOST_AT_ONCE) {
      if (line.waiting.length >= MOST_WAITING) throw new WireRefusal('wire.overloaded', 'too many pushes of one station at once', { retryAfterMs: RETRY_MS });
      await new Promise<void>((begin) => line.waiting.push(begin));
    } else {
      line.busy += 1;
    }
    try {
      return await work();
    } finally {
      // The turn is handed on, so that nobody who comes now gets in between.
      const next = line.waiting.shift();
      if (next !== undefined) next();
      else if ((line.busy -= 1) === 0) this.#lines.delete(name);
    }
  }
}
