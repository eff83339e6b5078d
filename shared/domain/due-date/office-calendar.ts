// When an office works: hours of the day, days of the week, public holidays and swapped days. The tables come from outside.

import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { must } from '../../base/must.ts';
import { addDays, atMinute, businessDayOf, civilDateOf, minuteOfDay, weekdayOf } from '../time/business-day.ts';
import type { Weekday } from '../time/business-day.ts';

/** A stretch of office time, in minutes after midnight: from is inside, to is outside. */
export interface OfficePeriod {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Opening hours of one working day, in order and without overlaps, and the weekdays on which they hold. */
export interface OfficeHours {
  readonly periods: readonly OfficePeriod[];
  readonly weekdays: readonly Weekday[];
  /** From this minute on, a same-day procedure is given out on the next working day. */
  readonly sameDayUntilMinute: number;
}

/** 07:00–11:30 and 13:30–17:00 from Monday to Friday (eight hours), same-day results until 15:00. */
export const USUAL_OFFICE_HOURS: OfficeHours = {
  periods: [{ fromMinute: 7 * 60, toMinute: 11 * 60 + 30 }, { fromMinute: 13 * 60 + 30, toMinute: 17 * 60 }],
  weekdays: [1, 2, 3, 4, 5],
  sameDayUntilMinute: 15 * 60,
};

/** Days that differ from the week: closed holidays, and weekend days on which a swapped working day is made up for. */
export interface HolidayCalendar {
  readonly closed: ReadonlySet<BusinessDay>;
  readonly working: ReadonlySet<BusinessDay>;
  /** Years for which the table was made; outside them only weekends are known. */
  readonly years: ReadonlySet<number>;
}

/** One year's table of days, as it is kept in a file. */
export interface HolidayTable {
  readonly year: number;
  readonly closed: readonly { readonly day: BusinessDay }[];
  readonly working: readonly { readonly day: BusinessDay }[];
}

/** Joins the tables of several years. */
export function holidayCalendar(tables: readonly HolidayTable[]): HolidayCalendar {
  return {
    closed: new Set(tables.flatMap((table) => table.closed.map((entry) => entry.day))),
    working: new Set(tables.flatMap((table) => table.working.map((entry) => entry.day))),
    years: new Set(tables.map((table) => table.year)),
  };
}

/** A year without a working day cannot be a calendar: the search for the next one ends here. */
const LONGEST_CLOSURE_DAYS = 366;

/** True if the office works on the day; a swapped-in day wins over a holiday, a holiday over the week. */
export function isWorkingDay(day: BusinessDay, hours: OfficeHours, calendar: HolidayCalendar): boolean {
  return calendar.working.has(day) || (hours.weekdays.includes(weekdayOf(day)) && !calendar.closed.has(day));
}

/** The day itself if the office works on it, otherwise the first working day after it. */
export function workingDayFrom(day: BusinessDay, hours: OfficeHours, calendar: HolidayCalendar): BusinessDay {
  for (let ahead = 0; ahead <= LONGEST_CLOSURE_DAYS; ahead += 1) {
    const candidate = addDays(day, ahead);
    if (isWorkingDay(candidate, hours, calendar)) return candidate;
  }
  return must<BusinessDay>(null, 'a calendar has a working day in every year');
}

/** The first working day after the day. */
export function nextWorkingDay(day: BusinessDay, hours: OfficeHours, calendar: HolidayCalendar): BusinessDay {
  return workingDayFrom(addDays(day, 1), hours, calendar);
}

/** The moment itself if the office is open then, otherwise the next opening: after lunch, or on the next working day. */
export function officeMomentFrom(at: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): EpochMs {
  const day = businessDayOf(at);
  if (isWorkingDay(day, hours, calendar)) {
    const minute = minuteOfDay(at);
    for (const period of hours.periods) {
      if (minute < period.fromMinute) return atMinute(day, period.fromMinute);
      if (minute < period.toMinute) return at;
    }
  }
  return atMinute(nextWorkingDay(day, hours, calendar), openingMinute(hours));
}

/** Minute at which the office opens. */
export function openingMinute(hours: OfficeHours): number {
  return must(hours.periods[0], 'an office has opening hours').fromMinute;
}

/** Minute at which the office closes for the day. */
export function closingMinute(hours: OfficeHours): number {
  return must(hours.periods.at(-1), 'an office has opening hours').toMinute;
}

/** True if the calendar has a table for every year that the two days touch. */
export function isCovered(from: BusinessDay, to: BusinessDay, calendar: HolidayCalendar): boolean {
  for (let year = civilDateOf(from).year; year <= civilDateOf(to).year; year += 1) {
    if (!calendar.years.has(year)) return false;
  }
  return true;
}
