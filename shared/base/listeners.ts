// A list of functions that want to hear of something; the smallest event source there is.

/** Holds listeners and calls them in the order they came. A listener must not throw: what it throws reaches whoever emits. */
export class Listeners<Args extends readonly unknown[]> {
  readonly #all = new Set<(...args: Args) => void>();

  /** Adds a listener; the answer takes it away again. */
  add(listener: (...args: Args) => void): () => void {
    const own = (...args: Args): void => listener(...args);
    this.#all.add(own);
    return () => void this.#all.delete(own);
  }

  emit(...args: Args): void {
    for (const listener of [...this.#all]) listener(...args);
  }
}
