// The promise on the receipt: when the result of a procedure is due, or honestly none.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { TimeLimit } from '../../../../shared/contract/procedure.ts';
import { dueDateOf } from '../../../../shared/domain/due-date/due-date.ts';
import { type HolidayCalendar, USUAL_OFFICE_HOURS } from '../../../../shared/domain/due-date/office-calendar.ts';

/**
 * Null where the procedure states no time, and where the counting runs into a year without a holiday table: a date that ignores holidays nobody has announced yet
 * would be a promise the office cannot keep. The receipt then says that the authority will tell.
 */
export function dueAtOf(limit: TimeLimit, receivedAt: EpochMs, holidays: HolidayCalendar): EpochMs | null {
  const due = dueDateOf(limit, receivedAt, USUAL_OFFICE_HOURS, holidays);
  return due.kind === 'due' && due.isCalendarComplete ? due.dueAt : null;
}
