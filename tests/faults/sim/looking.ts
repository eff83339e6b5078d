// How a property looks at a history: it counts what it looked at, and says what is wrong.

import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { HistoryRecord } from './record.ts';
import { FIRST_MOMENT } from './world.ts';

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

/** The name on the wire of a station or of a clone of it. */
export function nameOf(label: string): string {
  return label.slice(0, 2);
}

/** A whole machine was copied, or put back as it was: nobody on it can know, until the city says so, that a number is given a second time. */
export function hasTwins({ faults }: HistoryRecord): boolean {
  return faults.includes('twins') || faults.includes('images');
}

/** The city was put back from a copy: its feed, its codes and its leases say other things than they once said. */
export function hasCityBack({ faults }: HistoryRecord): boolean {
  return faults.includes('city-back');
}

/** Two disks go on from one: each has the visits and payments of before, and neither is told what the other makes of them. */
export function hasCopies({ faults }: HistoryRecord): boolean {
  return faults.includes('clones') || faults.includes('twins');
}

/** Some station has been put back from a copy, or copied. */
export function hasBirths({ faults }: HistoryRecord): boolean {
  return hasTwins({ faults } as HistoryRecord) || faults.includes('clones') || faults.includes('restores');
}

/** The day on which histories happen, and copies of disks are made. */
const DAY = businessDayOf(FIRST_MOMENT as EpochMs);

/** A copy of a disk that knows itself to be one keeps off the numbers of its day. Another day, to which only wrong clocks lead here, begins at 1 for both, until either has heard of the other's tickets. */
export function isKeptApart({ faults }: HistoryRecord, day: string): boolean {
  return !faults.includes('clones') || day === DAY;
}
