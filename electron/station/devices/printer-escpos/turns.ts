// Lets one piece of work at the printer begin when the one before it has ended.

/** Runs what it is given one after the other, in the order of the calls; a failure does not stop the next. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  async run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine;
    return await mine;
  }
}
