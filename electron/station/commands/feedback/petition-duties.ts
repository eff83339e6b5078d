// What the point owes to those who complained: how many run, and how many wait for an answer or its publishing beyond their clock or nearly so.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { HeadToday } from '../../../../shared/contract/head.ts';
import type { HolidayCalendar, OfficeHours } from '../../../../shared/domain/due-date/office-calendar.ts';
import { afterWorkingDays } from '../../../../shared/domain/due-date/working-days.ts';
import { dutyClock } from '../../../../shared/domain/petition/petition.ts';
import type { Readable } from '../../store/handle.ts';
import { petitionsToShow } from '../../store/petitions.ts';

/** Of those that a list shows. `dueSoon` have until before `soon`; `unowned` are nobody's. */
export function petitionDuties(store: Readable, { now, soon }: { readonly now: EpochMs; readonly soon: EpochMs }, hours: OfficeHours, calendar: HolidayCalendar): HeadToday['petitions'] {
  const running = petitionsToShow(store).rows.filter(({ refusedAt, publishedAt }) => refusedAt === null && publishedAt === null);
  const until = running.flatMap((row) => dutyClock(row, (from, days) => afterWorkingDays(from, days, hours, calendar))?.dueAt ?? []);
  return { running: running.length, late: until.filter((dueAt) => dueAt < now).length, dueSoon: until.filter((dueAt) => dueAt >= now && dueAt < soon).length, unowned: running.filter(({ owner }) => owner === '').length };
}
