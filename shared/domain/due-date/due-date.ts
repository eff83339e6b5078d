// When a result is promised: the limit of a procedure counted from the moment of receipt.

import { assertNever } from '../../base/assert-never.ts';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { addDays, addMonths, atMinute, businessDayOf, minuteOfDay, startOfDay } from '../time/business-day.ts';
import type { LimitUnit, TimeLimit } from './limit.ts';
import { closingMinute, isCovered, nextWorkingDay, officeMomentFrom, workingDayFrom } from './office-calendar.ts';
import type { HolidayCalendar, OfficeHours } from './office-calendar.ts';
import { afterOfficeMinutes } from './office-time.ts';

/**
 * A promise, or none where the catalogue gives no clear limit.
 * `isCalendarComplete` is false if the counting went through a year without a holiday table: then only weekends were skipped.
 */
export type DueDate =
  | { readonly kind: 'due'; readonly dueAt: EpochMs; readonly day: BusinessDay; readonly isCalendarComplete: boolean }
  | { readonly kind: 'none' };

/**
 * Counts a limit from the moment of receipt, which first moves to the next moment at which the office is open (before opening, at lunch,
 * after closing, on a closed day). The day of receipt is not counted; working days skip closed days; calendar days and months run on, but a
 * result never falls on a closed day. The minute of the day carries over. Hours are office hours, eight of which make a working day.
 *
 * The arithmetic was found in a province's production system; that the day of receipt is not counted is the Civil Code's article 147 (own knowledge); the hour until which a same-day result is
 * given on the same day was found on the national portal's pages of civil status. Hours of the day are settings of the point.
 */
export function dueDateOf(limit: TimeLimit, receivedAt: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): DueDate {
  if (limit.unit === 'unstated') return { kind: 'none' };
  const countedFrom = officeMomentFrom(receivedAt, hours, calendar);
  const dueAt = limit.unit === 'same-day' ? sameDay(countedFrom, hours, calendar) : within(limit.unit, limit.amount, countedFrom, hours, calendar);
  const day = businessDayOf(dueAt);
  return { kind: 'due', dueAt, day, isCalendarComplete: isCovered(businessDayOf(receivedAt), day, calendar) };
}

function sameDay(from: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): EpochMs {
  const day = businessDayOf(from);
  const due = minuteOfDay(from) < hours.sameDayUntilMinute ? day : nextWorkingDay(day, hours, calendar);
  return atMinute(due, closingMinute(hours));
}

function within(unit: LimitUnit, amount: number, from: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): EpochMs {
  const day = businessDayOf(from);
  switch (unit) {
    case 'hour':
      return afterOfficeMinutes(from, amount * 60, hours, calendar);
    case 'working-day':
      return sameTimeOn(workingDaysAfter(day, amount, hours, calendar), from);
    case 'day':
      return sameTimeOn(workingDayFrom(addDays(day, amount), hours, calendar), from);
    case 'month':
      return sameTimeOn(workingDayFrom(addMonths(day, amount), hours, calendar), from);
    default:
      return assertNever(unit);
  }
}

function workingDaysAfter(day: BusinessDay, count: number, hours: OfficeHours, calendar: HolidayCalendar): BusinessDay {
  let reached = day;
  for (let counted = 0; counted < count; counted += 1) reached = nextWorkingDay(reached, hours, calendar);
  return reached;
}

function sameTimeOn(day: BusinessDay, from: EpochMs): EpochMs {
  return (startOfDay(day) + (from - startOfDay(businessDayOf(from)))) as EpochMs;
}
