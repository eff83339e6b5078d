// The commands of the cash desk's day: look, count a drawer, close. A closed day is an event, and nothing is ever added to it.

import type { DeskDay } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { PayDay, payDayCommands } from '../../../../shared/contract/payment-day.ts';
import { dateOf, partBefore, supplementNumber } from '../../../../shared/domain/payment/desk-day.ts';
import type { Readable } from '../../store/handle.ts';
import { closedDay } from '../../store/payment-days.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { counterOf } from '../visit/own-visit.ts';
import { dayView } from './day-view.ts';
import { moneyMoved, openPayDay, type PaymentParts, personOf } from './payment-parts.ts';

/** One handler for each. */
export function payDayHandlers(parts: PaymentParts): Handlers<keyof typeof payDayCommands> {
  return {
    'payday.read': (context, { day, countedCash, countedTransfers }) =>
      context.database.read((store) => dayView(context, parts, store, { day: day ?? openPayDay(context, store, parts), countedCash, countedTransfers, counterId: null })),
    'drawer.read': (context, _input, caller) => context.database.read((store) => ownDrawer(context, parts, store, counterOf(caller), openPayDay(context, store, parts))),
    'drawer.count': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'drawer.count', input, caller }, (store) => {
        const { day, counted, note } = input;
        requireOpen(store, day);
        const counterId = counterOf(caller);
        const { drawers } = ownDrawer(context, parts, store, counterId, day);
        const expected = drawers[0]?.expected ?? 0;
        record(store, context.identity, context.clock, {
          type: 'drawer.counted', aggregate: 'station', aggregateId: `drawer-${named(day)}-${counterId}`, actor: actorOf(caller), body: { day, by: { counterId, officerName: personOf(context, caller).officerName }, counted, expected, note },
        });
        moneyMoved(context, store);
        return ownDrawer(context, parts, store, counterId, day);
      }),
    'payday.close': (context, input, caller) =>
      answerOnce(context.database, context.clock, { command: 'payday.close', input, caller }, (store) => {
        const { day, countedCash, countedTransfers, explanation, officerName } = input;
        requireOpen(store, day);
        const today = context.trueDay();
        // By a clock that is wrong a day would end in its middle, and nobody could ever add to it.
        if (today.isSuspect) throw new Refusal('payday.clock-doubted');
        if (dateOf(day) > today.day || !isBegun(store, day)) throw new Refusal('payday.not-yet', { day: typedDay(day) });
        const seen = dayView(context, parts, store, { day, countedCash, countedTransfers, counterId: null });
        if (seen.total !== input.total) throw new Refusal('payday.changed');
        if (seen.faults.length > 0 && explanation === '') throw new Refusal('payday.does-not-close', { count: seen.faults.length });
        record(store, context.identity, context.clock, { type: 'payday.closed', aggregate: 'station', aggregateId: `payday-${named(day)}`, actor: actorOf(caller), body: closingOf(seen, { countedCash, countedTransfers, explanation, officerName: personOf(context, caller, officerName).officerName }) });
        moneyMoved(context, store);
        return dayView(context, parts, store, { day, countedCash: null, countedTransfers: null, counterId: null });
      }),
  };
}

function ownDrawer(context: CommandContext, parts: PaymentParts, store: Readable, counterId: ReturnType<typeof counterOf>, day: DeskDay): PayDay {
  return dayView(context, parts, store, { day, countedCash: null, countedTransfers: null, counterId });
}

/** A supplement begins when what was before it is closed. */
function isBegun(store: Readable, day: DeskDay): boolean {
  const before = partBefore(day);
  return before === null || closedDay(store, before) !== null;
}

function requireOpen(store: Readable, day: DeskDay): void {
  if (closedDay(store, day) !== null) throw new Refusal('payday.closed', { day: typedDay(day) });
}

function closingOf(seen: PayDay, said: { readonly countedCash: number; readonly countedTransfers: number; readonly explanation: string; readonly officerName: string }) {
  const { day, cash, transfers, reversedCash, reversedTransfers, payments, pending, receipts, faults } = seen;
  const { countedCash, countedTransfers, explanation, officerName } = said;
  return {
    day, cash, transfers, reversedCash, reversedTransfers, countedCash, countedTransfers, explanation, by: { counterId: null, officerName },
    payments: payments.filter(({ confirmed }) => confirmed?.day === day).length,
    pending: { count: pending.length, amount: pending.reduce((sum, { amount }) => sum + amount, 0) },
    receipts: receipts.map(({ book, first, last, used }) => ({ ...book, first, last, used })),
    faults: faults.slice(0, 60).map(({ kind }) => kind),
  };
}

/** As the log may name it. */
function named(day: DeskDay): string {
  return day.replace('.', 's');
}

/** As people here write a day, for the sentence; a supplement has its number behind it. */
function typedDay(day: DeskDay): string {
  const number = supplementNumber(day);
  return `${dateOf(day).split('-').reverse().join('/')}${number === 0 ? '' : ` +${String(number)}`}`;
}
