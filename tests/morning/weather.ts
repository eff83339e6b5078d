// The network and the printer of the morning: when the line is away, when the paper runs out. Told the time, so that it knows nothing of clocks.

import type { PrinterPracticeState } from '../../electron/practice/printer/status-bytes.ts';

/** What the weather works on. */
export interface Exposed {
  readonly line: { cut(): void; heal(): void; calm(): void };
  readonly printer: { setState(state: PrinterPracticeState): void };
}

/** Shares of the visits at whose end the network goes away; each time it stays away until it was away for that part of all the time so far. */
const CUTS = [0.2, 0.5, 0.8];
const AWAY = 1 / 3;
/** The paper runs out here, and is there again here. */
const PAPER_OUT = { from: 0.2, to: 0.3 };

/** Follows the progress of the morning and changes the weather with it. All times in ms of one clock. */
export class Weather {
  readonly #exposed: Exposed;
  readonly #startedAt: number;
  readonly #cuts = [...CUTS];
  #awaySince: number | null = null;
  #awayBefore = 0;
  #paper: 'before' | 'out' | 'after' = 'before';

  constructor(exposed: Exposed, startedAt: number) {
    this.#exposed = exposed;
    this.#startedAt = startedAt;
  }

  /** How long the line was away so far, in ms. */
  offlineMs(now: number): number {
    return this.#awayBefore + (this.#awaySince === null ? 0 : now - this.#awaySince);
  }

  /** To be called often while people are served; `progress` is the share of visits that have come to their end. */
  look(progress: number, now: number): void {
    this.#healWhenLongEnough(now);
    const [next] = this.#cuts;
    if (next !== undefined && progress >= next && this.#awaySince === null) {
      this.#cuts.shift();
      this.#cut(now);
    }
    if (this.#paper === 'before' && progress >= PAPER_OUT.from) {
      this.#paper = 'out';
      this.#exposed.printer.setState('paper-out');
    }
    if (this.#paper === 'out' && progress >= PAPER_OUT.to) this.#bringPaper();
  }

  /** To be called until it answers true: everybody has gone home, and the network comes back for good once it was away for its third. */
  end(now: number): boolean {
    if (this.#paper === 'out') this.#bringPaper();
    if (this.#awaySince === null && !this.#wasAwayLongEnough(now)) this.#cut(now);
    this.#healWhenLongEnough(now);
    if (this.#awaySince !== null) return false;
    this.#exposed.line.calm();
    return true;
  }

  #wasAwayLongEnough(now: number): boolean {
    return this.offlineMs(now) >= AWAY * (now - this.#startedAt);
  }

  #cut(now: number): void {
    this.#awaySince = now;
    this.#exposed.line.cut();
  }

  #healWhenLongEnough(now: number): void {
    if (this.#awaySince === null || !this.#wasAwayLongEnough(now)) return;
    this.#awayBefore = this.offlineMs(now);
    this.#awaySince = null;
    this.#exposed.line.heal();
  }

  #bringPaper(): void {
    this.#paper = 'after';
    this.#exposed.printer.setState('ok');
  }
}
