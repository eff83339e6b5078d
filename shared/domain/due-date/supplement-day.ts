// The last day on which papers that were asked for may be brought (ThoiHanBoSung): the one to propose, whether another may be chosen, and whether it has passed.
//
// That a request for supplements has a deadline of its own in days, after which the dossier may be refused, was found in a production system; how many days, nobody publishes for all procedures
// (those that name a figure name 5 to 60). So the number is a setting, and the day is the officer's.

import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { addDays, atMinute, businessDayOf } from '../time/business-day.ts';
import { closingMinute, isWorkingDay, workingDayFrom } from './office-calendar.ts';
import type { HolidayCalendar, OfficeHours } from './office-calendar.ts';
import { afterWorkingDays } from './working-days.ts';

/** Further ahead lies a slip of the year, and no deadline. */
const FURTHEST_DAYS = 366;

/** The day that a request made at `now` proposes: so many working days after its own. */
export function proposedSupplementDay(now: EpochMs, workingDays: number, hours: OfficeHours, calendar: HolidayCalendar): BusinessDay {
  return businessDayOf(afterWorkingDays(now, workingDays, hours, calendar));
}

/** A day until which papers may be brought, or why it is none: 'past' has closed already, on a 'closed' one nobody takes papers and the next working day is given, 'too-far' is beyond `last`. */
export type SupplementDay = { readonly kind: 'day'; readonly day: BusinessDay } | { readonly kind: 'past' } | { readonly kind: 'closed'; readonly next: BusinessDay } | { readonly kind: 'too-far'; readonly last: BusinessDay };

/** Judges a day that an officer has chosen at `now`. */
export function supplementDayOf(day: BusinessDay, now: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): SupplementDay {
  if (atMinute(day, closingMinute(hours)) <= now) return { kind: 'past' };
  const last = addDays(businessDayOf(now), FURTHEST_DAYS);
  if (day > last) return { kind: 'too-far', last };
  return isWorkingDay(day, hours, calendar) ? { kind: 'day', day } : { kind: 'closed', next: workingDayFrom(day, hours, calendar) };
}

/** True once the day is over: papers that come on it are in time. */
export function isSupplementPast(day: BusinessDay, now: EpochMs): boolean {
  return day < businessDayOf(now);
}
