// The queue as windows see it: a ticket, a desk, the hall's overview. Read afresh at every question.

import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { Counter } from '../../../../shared/contract/point.ts';
import type { Desk, IssuedTicket, Print, QueueOverview, Ticket } from '../../../../shared/contract/queue.ts';
import { must } from '../../../../shared/base/must.ts';
import { isCallableAt } from '../../../../shared/domain/queue/order.ts';
import { pausedCounters } from '../../store/counters.ts';
import type { Readable } from '../../store/handle.ts';
import { latestPrint, latestPrintsOfTickets } from '../../store/print-jobs.ts';
import { type TicketRow, ticketAtCounter, ticketsOfDay } from '../../store/tickets.ts';
import { lastCalls, servedToday } from '../../store/tickets-history.ts';
import type { CommandContext } from '../context.ts';
import { countersOf, expectedWaitOf, inCallingOrder, lineOfCounter, readQueueState, ruleOf, waitingAhead } from './line.ts';

/** A ticket; a waiting one names the counter that alone may call it, if it was sent to one. */
export function ticketView(store: Readable, row: TicketRow): Ticket {
  return viewWith(row, latestPrint(store, 'ticket', row.ticketId));
}

function viewWith(row: TicketRow, print: Print | null): Ticket {
  const { ticketId, number, field, priority, state, issuedAt, skips, procedureCode, priorityCheck } = row;
  const isWaiting = state === 'waiting';
  return { ticketId, number, field, priority, state, counterId: isWaiting ? row.onlyCounter : row.counterId, issuedAt, calledAt: isWaiting ? null : row.calledAt, skips, procedureCode, priorityCheck, print };
}

/** A ticket as the kiosk shows it to its owner. */
export function issuedView(context: CommandContext, store: Readable, day: BusinessDay, row: TicketRow): IssuedTicket {
  const queue = row.state === 'waiting' ? readQueueState(store, day) : null;
  return {
    ...ticketView(store, row),
    waitingAhead: queue === null ? 0 : waitingAhead(context, store, day, queue, row),
    expectedWaitMin: queue === null ? null : expectedWaitOf(context, store, day, queue, row.field, row),
    counters: countersOf(context, row.field),
  };
}

/** The queue as one counter works on it: first who it may call, in order, then those of its fields who were sent to another counter. */
export function deskView(context: CommandContext, store: Readable, day: BusinessDay, counter: Counter): Desk {
  const { counterId, fields } = counter;
  const pauseReason = pausedCounters(store).get(counterId) ?? null;
  const current = ticketAtCounter(store, day, counterId);
  const sentElsewhere = ticketsOfDay(store, day, ['waiting']).filter((row) => fields.includes(row.field) && !isCallableAt(row, counterId, fields));
  const waiting = [...lineOfCounter(context, store, day, counter), ...inCallingOrder(sentElsewhere, ruleOf(context, store, day, fields))];
  const held = ticketsOfDay(store, day, ['held']).filter((row) => fields.includes(row.field) || row.counterId === counterId);
  const missed = ticketsOfDay(store, day, ['missed']).filter((row) => fields.includes(row.field));
  const prints = latestPrintsOfTickets(store, [...waiting, ...held, ...missed].map((row) => row.ticketId));
  const view = (row: TicketRow): Ticket => viewWith(row, prints.get(row.ticketId) ?? null);
  return {
    counterId,
    state: pauseReason === null ? 'open' : 'paused',
    pauseReason,
    current: current === null ? null : ticketView(store, current),
    visitId: current?.visitId ?? null,
    waiting: waiting.map(view),
    held: held.map(view),
    missed: missed.map(view),
    servedToday: servedToday(store, day).reduce((sum, served) => (served.counterId === counterId ? sum + served.count : sum), 0),
  };
}

/** What the kiosk and the hall board show: numbers only. */
export function overviewView(context: CommandContext, store: Readable, day: BusinessDay): QueueOverview {
  const queue = readQueueState(store, day);
  const served = servedToday(store, day);
  const calling = [...queue.called].sort((one, other) => (other.calledAt ?? 0) - (one.calledAt ?? 0));
  return {
    day,
    fields: context.point.fields.map((field) => ({
      field: field.code,
      waiting: queue.waiting.filter((row) => row.field === field.code).length,
      expectedWaitMin: expectedWaitOf(context, store, day, queue, field.code, null),
      openCounters: countersOf(context, field.code).filter((counterId) => !queue.paused.has(counterId)),
      servedToday: served.reduce((sum, entry) => (entry.field === field.code ? sum + entry.count : sum), 0),
    })),
    calling: calling.map(calledView),
    recent: lastCalls(store, day),
    counters: context.point.counters.map(({ counterId }) => ({
      counterId,
      state: queue.paused.has(counterId) ? 'paused' : 'open',
      number: queue.called.find((row) => row.counterId === counterId)?.number ?? null,
    })),
  };
}

/** A number that is at a counter, as it is called in the hall. */
export function calledView({ number, counterId, calledAt, calls }: TicketRow): QueueOverview['calling'][number] {
  const why = 'a called ticket has its counter and the time of its call';
  return { number, counterId: must(counterId, why), calledAt: must(calledAt, why), calls };
}
