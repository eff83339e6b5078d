// The day as the head of the point sees it: people, counters, dossiers, what is overdue, what the city has not got. One short reading of the store.

import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { HeadToday } from '../../../../shared/contract/head.ts';
import type { HolidayFile } from '../../../../shared/contract/holiday-file.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import { isWorkingDay, nextWorkingDay } from '../../../../shared/domain/due-date/office-calendar.ts';
import type { HolidayCalendar, OfficeHours } from '../../../../shared/domain/due-date/office-calendar.ts';
import { workingDaysBetween } from '../../../../shared/domain/due-date/working-days.ts';
import { addDays, businessDayOf, localTimeOf, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { dossiersOfIds } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { dayTickets, dossierDay, dueDossiers, oldestUnsent, type DayTicket, type DueDossier } from '../../store/head-facts.ts';
import { pausedCounters } from '../../store/counters.ts';
import { calendarInForce } from '../../store/holidays.ts';
import { deedsOfDay } from '../../store/staff-load.ts';
import type { CommandContext } from '../context.ts';
import { petitionDuties } from '../feedback/petition-duties.ts';
import { countersOf, expectedWaitOf, readQueueState } from '../queue/line.ts';
import { staffLoad } from './staff-load.ts';

const MOST_LISTED = 50;
const MS_PER_MINUTE = 60_000;

export function readToday(context: CommandContext, shipped: readonly HolidayFile[]): HeadToday {
  const { database, clock, identity, point } = context;
  const now = clock.now();
  const day = businessDayOf(now);
  const hours = officeHoursOf(point.officeHours);
  return database.read((store): HeadToday => {
    const calendar = calendarInForce(store, shipped);
    const next = nextWorkingDay(day, hours, calendar);
    const [from, to] = [startOfDay(day), startOfDay(addDays(day, 1))];
    const tickets = dayTickets(store, day);
    const queue = readQueueState(store, day);
    const paused = pausedCounters(store);
    const inState = (state: DayTicket['state']): number => tickets.filter((ticket) => ticket.state === state).length;
    const due = (rows: readonly DueDossier[]): HeadToday['overdue'] => dueViews(store, rows, now, hours, calendar);
    const { sync } = context.status();
    return {
      station: `${identity.commune}-${identity.station}`, day, isWorkingDay: isWorkingDay(day, hours, calendar), nextWorkingDay: next, asOf: now,
      tickets: { taken: tickets.length, waiting: inState('waiting'), called: inState('called'), held: inState('held'), served: inState('served'), missed: inState('missed') },
      fields: point.fields.map(({ code: field }) => {
        const own = tickets.filter((ticket) => ticket.field === field);
        const waiting = own.filter(({ state }) => state === 'waiting');
        return {
          field, waiting: waiting.length, served: own.filter(({ state }) => state === 'served').length,
          longestWaitMin: waiting.length === 0 ? null : Math.max(0, Math.floor((now - Math.min(...waiting.map(({ issuedAt }) => issuedAt))) / MS_PER_MINUTE)),
          expectedWaitMin: expectedWaitOf(context, store, day, queue, field, null),
          openCounters: countersOf(context, field).filter((counterId) => !paused.has(counterId)).length,
        };
      }),
      hours: byHour(tickets, day),
      counters: point.counters.map(({ counterId, officerName }) => {
        const current = queue.called.find((row) => row.counterId === counterId);
        const officer = context.officerAt?.(counterId) ?? null;
        return {
          counterId, state: paused.has(counterId) ? 'paused' : 'open', pauseReason: paused.get(counterId) ?? null,
          current: current === undefined || current.calledAt === null ? null : { number: current.number, since: current.calledAt },
          officerName: officer?.name ?? officerName, isSignedIn: officer !== null,
        };
      }),
      staff: staffLoad(deedsOfDay(store, day, from, to), point.counters),
      dossiers: dossierDay(store, { from, to, now, nextFrom: startOfDay(next), nextTo: startOfDay(addDays(next, 1)) }),
      overdue: due(dueDossiers(store, 'late_at', 0 as EpochMs, now, MOST_LISTED)),
      dueToday: due(dueDossiers(store, 'due_at', now, to, MOST_LISTED)),
      petitions: petitionDuties(store, { now, soon: startOfDay(addDays(next, 1)) }, hours, calendar),
      city: { waitingDossiers: sync.waitingDossiers, waitingEvents: sync.waitingEvents, deadLetters: sync.deadLetters, oldestAt: oldestUnsent(store), offlineSince: sync.offlineSince, isConfigured: sync.kind !== 'unconfigured' },
    };
  });
}

/** The lists of what is due, here and at the counters, with how far the city is. */
export function dueViews(store: Readable, rows: readonly DueDossier[], now: EpochMs, hours: OfficeHours, calendar: HolidayCalendar): HeadToday['overdue'] {
  const lags = new Map(dossiersOfIds(store, rows.map(({ dossierId }) => dossierId)).map(({ dossierId, lag }) => [dossierId, lag]));
  return rows.map((row) => ({ ...row, workingDaysLate: row.lateAt >= now ? 0 : workingDaysBetween(row.lateAt, now, hours, calendar), lag: must(lags.get(row.dossierId), 'it was listed a moment ago') }));
}

/** Without the empty hours before the first person and after the last. */
function byHour(tickets: readonly DayTicket[], day: BusinessDay): HeadToday['hours'] {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, taken: 0, served: 0 }));
  const count = (at: EpochMs | null, what: 'taken' | 'served'): void => {
    const hour = at === null || businessDayOf(at) !== day ? undefined : hours[localTimeOf(at).hour];
    if (hour !== undefined) hour[what] += 1;
  };
  for (const { issuedAt, servedAt, state } of tickets) {
    count(issuedAt, 'taken');
    if (state === 'served') count(servedAt, 'served');
  }
  const used = hours.filter(({ taken, served }) => taken + served > 0);
  return hours.slice(used[0]?.hour ?? 0, (used.at(-1)?.hour ?? -1) + 1);
}
