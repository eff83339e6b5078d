// When a result must be back at the desk, so that it can be registered and lie ready before its owner comes.

import type { EpochMs } from '../../base/ids.ts';
import { addDays, atMinute, businessDayOf, minuteOfDay } from '../time/business-day.ts';
import { isWorkingDay } from './office-calendar.ts';
import type { HolidayCalendar, OfficeHours } from './office-calendar.ts';
import { officeMinutesBetween } from './office-time.ts';

/**
 * The moment from which `minutes` office minutes are left until the result is due ("hạn trả về trung tâm" of form 05; own knowledge of its wording, the length is each unit's own). Of a short limit the desk
 * takes no more than half: whoever decides the same day needs the rest. Spent period by period, so that what begins with a period begins at its opening, not at the last closing.
 */
export function dueBackOf({ receivedAt, dueAt }: { readonly receivedAt: EpochMs; readonly dueAt: EpochMs }, minutes: number, hours: OfficeHours, calendar: HolidayCalendar): EpochMs {
  let left = Math.min(minutes, Math.floor(officeMinutesBetween(receivedAt, dueAt, hours, calendar) / 2));
  if (left === 0) return dueAt;
  let day = businessDayOf(dueAt);
  let minute = minuteOfDay(dueAt);
  // Half of what lies between them ends behind the receipt, so the days are never used up.
  for (;;) {
    if (isWorkingDay(day, hours, calendar)) {
      for (const period of hours.periods.toReversed()) {
        const end = Math.min(minute, period.toMinute);
        const free = Math.max(0, end - period.fromMinute);
        if (left <= free) return atMinute(day, end - left);
        left -= free;
      }
    }
    day = addDays(day, -1);
    minute = END_OF_DAY;
  }
}

const END_OF_DAY = 1440;
