// Waiting for papers: until when they may be brought, how often they were asked for, and what the wait does to a dossier's promise once they have come.

import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import { dueAfterWait, type SupplementWait } from '../../../../shared/domain/due-date/supplements.ts';
import { readTypedDay } from '../../../../shared/domain/due-date/new-date.ts';
import type { HolidayCalendar } from '../../../../shared/domain/due-date/office-calendar.ts';
import { proposedSupplementDay, supplementDayOf } from '../../../../shared/domain/due-date/supplement-day.ts';
import { dayText } from '../../../../shared/domain/paper/form-words.ts';
import { startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { type DossierRow, openingOf } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { promisedFirst } from '../../store/promised.ts';
import type { CommandContext } from '../context.ts';
import { stepsOf } from './act-papers.ts';
import { limitFor } from './due-at.ts';

/** Papers are asked for (status 5); the next step, whatever it is, ends the wait. */
const ASKED = 5;

/** Every time that papers were asked for, by our own log. */
export function waitsOf(store: Readable, row: Pick<DossierRow, 'dossierId'>): readonly SupplementWait[] {
  const steps = stepsOf(store, row);
  return steps.flatMap(({ body: { to }, at }, place): SupplementWait[] => (to === ASKED ? [{ requestedAt: at, completedAt: steps[place + 1]?.at ?? null }] : []));
}

/** The last day that a request made now proposes. */
export function proposedDay({ clock, point }: Pick<CommandContext, 'clock' | 'point'>, holidays: HolidayCalendar): BusinessDay {
  return proposedSupplementDay(clock.now(), point.supplements.workingDays, officeHoursOf(point.officeHours), holidays);
}

/** The last day of a request as it was typed, or the proposed one where nothing was. Refuses 'supplement.day-…' for what is no day, or none on which papers could be brought. */
export function lastDayOf(context: Pick<CommandContext, 'clock' | 'point'>, typed: string, holidays: HolidayCalendar): BusinessDay {
  if (typed.trim() === '') return proposedDay(context, holidays);
  const chosen = readTypedDay(typed);
  if (chosen === null) throw new Refusal('supplement.day-unreadable');
  const judged = supplementDayOf(chosen, context.clock.now(), officeHoursOf(context.point.officeHours), holidays);
  switch (judged.kind) {
    case 'day':
      return judged.day;
    case 'past':
      throw new Refusal('supplement.day-past');
    case 'closed':
      throw new Refusal('supplement.day-closed', { next: typedDay(judged.next) });
    case 'too-far':
      throw new Refusal('supplement.day-too-far', { last: typedDay(judged.last) });
  }
}

/** '18/12/2026' */
export function typedDay(day: BusinessDay): string {
  return dayText(startOfDay(day));
}

/** `promisedAt` is what was promised before an apology, where that moves; null where it stands or there is none. */
export interface DatesWhenComplete {
  readonly dueAt: EpochMs | null;
  readonly promisedAt: EpochMs | null;
}

/**
 * The dates of a dossier whose papers have come at `at`, each shifted by the time that was waited: the due date, whoever set it, and the first promise beside a new one. Where somebody else has set another
 * due date during the wait, or the catalogue says no time (any more), the date that stands is left standing. The authority's time stood still: decision 0100.
 */
export function datesWhenComplete(context: Pick<CommandContext, 'catalogue' | 'point'>, store: Readable, row: DossierRow, at: EpochMs, holidays: HolidayCalendar): DatesWhenComplete {
  const procedure = context.catalogue.read(row.procedureCode, row.receivedAt);
  const limit = procedure === null ? null : limitFor(procedure, openingOf(store, row.dossierId)?.intake?.channel ?? 'counter');
  const asked = stepsOf(store, row).at(-1);
  if (limit === null || asked?.body.to !== ASKED) return { dueAt: row.dueAt, promisedAt: null };
  const shifted = (before: EpochMs | null): EpochMs | null => {
    if (before === null) return null;
    const due = dueAfterWait(limit.limit, before, { requestedAt: asked.at, completedAt: at }, officeHoursOf(context.point.officeHours), holidays);
    return due.kind === 'due' && due.isCalendarComplete ? due.dueAt : before;
  };
  const first = promisedFirst(store, row.dossierId);
  const moved = shifted(first);
  return { dueAt: asked.body.dueAt === row.dueAt ? shifted(row.dueAt) : row.dueAt, promisedAt: moved === first ? null : moved };
}
