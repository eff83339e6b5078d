// What the commands of money share: the unit's settings, the days off that came with the program, who acts, and the day into which money goes.

import type { DeskDay } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import type { PaymentSettings } from '../../../../shared/contract/payment-settings.ts';
import { type HolidayTable, nextWorkingDay } from '../../../../shared/domain/due-date/office-calendar.ts';
import { supplementsOf } from '../../../../shared/domain/payment/desk-day.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import type { Readable } from '../../store/handle.ts';
import { calendarInForce } from '../../store/holidays.ts';
import { closedDay } from '../../store/payment-days.ts';
import type { CommandContext } from '../context.ts';
import { officerNameAt } from '../staff/officer-name.ts';

export interface PaymentParts {
  readonly settings: PaymentSettings;
  /** The tables of days off that came with the program. */
  readonly holidays: readonly HolidayTable[];
}

/** The counter and the officer who sits there; whoever is signed in is named as that. The administration of a point where nobody signs in has neither: whoever acts there says the name. Refuses 'payment.name-needed'. */
export function personOf(context: CommandContext, caller: Caller, said = ''): LogEventBody<'payment.asked'>['by'] {
  if (!('counterId' in caller)) {
    const officerName = context.acting?.officer?.name ?? said;
    if (officerName === '') throw new Refusal('payment.name-needed');
    return { counterId: null, officerName };
  }
  return { counterId: caller.counterId, officerName: officerNameAt(context, caller.counterId) };
}

/**
 * Today, or its first supplement that is not closed: a closed day is never added to, and what comes later is closed by itself. While nobody knows which day it is, and behind the last supplement, the first
 * working day after it that is not closed.
 */
export function openPayDay(context: CommandContext, store: Readable, { holidays }: PaymentParts): DeskDay {
  const { day: today, isSuspect } = context.trueDay();
  const open = [today, ...(isSuspect ? [] : supplementsOf(today))].find((day) => closedDay(store, day) === null);
  if (open !== undefined) return open;
  let day = today;
  const calendar = calendarInForce(store, holidays);
  while (closedDay(store, day) !== null) day = nextWorkingDay(day, officeHoursOf(context.point.officeHours), calendar);
  return day;
}

/** Tells windows and the city after the commit. */
export function moneyMoved(context: CommandContext, store: { afterCommit(hook: () => void): void }): void {
  store.afterCommit(() => {
    context.publish('payments.changed', {});
    context.wakeSync();
  });
}
