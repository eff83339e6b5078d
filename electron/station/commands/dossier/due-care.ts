// Dossiers whose date is near or past: the counter's lists of them, an apology with a new date (form 04), and until when papers may be brought. The date that was promised first goes on to count.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { dueCareCommands } from '../../../../shared/contract/due-care.ts';
import { type ErrorCode, Refusal } from '../../../../shared/contract/errors.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import { endsTime } from '../../../../shared/domain/dossier/status.ts';
import { newDateOf, proposedNewDate, readTypedDay, readTypedMinute } from '../../../../shared/domain/due-date/new-date.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import { isSupplementPast } from '../../../../shared/domain/due-date/supplement-day.ts';
import { filled } from '../../../../shared/domain/paper/form-words.ts';
import { addDays, businessDayOf, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import type { DossierRow } from '../../store/dossiers.ts';
import { countDue, dueDossiers } from '../../store/head-facts.ts';
import { calendarInForce } from '../../store/holidays.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { drawnNumber } from '../form/draw-number.ts';
import { dueViews } from '../head/head-today.ts';
import { apologiesOf } from './act-papers.ts';
import { changeDossier, requireDossier } from './dossier-life.ts';
import { moveSupplementDay } from './move-supplement-day.ts';
import { proposedDay, typedDay } from './supplements.ts';

const MOST_LISTED = 100;

/** Why a dossier may have no new date now; null where it may. */
function whyNot({ clock, point: { newDates } }: CommandContext, row: DossierRow, given: readonly { readonly at: EpochMs }[]): ErrorCode | null {
  if (row.isVoided || row.isErased) return 'dossier.voided';
  // While papers are awaited the clock stands, and the date is counted anew when they are there.
  if (row.dueAt === null || row.status === 5 || endsTime(row.status)) return 'dossier.date-not-now';
  const last = given.at(-1);
  if (last !== undefined && businessDayOf(last.at) === businessDayOf(clock.now())) return 'dossier.date-today';
  if (given.length >= newDates.most) return 'dossier.date-too-often';
  return !newDates.afterDue && row.dueAt < clock.now() ? 'dossier.date-after-due' : null;
}

/** One handler for each; `holidays` are the tables of days off that came with the program. */
export function dueCareHandlers(holidays: readonly HolidayTable[]): Handlers<keyof typeof dueCareCommands> {
  return {
    'dossier.due-lists': (context) => {
      const now = context.clock.now();
      const hours = officeHoursOf(context.point.officeHours);
      const tonight = startOfDay(addDays(businessDayOf(now), 1));
      return context.database.read((store) => {
        const calendar = calendarInForce(store, holidays);
        const listed = (by: 'due_at' | 'late_at', from: EpochMs, to: EpochMs) => dueViews(store, dueDossiers(store, by, from, to, MOST_LISTED), now, hours, calendar);
        return {
          asOf: now, overdue: listed('late_at', 0 as EpochMs, now), overdueCount: countDue(store, 'late_at', 0 as EpochMs, now), dueToday: listed('due_at', now, tonight), dueTodayCount: countDue(store, 'due_at', now, tonight),
        };
      });
    },
    'dossier.offer-supplement': (context, { dossierId }) =>
      context.database.read((store) => {
        const by = dossierId === null ? null : requireDossier(store, dossierId).supplementBy;
        const past = by === null || !isSupplementPast(by, context.clock.now()) ? null : { day: by, reason: filled(context.forms.words['paper.form.supplement-past'], { day: typedDay(by) }) };
        return { day: proposedDay(context, calendarInForce(store, holidays)), workingDays: context.point.supplements.workingDays, past };
      }),
    'dossier.move-supplement-day': moveSupplementDay(holidays),
    'dossier.offer-date': (context, { dossierId }) =>
      context.database.read((store) => {
        const row = requireDossier(store, dossierId);
        const given = apologiesOf(store, row);
        const { dueAt } = row;
        const proposedAt = dueAt === null ? null : proposedNewDate({ now: context.clock.now(), dueBefore: dueAt }, officeHoursOf(context.point.officeHours), calendarInForce(store, holidays));
        return { dueBefore: dueAt, given: given.length, most: context.point.newDates.most, proposedAt, code: whyNot(context, row, given) };
      }),
    'dossier.apologise': (context, input, caller) =>
      changeDossier(context, caller, { command: 'dossier.apologise', input }, (store, row, log) => {
        const { dossierId, reason } = input;
        const { dueAt: dueBefore } = row;
        const code = whyNot(context, row, apologiesOf(store, row));
        if (code !== null || dueBefore === null) throw new Refusal(code ?? 'dossier.date-not-now', { most: context.point.newDates.most });
        if (reason === '') throw new Refusal('dossier.reason-missing');
        const day = readTypedDay(input.day);
        const minute = readTypedMinute(input.time);
        if (day === null || minute === null) throw new Refusal('dossier.date-unreadable');
        const date = newDateOf(day, minute, { now: context.clock.now(), dueBefore }, officeHoursOf(context.point.officeHours), calendarInForce(store, holidays));
        if (date.kind === 'too-early') throw new Refusal('dossier.date-too-early');
        if (date.kind === 'closed') throw new Refusal('dossier.date-closed', { next: typedDay(date.next) });
        log('dossier.apologised', { dossierId, dueBefore, dueAt: date.at, reason, ...drawnNumber(context, store, 'apology') }, row.revision);
      }),
  };
}
