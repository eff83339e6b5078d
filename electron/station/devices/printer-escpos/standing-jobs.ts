// Notices that a queue of the operating system has stopped moving although it calls itself well: a job of ours stays in it. What came after that job would be printed hours later, when nobody waits for it any more.

/** So long a job may be in the queue without any of ours leaving it, in ms. */
const STANDS_MS = 20_000;

export class StandingJobs {
  /** When each job of ours was handed over that has not left the queue yet. */
  readonly #handedOver = new Map<string, number>();
  #movedAt = 0;

  handedOver(id: string, now: number): void {
    this.#handedOver.set(id, now);
  }

  /** @param waiting whose jobs are still to be printed, ours and those of others */
  stand(waiting: ReadonlySet<string>, now: number): boolean {
    for (const id of this.#handedOver.keys()) {
      if (waiting.has(id)) continue;
      this.#handedOver.delete(id);
      this.#movedAt = now;
    }
    return [...this.#handedOver.values()].some((at) => now - Math.max(at, this.#movedAt) >= STANDS_MS);
  }
}
