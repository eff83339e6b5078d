// The due date of a dossier that waited for papers: while the citizen has to bring them, the authority's time stands still.

import type { EpochMs } from '../../base/ids.ts';
import { addDays, atMinute, businessDayOf, civilDateOf, minuteOfDay } from '../time/business-day.ts';
import { epochDayOf } from '../time/civil.ts';
import type { DueDate } from './due-date.ts';
import { dueDateOf } from './due-date.ts';
import type { TimeLimit } from './limit.ts';
import { isCovered, officeMomentFrom, workingDayFrom } from './office-calendar.ts';
import type { HolidayCalendar, OfficeHours } from './office-calendar.ts';
import { afterOfficeMinutes, officeMinutesBetween } from './office-time.ts';

/** One request for supplements (form 02); `completedAt` is null until the last paper that was asked for is there. */
export interface SupplementWait {
  readonly requestedAt: EpochMs;
  readonly completedAt: EpochMs | null;
}

/** 'waiting' has no date: it is given anew when the papers are there. */
export type DueDateAfterSupplements = DueDate | { readonly kind: 'waiting'; readonly since: EpochMs };

/**
 * Shifts the due date by the time that was spent waiting for papers. Limits in hours and working days shift by the office minutes of the wait, limits in calendar days and months by its calendar
 * days, moved off closed days as every result is. A request that was made after the due date moves nothing: the dossier was late before it. Waits are in order and do not overlap.
 *
 * Found in the arithmetic of a production system ("after a supplement the due date shifts by the waiting time") and in the counting rules of index 766 (the time from request to completion is
 * subtracted); that working time shifts by office minutes is our own reading of it.
 */
export function dueAfterSupplements(limit: TimeLimit, receivedAt: EpochMs, waits: readonly SupplementWait[], hours: OfficeHours, calendar: HolidayCalendar): DueDateAfterSupplements {
  const first = dueDateOf(limit, receivedAt, hours, calendar);
  if (first.kind === 'none') return first;
  let { dueAt } = first;
  for (const { requestedAt, completedAt } of waits) {
    if (requestedAt > dueAt) continue;
    if (completedAt === null) return { kind: 'waiting', since: requestedAt };
    dueAt = isCalendarUnit(limit) ? shiftedByDays(dueAt, requestedAt, completedAt, hours, calendar) : shiftedByOfficeTime(dueAt, requestedAt, completedAt, hours, calendar);
  }
  const day = businessDayOf(dueAt);
  return { kind: 'due', dueAt, day, isCalendarComplete: isCovered(businessDayOf(receivedAt), day, calendar) };
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
  const waited = dayNumber(completedAt) - dayNumber(requestedAt);
  return atMinute(workingDayFrom(addDays(businessDayOf(dueAt), waited), hours, calendar), minuteOfDay(dueAt));
}

/** Most requests for supplements that leave a dossier on time by index 766: the second one counts it as late, whenever it is finished. Found in the index's published counting rules. */
export const MOST_SUPPLEMENTS_ON_TIME = 1;

/** True where asking once more would make the dossier count as late, so that an officer is warned before. */
export function wouldCountAsLate(requestsSoFar: number): boolean {
  return requestsSoFar >= MOST_SUPPLEMENTS_ON_TIME;
}
