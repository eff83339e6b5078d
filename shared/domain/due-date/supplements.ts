// The due date of a dossier that waited for papers: while the citizen has to bring them, the authority's time stands still.

import type { EpochMs } from '../../base/ids.ts';
import { addDays, atMinute, businessDayOf, civilDateOf, minuteOfDay } from '../time/business-day.ts';
import { epochDayOf } from '../time/civil.ts';
import type { DueDate } from './due-date.ts';
import type { TimeLimit } from './limit.ts';
import { isCovered, officeMomentFrom, workingDayFrom } from './office-calendar.ts';
import type { HolidayCalendar, OfficeHours } from './office-calendar.ts';
import { afterOfficeMinutes, officeMinutesBetween } from './office-time.ts';

/** One request for supplements (form 02); `completedAt` is null until the last paper that was asked for is there. */
export interface SupplementWait {
  readonly requestedAt: EpochMs;
  readonly completedAt: EpochMs | null;
}

/**
 * The due date `before` after one wait for papers that ended: shifted by the time that it took. Limits in hours and working days shift by the office minutes of the wait, limits in calendar days and months
 * by its calendar days, moved off closed days as every result is. A request that was made after the due date moves nothing: the dossier was late before it. None where the limit says no time.
 *
 * Found in the arithmetic of a production system ("after a supplement the due date shifts by the waiting time") and in the counting rules of index 766 (the time from request to completion is
 * subtracted); that working time shifts by office minutes is our own reading of it.
 */
export function dueAfterWait(limit: TimeLimit, before: EpochMs, { requestedAt, completedAt }: { readonly requestedAt: EpochMs; readonly completedAt: EpochMs }, hours: OfficeHours, calendar: HolidayCalendar): DueDate {
  if (limit.unit === 'unstated') return { kind: 'none' };
  const shifted = isCalendarUnit(limit) ? shiftedByDays : shiftedByOfficeTime;
  const dueAt = requestedAt > before ? before : shifted(before, requestedAt, completedAt, hours, calendar);
  const day = businessDayOf(dueAt);
  return { kind: 'due', dueAt, day, isCalendarComplete: isCovered(businessDayOf(requestedAt), day, calendar) };
}

function isCalendarUnit({ unit }: TimeLimit): boolean {
  return unit === 'day' || unit === 'month';
}

function shiftedByOfficeTime(dueAt: EpochMs, requestedAt: EpochMs, completedAt: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): EpochMs {
  const waited = officeMinutesBetween(requestedAt, completedAt, hours, calendar);
  return waited === 0 ? dueAt : afterOfficeMinutes(officeMomentFrom(dueAt, hours, calendar), waited, hours, calendar);
}

function shiftedByDays(dueAt: EpochMs, requestedAt: EpochMs, completedAt: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): EpochMs {
  const dayNumber = (at: EpochMs): number => epochDayOf(civilDateOf(businessDayOf(at)));
  // A clock that was put back meanwhile brings no promise forward.
  const waited = Math.max(0, dayNumber(completedAt) - dayNumber(requestedAt));
  return atMinute(workingDayFrom(addDays(businessDayOf(dueAt), waited), hours, calendar), minuteOfDay(dueAt));
}

/** Most requests for supplements that leave a dossier on time by index 766: the second one counts it as late, whenever it is finished. Found in the index's published counting rules. */
export const MOST_SUPPLEMENTS_ON_TIME = 1;

/** True where asking once more would make the dossier count as late, so that an officer is warned before. */
export function wouldCountAsLate(requestsSoFar: number): boolean {
  return requestsSoFar >= MOST_SUPPLEMENTS_ON_TIME;
}
