// A complaint or proposal as it is taken down, from whichever screen or paper: its event, its code, and the day by which it is answered.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { ParsedInput } from '../../../../shared/contract/commands.ts';
import type { Petition } from '../../../../shared/contract/feedback.ts';
import type { HolidayFile } from '../../../../shared/contract/holiday-file.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import { isCovered, type HolidayCalendar, type OfficeHours } from '../../../../shared/domain/due-date/office-calendar.ts';
import { afterWorkingDays } from '../../../../shared/domain/due-date/working-days.ts';
import { runningClocks, type PetitionTimes } from '../../../../shared/domain/petition/petition.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import type { Writable } from '../../store/handle.ts';
import { calendarInForce } from '../../store/holidays.ts';
import { nextNumber } from '../../store/numbers.ts';
import { record } from '../../store/record.ts';
import type { CommandContext } from '../context.ts';
import { momentOf } from '../queue/step.ts';

/** Writes it down and tells windows after commit; its slip is the caller's affair. */
export function receivePetition(
  context: CommandContext,
  store: Writable,
  { kind, about, text, contactName, contactPhone, via, actor }: Omit<ParsedInput<'petition.receive'>, 'requestId'> & { readonly via: Petition['via']; readonly actor: string },
  shipped: readonly HolidayFile[],
): { readonly petitionId: string; readonly code: string; readonly receivedAt: EpochMs; readonly handleBy: EpochMs | null } {
  const { at, day } = momentOf(context);
  const petitionId = context.clock.uuid();
  // The day's own series, which the mark beside the store remembers: counting rows would give a code again where a store came back from a copy.
  const code = `PA-${context.identity.station}-${day.slice(2).replaceAll('-', '')}-${String(nextNumber(store, `petition/${day}`)).padStart(2, '0')}`;
  record(store, context.identity, context.clock, { type: 'petition.received', aggregate: 'station', aggregateId: `petition-${petitionId}`, actor, at, body: { petitionId, code, day, kind, about, text, contactName, contactPhone, via } });
  tellFeedback(context, store);
  return { petitionId, code, receivedAt: at, handleBy: handleByOf(receivedAlone(at), officeHoursOf(context.point.officeHours), calendarInForce(store, shipped)) };
}

/** Tells windows of the people's word once it is durable; the outbox has something to send. */
export function tellFeedback(context: CommandContext, store: { afterCommit(run: () => void): void }): void {
  store.afterCommit(() => {
    context.publish('feedback.changed', {});
    context.wakeSync();
  });
}

function receivedAlone(receivedAt: EpochMs): PetitionTimes {
  return { receivedAt, refusedAt: null, supplementAskedAt: null, suppliedAt: null, answeredAt: null, publishedAt: null };
}

/** When the person may expect the answer: null where the counting runs into a year without a holiday table, and for what is ended. */
export function handleByOf(times: PetitionTimes, hours: OfficeHours, calendar: HolidayCalendar): EpochMs | null {
  const clock = runningClocks(times, (from, days) => afterWorkingDays(from, days, hours, calendar)).find(({ step }) => step === 'handle');
  return clock === undefined || !isCovered(businessDayOf(times.receivedAt), businessDayOf(clock.dueAt), calendar) ? null : clock.dueAt;
}
