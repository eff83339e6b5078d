// Calls a person to a counter: the next in turn, or one chosen. The call, the visit and the event are one transaction, so two counters never get the same person.

import type { BusinessDay, CounterId, EpochMs, VisitId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Counter } from '../../../../shared/contract/point.ts';
import { visitIdSchema } from '../../../../shared/contract/primitives.ts';
import type { Ticket } from '../../../../shared/contract/queue.ts';
import { counterState } from '../../store/counters.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { isCalled, type TicketRow, ticketAtCounter } from '../../store/tickets.ts';
import { holdVisit, openVisit, resumeVisit } from '../../store/visit-rows.ts';
import { visitAtCounter, visitById } from '../../store/visits.ts';
import type { CommandContext, Handler } from '../context.ts';
import { lineOfCounter } from './line.ts';
import { actorOf, momentOf, ownCounter, requireMove, tellQueue, ticketToday, visitOf } from './step.ts';
import { calledView, ticketView } from './views.ts';

/** 'queue.next': `ticket` is null when nobody waits for this counter. Refuses 'counter.busy', 'counter.paused'. */
export const callNext: Handler<'queue.next'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'queue.next', input, caller }, (store) => {
    const { at, day } = momentOf(context);
    const counter = ownCounter(context, caller);
    requireFree(store, day, counter);
    const next = lineOfCounter(context, store, day, counter)[0];
    return next === undefined ? { ticket: null, visitId: null } : call(context, store, caller, { at, day, counter, ticket: next });
  });

/** 'ticket.call': one waiting, held or missed ticket out of turn. A held one comes back with its visit. Refuses also 'ticket.not-found', 'ticket.wrong-state', 'ticket.other-counter'. */
export const callTicket: Handler<'ticket.call'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'ticket.call', input, caller }, (store) => {
    const { at, day } = momentOf(context);
    const counter = ownCounter(context, caller);
    const ticket = ticketToday(store, day, input.ticketId);
    requireMove(ticket, 'call', counter.counterId);
    requireFree(store, day, counter);
    if (ticket.onlyCounter !== null && ticket.onlyCounter !== counter.counterId) throw new Refusal('ticket.other-counter', { number: ticket.number, counter: ticket.onlyCounter });
    return call(context, store, caller, { at, day, counter, ticket });
  });

function requireFree(store: Readable, day: BusinessDay, { counterId }: Counter): void {
  if (counterState(store, counterId) === 'paused') throw new Refusal('counter.paused', { counter: counterId });
  const current = ticketAtCounter(store, day, counterId);
  if (current !== null) throw new Refusal('counter.busy', { counter: counterId, number: current.number });
}

interface Call {
  readonly at: EpochMs;
  readonly day: BusinessDay;
  readonly counter: Counter;
  readonly ticket: TicketRow;
}

function call(context: CommandContext, store: Writable, caller: Caller, { at, day, counter: { counterId }, ticket }: Call): { readonly ticket: Ticket; readonly visitId: VisitId } {
  const { ticketId } = ticket;
  putAsideOtherDay(context, store, caller, counterId);
  const isTakenUp = ticket.state === 'held' && visitById(store, visitOf(ticket))?.state === 'held';
  const visitId = isTakenUp ? visitOf(ticket) : visitIdSchema.parse(context.clock.uuid());
  if (isTakenUp) resumeVisit(store, visitId, counterId);
  else openVisit(store, { visitId, ticketId, counterId, startedAt: at });
  record(store, context.identity, context.clock, { type: 'ticket.called', aggregate: 'ticket', aggregateId: ticketId, actor: actorOf(caller), at, body: { ticketId, counterId, visitId } });
  const called = ticketToday(store, day, ticketId);
  tellQueue(context, store, { counterId, visitId });
  store.afterCommit(() => context.publish('ticket.called', calledView(called)));
  return { ticket: ticketView(store, called), visitId };
}

/** Whom the counter serves on another day than the clock now says is put aside with ticket and visit: if it is the clock that was wrong, they are called again and nothing is lost. */
function putAsideOtherDay(context: CommandContext, store: Writable, caller: Caller, counterId: CounterId): void {
  const left = visitAtCounter(store, counterId);
  if (left === null) return;
  const { visitId, ticketId } = left;
  holdVisit(store, visitId);
  if (!isCalled(store, ticketId)) return;
  record(store, context.identity, context.clock, { type: 'ticket.held', aggregate: 'ticket', aggregateId: ticketId, actor: actorOf(caller), body: { ticketId, counterId, reason: '' } });
}
