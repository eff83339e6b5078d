// What a year's table of days off must be before a due date may rest on it.

import type { BusinessDay } from '../../base/ids.ts';
import { civilDateOf, parseBusinessDay, weekdayOf } from '../time/business-day.ts';

/** A table as somebody typed it: days are texts still. */
export interface TypedHolidayTable {
  readonly year: number;
  readonly closed: readonly { readonly day: string; readonly kind: 'holiday' | 'substitute' | 'swap' }[];
  readonly working: readonly { readonly day: string; readonly insteadOf: string }[];
}

/** The first thing that is wrong, with the day as it was typed. */
export interface HolidayFault {
  readonly kind: 'no-such-day' | 'other-year' | 'day-twice' | 'swap-unmatched' | 'works-anyway';
  readonly day: string;
}

/**
 * Null for a table that due dates may rest on. 'no-such-day': the calendar has none. 'swap-unmatched': a day of this year that is worked for is not closed as a swap; one across
 * New Year stands in the other year's table, which may not be there yet. 'works-anyway': a day that is made up for is no weekend, so
 * that nothing is made up.
 */
export function holidayFault({ year, closed, working }: TypedHolidayTable): HolidayFault | null {
  const seen = new Set<string>();
  for (const { day } of [...closed, ...working]) {
    const found = parseBusinessDay(day);
    if (found === null) return { kind: 'no-such-day', day };
    if (civilDateOf(found).year !== year) return { kind: 'other-year', day };
    if (seen.has(day)) return { kind: 'day-twice', day };
    seen.add(day);
  }
  for (const { day, insteadOf } of working) {
    const freed = parseBusinessDay(insteadOf);
    if (freed === null) return { kind: 'no-such-day', day: insteadOf };
    if (civilDateOf(freed).year === year && !closed.some((entry) => entry.day === insteadOf && entry.kind === 'swap')) return { kind: 'swap-unmatched', day: insteadOf };
    if (isWeekday(day)) return { kind: 'works-anyway', day };
  }
  return null;
}

function isWeekday(day: string): boolean {
  const found = parseBusinessDay(day);
  return found !== null && weekdayOf(found) <= 5;
}

/** From this month on, next year's table should be there: the yearly notice is out, and receipts begin to promise days of next year. */
const TABLE_WANTED_FROM_MONTH = 11;

/** Which year's table is missing on a day: this year's always, next year's from November on; null where none is. */
export function missingTable(today: BusinessDay, years: ReadonlySet<number>): number | null {
  const { year, month } = civilDateOf(today);
  if (!years.has(year)) return year;
  return month >= TABLE_WANTED_FROM_MONTH && !years.has(year + 1) ? year + 1 : null;
}
