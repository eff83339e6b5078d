// What the portal itself has shown, kept beside the unit's own estimate: several readings of one month may disagree, and none is thrown away.

import type { BusinessDay } from '../../base/ids.ts';
import type { GroupId } from './components.ts';
import type { IndexScore } from './index766.ts';
import { roundHalfUp } from './score.ts';

/** One look at the portal, or one number from its report. 'total' is the whole index; `place` is the unit's place among its province's, where it was shown. */
export interface PortalReading {
  readonly of: GroupId | 'total';
  readonly score: number;
  readonly readOn: BusinessDay;
  readonly place: number | null;
}

/** One line of the head's screen. `newest` is the reading of the latest day, the last entered of that day; `difference` is the portal's less ours. */
export interface Comparison {
  readonly of: GroupId | 'total';
  readonly own: number;
  readonly newest: PortalReading | null;
  readonly difference: number | null;
  readonly readings: readonly PortalReading[];
}

/** Every group and the total, with its readings from the oldest day to the newest. */
export function besideReadings(index: IndexScore, readings: readonly PortalReading[]): readonly Comparison[] {
  const lines = [...index.groups.map(({ id, score }) => ({ of: id, own: score })), { of: 'total' as const, own: index.total }];
  return lines.map(({ of, own }): Comparison => {
    const kept = readings.filter((reading) => reading.of === of).sort((one, other) => (one.readOn < other.readOn ? -1 : one.readOn > other.readOn ? 1 : 0));
    const newest = kept.at(-1) ?? null;
    return { of, own, newest, difference: newest === null ? null : roundHalfUp(newest.score - own, 2), readings: kept };
  });
}
