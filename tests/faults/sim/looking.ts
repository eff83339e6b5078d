// How a property looks at a history: it counts what it looked at, and says what is wrong.

import type { HistoryRecord } from './record.ts';

/** What one property has to say of one history. */
export interface Finding {
  /** How many facts it looked at: 0 means that it had nothing to say. */
  readonly asked: number;
  readonly wrong: readonly string[];
}

export type Property = (record: HistoryRecord) => Finding;

/** Collects as one goes. */
export class Looking implements Finding {
  asked = 0;
  readonly wrong: string[] = [];

  expect(isRight: boolean, words: () => string): void {
    this.asked += 1;
    if (!isRight) this.wrong.push(words());
  }

  /** Each of the values at most once. */
  once(what: string, values: Iterable<string>): void {
    const seen = new Set<string>();
    for (const value of values) {
      this.expect(!seen.has(value), () => `${what} ${value} is there twice`);
      seen.add(value);
    }
  }
}

/** The faults have ended, and everything has come to rest. */
export function isHealed(record: HistoryRecord): boolean {
  return record.rest?.isReached === true;
}
