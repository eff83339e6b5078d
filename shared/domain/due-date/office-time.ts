// Time as an office spends it: minutes between opening and closing, counted forward from a moment and between two.

import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { addDays, atMinute, businessDayOf, minuteOfDay } from '../time/business-day.ts';
import { isWorkingDay, nextWorkingDay } from './office-calendar.ts';
import type { HolidayCalendar, OfficeHours } from './office-calendar.ts';

/**
 * The moment at which `minutes` office minutes have passed since `from`, which is a moment at which the office is open. Spent period by period: what ends with a period ends at its
 * close, not at the next opening. Seconds are dropped, so nothing is promised later than it was counted.
 */
export function afterOfficeMinutes(from: EpochMs, minutes: number, hours: OfficeHours, calendar: HolidayCalendar): EpochMs {
  let day = businessDayOf(from);
  let minute = minuteOfDay(from);
  let left = minutes;
  for (;;) {
    for (const period of hours.periods) {
      const start = Math.max(minute, period.fromMinute);
      const free = Math.max(0, period.toMinute - start);
      if (left <= free) return atMinute(day, start + left);
      left -= free;
    }
    day = nextWorkingDay(day, hours, calendar);
    minute = 0;
  }
}

/** Whole office minutes from one moment to another; 0 where the second is not after the first. */
export function officeMinutesBetween(from: EpochMs, to: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): number {
  if (to <= from) return 0;
  const [first, last] = [businessDayOf(from), businessDayOf(to)];
  const [begin, end] = [minuteOfDay(from), minuteOfDay(to)];
  if (first === last) return openMinutes(first, begin, end, hours, calendar);
  let sum = openMinutes(first, begin, MINUTES_OF_A_DAY, hours, calendar) + openMinutes(last, 0, end, hours, calendar);
  for (let day = addDays(first, 1); day < last; day = addDays(day, 1)) sum += openMinutes(day, 0, MINUTES_OF_A_DAY, hours, calendar);
  return sum;
}

const MINUTES_OF_A_DAY = 1440;

function openMinutes(day: BusinessDay, from: number, to: number, hours: OfficeHours, calendar: HolidayCalendar): number {
  if (!isWorkingDay(day, hours, calendar)) return 0;
  return hours.periods.reduce((sum, period) => sum + Math.max(0, Math.min(to, period.toMinute) - Math.max(from, period.fromMinute)), 0);
}
