// The promise on the receipt: when the result of a procedure is due, or honestly none.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { PointProfile } from '../../../../shared/contract/point-profile.ts';
import type { Procedure, TimeLimit } from '../../../../shared/contract/procedure.ts';
import { type Channel, type ChannelLimit, limitOfChannel } from '../../../../shared/domain/due-date/channel-limit.ts';
import { dueDateOf } from '../../../../shared/domain/due-date/due-date.ts';
import type { HolidayCalendar } from '../../../../shared/domain/due-date/office-calendar.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';

/**
 * Null where the procedure states no time, and where the counting runs into a year without a holiday table: a date that ignores holidays nobody has announced yet
 * would be a promise the office cannot keep. The receipt then says that the authority will tell.
 */
export function dueAtOf(limit: TimeLimit, receivedAt: EpochMs, { officeHours }: Pick<PointProfile, 'officeHours'>, holidays: HolidayCalendar): EpochMs | null {
  const due = dueDateOf(limit, receivedAt, officeHoursOf(officeHours), holidays);
  return due.kind === 'due' && due.isCalendarComplete ? due.dueAt : null;
}

/** The limit by which a procedure's due date is counted on a channel, and whose it is. */
export function limitFor({ timeLimit, channels }: Pick<Procedure, 'timeLimit' | 'channels'>, channel: Channel): ChannelLimit | null {
  const others = Object.fromEntries((channels ?? []).flatMap((other) => (other.timeLimit === null ? [] : [[other.channel, other.timeLimit] as const])));
  return limitOfChannel({ counter: timeLimit, ...others }, channel);
}
