// The network and the printer of the morning: when the line is away, when the paper runs out.

import type { PracticePoint } from '../../electron/practice/point.ts';
import type { FaultProxy } from './fault-proxy.ts';

/** Parts of the morning, by the share of visits that have come to their end, in which the network is away: a third of it together. */
const AWAY: readonly (readonly [from: number, to: number])[] = [[1 / 3, 1 / 2], [5 / 6, Infinity]];
/** The paper runs out here, and is there again here. */
const PAPER_OUT: readonly [from: number, to: number] = [0.2, 0.3];

/** Follows the progress of the morning and changes the weather with it. */
export class Weather {
  readonly #line: FaultProxy;
  readonly #printer: PracticePoint['printer'];
  #awaySince: number | null = null;
  #offlineMs = 0;
  #isPaperOut = false;
  #wasPaperOut = false;

  constructor(line: FaultProxy, practice: PracticePoint) {
    this.#line = line;
    this.#printer = practice.printer;
  }

  /** `progress` is the share of visits that have come to their end. */
  progress(progress: number): void {
    const isAway = AWAY.some(([from, to]) => progress >= from && progress < to);
    if (isAway && this.#awaySince === null) {
      this.#line.cut();
      this.#awaySince = performance.now();
    } else if (!isAway) this.#heal();
    if (!this.#wasPaperOut && progress >= PAPER_OUT[0]) {
      this.#wasPaperOut = true;
      this.#isPaperOut = true;
      this.#printer.setState('paper-out');
    }
    if (this.#isPaperOut && progress >= PAPER_OUT[1]) this.#bringPaper();
  }

  /** The end of the morning: the line is back for good, and there is paper. Returns how long the line was away in all, in ms. */
  clear(): number {
    this.#heal();
    this.#line.calm();
    if (this.#isPaperOut) this.#bringPaper();
    return this.#offlineMs;
  }

  #heal(): void {
    if (this.#awaySince === null) return;
    this.#offlineMs += performance.now() - this.#awaySince;
    this.#awaySince = null;
    this.#line.heal();
  }

  #bringPaper(): void {
    this.#isPaperOut = false;
    this.#printer.setState('ok');
  }
}
