// What waiting for papers does to a dossier's promise: how often papers were asked for, and when the result is due once they have come.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import { dueAfterWait, type SupplementWait } from '../../../../shared/domain/due-date/supplements.ts';
import type { HolidayCalendar } from '../../../../shared/domain/due-date/office-calendar.ts';
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
