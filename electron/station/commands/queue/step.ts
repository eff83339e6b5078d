// What every step of the queue begins with: the day, the moment, the counter and the ticket; and what it ends with: telling after commit.

import type { BusinessDay, CounterId, EpochMs, TicketId, VisitId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Counter } from '../../../../shared/contract/point.ts';
import { mayMove, type TicketMove } from '../../../../shared/domain/queue/moves.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { type TicketRow, ticketOfDay } from '../../store/tickets.ts';
import type { CommandContext } from '../context.ts';
import { counterOf } from '../visit/own-visit.ts';

/** The moment of a step and the business day it falls on; taken once, so that a step at midnight is on one day. */
export function momentOf(context: CommandContext): { readonly at: EpochMs; readonly day: BusinessDay } {
  const at = context.clock.now();
  return { at, day: businessDayOf(at) };
}

/** Role and number, never a person: 'kiosk', 'counter-3'. */
export function actorOf(caller: Caller): string {
  return 'counterId' in caller ? `${caller.role}-${caller.counterId}` : caller.role;
}

/** The counter that calls, as the point's profile has it. Refuses 'counter.unknown'. */
export function ownCounter(context: CommandContext, caller: Caller): Counter {
  const counterId = counterOf(caller);
  const counter = context.point.counters.find((known) => known.counterId === counterId);
  if (counter === undefined) throw new Refusal('counter.unknown', { counter: counterId });
  return counter;
}

/** A ticket of today. Refuses 'ticket.not-found': a ticket of another day is over. */
export function ticketToday(store: Readable, day: BusinessDay, ticketId: TicketId): TicketRow {
  const ticket = ticketOfDay(store, day, ticketId);
  if (ticket === null) throw new Refusal('ticket.not-found');
  return ticket;
}

/** Refuses 'ticket.other-counter' while another counter serves it, then 'ticket.wrong-state' if the states do not allow the move. */
export function requireMove(ticket: TicketRow, move: TicketMove, counterId: CounterId): void {
  if (ticket.state === 'called' && ticket.counterId !== counterId) throw new Refusal('ticket.other-counter', { number: ticket.number, counter: ticket.counterId ?? 0 });
  if (!mayMove(ticket.state, move)) throw new Refusal('ticket.wrong-state', { number: ticket.number, state: ticket.state });
}

/** The visit of a ticket that is at a counter. */
export function visitOf(ticket: TicketRow): VisitId {
  return must(ticket.visitId, 'a ticket at a counter has its visit');
}

/** Announces a change of the queue once it is durable; with a counter whose visit changed, that too; the outbox has something to send. */
export function tellQueue(context: CommandContext, store: Writable, visit: { readonly counterId: CounterId; readonly visitId: VisitId | null } | null): void {
  store.afterCommit(() => {
    context.publish('queue.changed', {});
    if (visit !== null) context.publish('visit.changed', visit);
    context.wakeSync();
  });
}
