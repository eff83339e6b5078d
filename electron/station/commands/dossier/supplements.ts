// What waiting for papers does to a dossier's promise: how often papers were asked for, and when the result is due once they have come.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import { dueAfterSupplements, type SupplementWait } from '../../../../shared/domain/due-date/supplements.ts';
import type { HolidayCalendar } from '../../../../shared/domain/due-date/office-calendar.ts';
import { type DossierRow, openingOf } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { factsOf } from '../../store/projections/facts.ts';
import type { CommandContext } from '../context.ts';
import { limitFor } from './due-at.ts';

/** Papers are asked for (status 5); the next step, whatever it is, ends the wait. */
const ASKED = 5;

/** Every time that papers were asked for, by our own log. */
export function waitsOf(store: Readable, { dossierId }: Pick<DossierRow, 'dossierId'>): readonly SupplementWait[] {
  const moves = factsOf(store, 'dossier', dossierId).flatMap((fact) => (fact.type === 'dossier.moved' ? [{ to: fact.body.to, at: fact.at }] : []));
  return moves.flatMap(({ to, at }, place): SupplementWait[] => (to === ASKED ? [{ requestedAt: at, completedAt: moves[place + 1]?.at ?? null }] : []));
}

/**
 * The due date of a dossier whose papers have come at `at`: shifted by the time that was waited. Where somebody else has set another date meanwhile, or the catalogue says no time (any more), the date
 * that stands is left standing.
 */
export function dueWhenComplete(context: Pick<CommandContext, 'catalogue' | 'point'>, store: Readable, row: DossierRow, at: EpochMs, holidays: HolidayCalendar): EpochMs | null {
  const procedure = context.catalogue.read(row.procedureCode, row.receivedAt);
  const limit = procedure === null ? null : limitFor(procedure, openingOf(store, row.dossierId)?.intake?.channel ?? 'counter');
  const waits = waitsOf(store, row);
  const last = waits.at(-1);
  if (limit === null || row.dueAt === null || last?.completedAt !== null) return row.dueAt;
  const after = (asked: readonly SupplementWait[]): EpochMs | null => {
    const due = dueAfterSupplements(limit.limit, row.receivedAt, asked, officeHoursOf(context.point.officeHours), holidays);
    return due.kind === 'due' && due.isCalendarComplete ? due.dueAt : null;
  };
  const before = waits.slice(0, -1);
  if (after(before) !== row.dueAt) return row.dueAt;
  return after([...before, { requestedAt: last.requestedAt, completedAt: at }]) ?? row.dueAt;
}
