// What is seen of a program that says nothing of itself: sightings of its process, gathered into a series that nobody could take for one command of a technician.

/** A series has not ended while it is seen again within this: a program that dies at once is started again after seconds, and lives for less than the time between two looks. */
const LONGEST_GAP_MS = 120_000;
/** One order of the command line is seen once or twice. */
const FEWEST = 3;

interface Series {
  readonly since: number;
  readonly last: number;
  readonly count: number;
}

export class Sightings {
  #series: Series | null = null;

  /** To be called whenever it is seen, at a moment of the monotonic clock in ms. */
  seen(at: number): void {
    const { since, count } = this.#current(at) ?? { since: at, count: 0 };
    this.#series = { since, last: at, count: count + 1 };
  }

  /** When the series began that goes on until `at`; null where there is none. */
  since(at: number): number | null {
    const series = this.#current(at);
    return series === null || series.count < FEWEST ? null : series.since;
  }

  #current(at: number): Series | null {
    return this.#series === null || at - this.#series.last > LONGEST_GAP_MS ? null : this.#series;
  }
}
