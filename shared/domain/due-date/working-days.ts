// Working days between two moments, as the clocks of petitions count them.

import type { EpochMs } from '../../base/ids.ts';
import { addDays, atMinute, businessDayOf } from '../time/business-day.ts';
import { closingMinute, isWorkingDay, nextWorkingDay } from './office-calendar.ts';
import type { HolidayCalendar, OfficeHours } from './office-calendar.ts';

/** Working days after the day of the first moment up to and with the day of the second: 0 on the same day, and never below. */
export function workingDaysBetween(from: EpochMs, to: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): number {
  const last = businessDayOf(to);
  let count = 0;
  for (let day = addDays(businessDayOf(from), 1); day <= last; day = addDays(day, 1)) if (isWorkingDay(day, hours, calendar)) count += 1;
  return count;
}

/** So many working days after the day of a moment, at the hour at which the office closes: the last moment of which `workingDaysBetween` still says `days`. */
export function afterWorkingDays(from: EpochMs, days: number, hours: OfficeHours, calendar: HolidayCalendar): EpochMs {
  let day = businessDayOf(from);
  for (let passed = 0; passed < days; passed += 1) day = nextWorkingDay(day, hours, calendar);
  return atMinute(day, closingMinute(hours));
}
