// Notices that a queue of CUPS has stopped moving although it calls itself well: a job of ours stays in it. What came after that job would be printed hours later, when nobody waits for it any more.

/** So long a job may be in the queue without any of ours leaving it, in ms. */
const STANDS_MS = 20_000;

export class StandingJobs {
  /** When each job of ours was handed over that has not left the queue yet. */
  readonly #handedOver = new Map<string, number>();
  #movedAt = 0;

  /** @param said what `lp` said in the C locale */
  handedOver(said: string, now: number): void {
    const id = /^request id is (\S+)/m.exec(said)?.[1];
    if (id !== undefined) this.#handedOver.set(id, now);
  }

  /** @param said what `lpstat -o` said in the C locale of the jobs that are still to be printed */
  stand(said: string, now: number): boolean {
    // Number, owner, size: no line about a queue has a figure there.
    const waiting = new Set(Array.from(said.matchAll(/^(\S+-\d+)\s+\S+\s+\d+\s/gm), ([, id]) => id));
    for (const id of this.#handedOver.keys()) {
      if (waiting.has(id)) continue;
      this.#handedOver.delete(id);
      this.#movedAt = now;
    }
    return [...this.#handedOver.values()].some((at) => now - Math.max(at, this.#movedAt) >= STANDS_MS);
  }
}
