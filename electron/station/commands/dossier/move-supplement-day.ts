// Gives a request for papers that runs another last day, with why: no second request, which would count the dossier late, and no word on what the citizen was promised.

import { Refusal } from '../../../../shared/contract/errors.ts';
import { readTypedDay } from '../../../../shared/domain/due-date/new-date.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import { calendarInForce } from '../../store/holidays.ts';
import type { Handler } from '../context.ts';
import { changeDossier, requireLiving } from './dossier-life.ts';
import { lastDayOf, typedDay } from './supplements.ts';

/** 'dossier.move-supplement-day'. Form 02 is owed anew by it, with the number that it has. */
export function moveSupplementDay(holidays: readonly HolidayTable[]): Handler<'dossier.move-supplement-day'> {
  return (context, input, caller) =>
    changeDossier(context, caller, { command: 'dossier.move-supplement-day', input }, (store, row, log) => {
      requireLiving(row);
      const { dossierId, seen, day, reason } = input;
      const { supplementBy: before, dueAt } = row;
      // Its answer, its refusal and a request of the city's own all end ours.
      if (!row.isOwnWait) throw new Refusal('supplement.day-not-running');
      if (before !== seen) throw new Refusal('supplement.day-moved', { day: before === null ? '—' : typedDay(before) });
      if (reason === '') throw new Refusal('dossier.reason-missing');
      if (readTypedDay(day) === null) throw new Refusal('supplement.day-unreadable');
      const supplementBy = lastDayOf(context, day, calendarInForce(store, holidays));
      if (supplementBy === before) throw new Refusal('supplement.day-same', { day: typedDay(before) });
      log('dossier.moved', { dossierId, from: 5, to: 5, reason, dueAt, supplementBy }, row.revision);
    });
}
