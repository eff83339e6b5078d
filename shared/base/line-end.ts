// The end of something that lasts long, as many short waits hear of it; each wait that is over is forgotten. A race with one long promise would keep every one of them until that end.

/** Watches one such end; `orEnd` may be called any number of times. */
export class LineEnd {
  readonly #waiting = new Set<() => void>();
  #isOver = false;

  constructor(end: Promise<void>) {
    void end.then(() => {
      this.#isOver = true;
      for (const settle of this.#waiting) settle();
      this.#waiting.clear();
    });
  }

  /** How many wait at the moment. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** What `work` brings, or `ended` if the end comes before. */
  async orEnd<T>(work: Promise<T>, ended: T): Promise<T> {
    const over = Promise.withResolvers<T>();
    const settle = (): void => over.resolve(ended);
    if (this.#isOver) settle();
    else this.#waiting.add(settle);
    try {
      return await Promise.race([work, over.promise]);
    } finally {
      this.#waiting.delete(settle);
    }
  }
}
