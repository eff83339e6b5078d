// A new date for a result that does not come in time (form 04): when it may be, and which one to propose.

import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { atMinute, businessDayFrom, businessDayOf } from '../time/business-day.ts';
import { closingMinute, isWorkingDay, nextWorkingDay, openingMinute, workingDayFrom } from './office-calendar.ts';
import type { HolidayCalendar, OfficeHours } from './office-calendar.ts';

/** A day as an officer types it, '7/12/2026' or with dots, dashes or nothing between; null if it is none. */
export function readTypedDay(typed: string): BusinessDay | null {
  const text = typed.trim();
  const found = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  return found === null ? null : businessDayFrom(Number(found[3]), Number(found[2]), Number(found[1]));
}

/** '16:30', '16.30' or '16h30' in minutes of the day; null for anything else. */
export function readTypedMinute(typed: string): number | null {
  const found = /^([01]?\d|2[0-3])\s*[:.hg]\s*([0-5]\d)$/i.exec(typed.trim());
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

/** A moment at which a citizen may be asked to come, or why not: 'too-early' is past, or no later than the date that stands; 'closed' is a moment at which nobody works here, with the next working day. */
export type NewDate = { readonly kind: 'date'; readonly at: EpochMs } | { readonly kind: 'too-early' } | { readonly kind: 'closed'; readonly next: BusinessDay };

/** Judges a day and a minute of it. `now` is the moment of the apology, `dueBefore` the date that is not kept. The hour of closing is the last at which a result is given. */
export function newDateOf(day: BusinessDay, minute: number, { now, dueBefore }: { readonly now: EpochMs; readonly dueBefore: EpochMs }, hours: OfficeHours, calendar: HolidayCalendar): NewDate {
  const at = atMinute(day, minute);
  if (at <= now || at <= dueBefore) return { kind: 'too-early' };
  if (!isWorkingDay(day, hours, calendar)) return { kind: 'closed', next: workingDayFrom(day, hours, calendar) };
  if (minute < openingMinute(hours) || minute > closingMinute(hours)) return { kind: 'closed', next: day };
  return { kind: 'date', at };
}

/** The working day after today and after the date that is not kept, at the hour of closing: what is proposed, for whoever knows better to change. */
export function proposedNewDate({ now, dueBefore }: { readonly now: EpochMs; readonly dueBefore: EpochMs }, hours: OfficeHours, calendar: HolidayCalendar): EpochMs {
  const latest = Math.max(now, dueBefore) as EpochMs;
  return atMinute(nextWorkingDay(businessDayOf(latest), hours, calendar), closingMinute(hours));
}
