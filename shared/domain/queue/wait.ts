// How long a person may expect to wait, from how long the last ones took. An estimate for a sign, not a promise.

/** What is known of the line that a person stands in. */
export interface LineState {
  /** People who will be called before. */
  readonly ahead: number;
  /** Counters that serve this line and are not paused. */
  readonly openCounters: number;
  /** Those of them with a person now. */
  readonly busyCounters: number;
  /** Milliseconds that the last people took at the counter, newest first; only the first ten count. */
  readonly servedMs: readonly number[];
}

const LAST_SERVED = 10;
/** A call that was ended at once says nothing of how long people take. */
const SHORTEST_MS = 20_000;

/**
 * Minutes, rounded up; null without any data or with no counter open. The typical time is the median, so that one forgotten "done" over lunch does not frighten the hall.
 * People leave c busy counters every typical/c; when none is free, one more has to leave first.
 */
export function expectedWaitMin(line: LineState): number | null {
  const times = line.servedMs.slice(0, LAST_SERVED).filter((ms) => ms >= SHORTEST_MS).sort((one, other) => one - other);
  const typical = times[Math.floor((times.length - 1) / 2)];
  if (typical === undefined || line.openCounters === 0) return null;
  const before = line.ahead + (line.busyCounters >= line.openCounters ? 1 : 0);
  return Math.ceil((before * typical) / line.openCounters / 60_000);
}
