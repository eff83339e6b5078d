// What can become of a called number: called again, skipped, held, sent on, done; and of a missed one: restored. Each is one transaction with its event.

import type { BusinessDay, CounterId, EpochMs, RequestId, TicketId, VisitId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Ticket } from '../../../../shared/contract/queue.ts';
import type { TicketMove } from '../../../../shared/domain/queue/moves.ts';
import { placeAfterSkip } from '../../../../shared/domain/queue/skip.ts';
import type { LogEventBody, LogEventType } from '../../../../shared/wire/log-events.ts';
import type { Writable } from '../../store/handle.ts';
import { standingPayment } from '../../store/payments.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { asWaiting, type TicketRow, ticketsOfDay } from '../../store/tickets.ts';
import { endVisit, holdVisit } from '../../store/visit-rows.ts';
import { hasDossierOfVisit } from '../../store/dossiers.ts';
import { visitById } from '../../store/visits.ts';
import type { CommandContext, Handler } from '../context.ts';
import { requireServed, ruleOf } from './line.ts';
import { actorOf, momentOf, ownCounter, requireMove, tellQueue, ticketToday, visitOf } from './step.ts';
import { calledView, ticketView } from './views.ts';

/** 'ticket.recall': the hall hears it once more; nothing else changes. */
export const recallTicket: Handler<'ticket.recall'> = (context, input, caller) =>
  moveTicket(context, caller, { command: 'ticket.recall', input, move: 'recall' }, (store, { ticket, counterId, day, log }) => {
    log('ticket.recalled', { ticketId: ticket.ticketId, counterId });
    const called = ticketToday(store, day, ticket.ticketId);
    store.afterCommit(() => context.publish('ticket.called', calledView(called)));
    return visitOf(ticket);
  });

/** 'ticket.skip': back into the line, the third time missed. Refuses 'dossier.already-open' and 'ticket.paid': whose dossier or money is taken did come. */
export const skipTicket: Handler<'ticket.skip'> = (context, input, caller) =>
  moveTicket(context, caller, { command: 'ticket.skip', input, move: 'skip' }, (store, { ticket, counterId, at, day, log }) => {
    if (hasDossier(store, ticket)) throw new Refusal('dossier.already-open');
    requireUnpaid(store, ticket);
    const skips = ticket.skips + 1;
    const others = ticketsOfDay(store, day, ['waiting']).filter((row) => row.field === ticket.field).map(asWaiting);
    const place = placeAfterSkip(skips, others, ruleOf(context, store, day, [ticket.field], ticket.ticketId), at);
    endVisit(store, visitOf(ticket), at);
    log('ticket.skipped', { ticketId: ticket.ticketId, counterId, skips, queuedAt: place.kind === 'missed' ? null : place.queuedAt });
    return null;
  });

/** 'ticket.restore': a missed ticket goes to the front of its field; any counter may restore it. */
export const restoreTicket: Handler<'ticket.restore'> = (context, input, caller) =>
  moveTicket(context, caller, { command: 'ticket.restore', input, move: 'restore' }, (_store, { ticket, counterId, log }) => {
    log('ticket.restored', { ticketId: ticket.ticketId, counterId });
    return undefined;
  });

/** 'ticket.hold': the person fetches something; number and visit stay as they are, the counter is free. */
export const holdTicket: Handler<'ticket.hold'> = (context, input, caller) =>
  moveTicket(context, caller, { command: 'ticket.hold', input, move: 'hold' }, (store, { ticket, counterId, log }) => {
    holdVisit(store, visitOf(ticket));
    log('ticket.held', { ticketId: ticket.ticketId, counterId, reason: input.reason });
    return null;
  });

/** 'ticket.transfer': into another field's line, or to one counter, at the place of its issue. The visit here ends. Refuses 'field.unknown', 'counter.unknown', 'field.no-counter' where nobody could ever call it, and 'ticket.paid'. */
export const transferTicket: Handler<'ticket.transfer'> = (context, input, caller) =>
  moveTicket(context, caller, { command: 'ticket.transfer', input, move: 'transfer' }, (store, { ticket, counterId, at, log }) => {
    const { toField, toCounter } = input;
    if (!context.point.fields.some((field) => field.code === toField)) throw new Refusal('field.unknown', { field: toField });
    if (toCounter !== null && !context.point.counters.some((counter) => counter.counterId === toCounter)) throw new Refusal('counter.unknown', { counter: toCounter });
    if (toCounter === null) requireServed(context, toField);
    if (ticket.state === 'called') requireUnpaid(store, ticket);
    if (ticket.state === 'called') endVisit(store, visitOf(ticket), at);
    log('ticket.transferred', { ticketId: ticket.ticketId, counterId, toField, toCounter });
    return ticket.state === 'called' ? null : undefined;
  });

/** 'ticket.finish': the person goes; the counter is free. */
export const finishTicket: Handler<'ticket.finish'> = (context, input, caller) =>
  moveTicket(context, caller, { command: 'ticket.finish', input, move: 'finish' }, (store, { ticket, counterId, at, log }) => {
    const dossierOpened = hasDossier(store, ticket);
    endVisit(store, visitOf(ticket), at);
    log('ticket.served', { ticketId: ticket.ticketId, counterId, dossierOpened });
    return null;
  });

/** Money that was asked for or taken and has no dossier yet is of this visit: once that is over, the same person would pay again. */
function requireUnpaid(store: Writable, ticket: TicketRow): void {
  if (!hasDossier(store, ticket) && standingPayment(store, visitOf(ticket)) !== null) throw new Refusal('ticket.paid', { number: ticket.number });
}

interface Step {
  readonly ticket: TicketRow;
  readonly counterId: CounterId;
  readonly at: EpochMs;
  readonly day: BusinessDay;
  log<Type extends LogEventType>(type: Type, body: LogEventBody<Type>): void;
}

interface MoveRequest {
  readonly command: `ticket.${TicketMove}`;
  readonly input: { readonly requestId: RequestId; readonly ticketId: TicketId };
  readonly move: TicketMove;
}

/** One transaction: is the move legal here? → the change and its event → the ticket as it then is. `work` says which visit the counter has now; undefined if that did not change. */
export function moveTicket(context: CommandContext, caller: Caller, { command, input, move }: MoveRequest, work: (store: Writable, step: Step) => VisitId | null | undefined): Ticket {
  return answerOnce(context.database, context.clock, { command, input, caller }, (store) => {
    const { at, day } = momentOf(context);
    const { counterId } = ownCounter(context, caller);
    const ticket = ticketToday(store, day, input.ticketId);
    requireMove(ticket, move, counterId);
    const visitId = work(store, {
      ticket, counterId, at, day,
      log: (type, body) => void record(store, context.identity, context.clock, { type, aggregate: 'ticket', aggregateId: ticket.ticketId, actor: actorOf(caller), at, body }),
    });
    tellQueue(context, store, visitId === undefined ? null : { counterId, visitId });
    return ticketView(store, ticketToday(store, day, ticket.ticketId));
  });
}

/** A ticket that came back with a lost past has no visit: that is a draft of this machine, and drafts are in no log. */
export function hasDossier(store: Writable, ticket: TicketRow): boolean {
  const visit = visitById(store, visitOf(ticket));
  return visit === null ? hasDossierOfVisit(store, visitOf(ticket)) : visit.dossierId !== null;
}
