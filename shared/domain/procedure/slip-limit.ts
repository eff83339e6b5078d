// How soon a kiosk prints another slip about a procedure: a child that presses fifty times must not empty the roll on which the numbers are printed.

import type { EpochMs } from '../../base/ids.ts';

/** The same slip again: whoever pressed twice has one by then. */
const SAME_MS = 30_000;
/** So many slips of any procedures within so long; a family with several errands stays below it. */
const MOST = 6;
const WINDOW_MS = 5 * 60_000;

/** No slip that is older counts. */
export const SLIPS_COUNT_MS = WINDOW_MS;

export interface PrintedSlip {
  readonly code: string;
  readonly at: EpochMs;
}

/** Milliseconds to wait; 0 for none. What seems to be printed later than now, since the clock was set back, does not count. */
export function slipWaitMs(slips: readonly PrintedSlip[], code: string, now: EpochMs): number {
  const ages = (wanted: (slip: PrintedSlip) => boolean): readonly number[] => slips.filter(wanted).map(({ at }) => now - at).filter((age) => age >= 0).toSorted((one, other) => one - other);
  const [same = Infinity] = ages((slip) => slip.code === code);
  const nth = ages(() => true)[MOST - 1] ?? Infinity;
  return Math.max(0, SAME_MS - same, WINDOW_MS - nth);
}
