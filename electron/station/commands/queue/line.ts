// The line as it stands: who waits for a field or a counter, by which rule, and how long a new person may expect to wait.

import type { BusinessDay, CounterId, FieldCode, TicketId } from '../../../../shared/base/ids.ts';
import { callingOrder, isCallableAt, type CallingRule } from '../../../../shared/domain/queue/order.ts';
import type { WaitingTicket } from '../../../../shared/domain/queue/ticket.ts';
import { expectedWaitMin } from '../../../../shared/domain/queue/wait.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Counter } from '../../../../shared/contract/point.ts';
import { pausedCounters } from '../../store/counters.ts';
import type { Readable } from '../../store/handle.ts';
import { asWaiting, type TicketRow, ticketsOfDay, waitingOfDay } from '../../store/tickets.ts';
import { calledSincePriority, lastServedMs } from '../../store/tickets-history.ts';
import type { CommandContext } from '../context.ts';

/** The unit's rule of calling for some fields, with today's history; `skipped` is a ticket that is being skipped at this moment. */
export function ruleOf(context: CommandContext, store: Readable, day: BusinessDay, fields: readonly FieldCode[], skipped: TicketId | null = null): CallingRule {
  return { interleave: context.point.queue.interleave, calledSincePriority: calledSincePriority(store, day, fields, skipped) };
}

/** The rows in the order in which they would be called. */
export function inCallingOrder(rows: readonly TicketRow[], rule: CallingRule): TicketRow[] {
  const byId = new Map(rows.map((row) => [row.ticketId, row]));
  return callingOrder(rows.map(asWaiting), rule).flatMap((ticket) => byId.get(ticket.ticketId) ?? []);
}

/** The order among those who wait for some fields. Today's history of calls is asked for only where it changes anything: where somebody waits with priority. */
function orderOf(context: CommandContext, store: Readable, day: BusinessDay, fields: readonly FieldCode[], waiting: readonly WaitingTicket[]): readonly WaitingTicket[] {
  const hasPriority = waiting.some(({ priority }) => priority !== 'none');
  return callingOrder(waiting, hasPriority ? ruleOf(context, store, day, fields) : { interleave: context.point.queue.interleave, calledSincePriority: null });
}

/** Who waits for this counter, next first. */
export function lineOfCounter(context: CommandContext, store: Readable, day: BusinessDay, counter: Counter): TicketRow[] {
  const rows = ticketsOfDay(store, day, ['waiting']).filter((row) => isCallableAt(row, counter.counterId, counter.fields));
  return inCallingOrder(rows, ruleOf(context, store, day, counter.fields));
}

/** People of the same field who would be called before a waiting ticket. */
export function waitingAhead(context: CommandContext, store: Readable, day: BusinessDay, { waiting }: QueueState, ticket: TicketRow): number {
  const rows = waiting.filter((row) => row.field === ticket.field);
  return orderOf(context, store, day, [ticket.field], rows).findIndex((row) => row.ticketId === ticket.ticketId);
}

/** Counters that serve a field, paused ones too. */
export function countersOf(context: CommandContext, field: FieldCode): CounterId[] {
  return context.point.counters.filter((counter) => counter.fields.includes(field)).map((counter) => counter.counterId);
}

/** Refuses 'field.no-counter': in a line that no counter calls from, a person would wait for ever. */
export function requireServed(context: CommandContext, field: FieldCode): void {
  if (countersOf(context, field).length === 0) throw new Refusal('field.no-counter', { field });
}

/** Today's queue, read once for several estimates. */
export interface QueueState {
  readonly waiting: readonly WaitingTicket[];
  readonly called: readonly TicketRow[];
  readonly paused: ReadonlySet<CounterId>;
}

export function readQueueState(store: Readable, day: BusinessDay): QueueState {
  return { waiting: waitingOfDay(store, day), called: ticketsOfDay(store, day, ['called']), paused: new Set(pausedCounters(store).keys()) };
}

/**
 * Minutes until a field's person is called: a waiting one, or (`ticket` null) one who would take a number now. Counters that serve several fields are shared with
 * everybody who waits for one of them.
 */
export function expectedWaitOf(context: CommandContext, store: Readable, day: BusinessDay, queue: QueueState, field: FieldCode, ticket: TicketRow | null): number | null {
  const open = context.point.counters.filter((counter) => counter.fields.includes(field) && !queue.paused.has(counter.counterId));
  const fields = [...new Set(open.flatMap((counter) => counter.fields))];
  const line = queue.waiting.filter((row) => fields.includes(row.field));
  const place = ticket === null ? -1 : orderOf(context, store, day, fields, line).findIndex((row) => row.ticketId === ticket.ticketId);
  return expectedWaitMin({
    ahead: place === -1 ? line.length : place,
    openCounters: open.length,
    busyCounters: open.filter((counter) => queue.called.some((row) => row.counterId === counter.counterId)).length,
    servedMs: lastServedMs(store, day, fields, 10),
  });
}
