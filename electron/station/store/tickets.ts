// The tickets of the day: rows as the queue's rules and the screens need them. Which move is legal is the domain's business.

import { z } from 'zod';
import type { BusinessDay, CounterId, TicketId } from '../../../shared/base/ids.ts';
import { counterIdSchema, epochMsSchema, fieldCodeSchema, procedureCodeSchema, ticketIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import { priorityCheckSchema, prioritySchema, ticketStateSchema } from '../../../shared/contract/queue.ts';
import type { WaitingTicket } from '../../../shared/domain/queue/ticket.ts';
import type { Readable } from './handle.ts';

const ticketRow = z.object({
  ticketId: ticketIdSchema,
  number: z.string(),
  field: fieldCodeSchema,
  sequence: z.int(),
  priority: prioritySchema,
  state: ticketStateSchema,
  counterId: counterIdSchema.nullable(),
  visitId: visitIdSchema.nullable(),
  issuedAt: epochMsSchema,
  queuedAt: epochMsSchema,
  calledAt: epochMsSchema.nullable(),
  calls: z.int(),
  skips: z.int(),
  restored: z.int().transform((value) => value === 1),
  onlyCounter: counterIdSchema.nullable(),
  procedureCode: procedureCodeSchema.nullable(),
  priorityCheck: priorityCheckSchema.nullable(),
});
/** A ticket as it is stored. */
export type TicketRow = z.output<typeof ticketRow>;

const SELECT = `SELECT ticket_id AS ticketId, number, field, sequence, priority, state, counter_id AS counterId, visit_id AS visitId, issued_at AS issuedAt, queued_at AS queuedAt,
  called_at AS calledAt, calls, skips, restored, only_counter AS onlyCounter, procedure_code AS procedureCode, priority_check AS priorityCheck FROM ticket`;

const placeRow = z.object({ place: z.int() });

/** The place of the next ticket among all of the day, whatever its field. */
export function nextInLine(store: Readable, day: BusinessDay): number {
  return (store.get(placeRow, 'SELECT coalesce(max(sequence), 0) AS place FROM ticket WHERE day = $day', { day })?.place ?? 0) + 1;
}

/** A ticket of that day; those of other days are over. */
export function ticketOfDay(store: Readable, day: BusinessDay, ticketId: TicketId): TicketRow | null {
  return store.get(ticketRow, `${SELECT} WHERE day = $day AND ticket_id = $ticketId`, { day, ticketId });
}

const numberRow = z.object({ number: z.string() });

/** The number that a counter sent back to its place since a moment, because it had no priority after all. */
export function sentBackFrom(store: Readable, counterId: CounterId, since: number): string | null {
  return store.get(numberRow, 'SELECT number FROM ticket WHERE sent_back_from = $counterId AND sent_back_at >= $since ORDER BY sent_back_at DESC LIMIT 1', { counterId, since })?.number ?? null;
}

/** All tickets of the day in the order of their numbers' issue: at most a few hundred. */
export function ticketsOfDay(store: Readable, day: BusinessDay, states: readonly TicketRow['state'][]): readonly TicketRow[] {
  return store.all(ticketRow, `${SELECT} WHERE day = $day AND state IN (SELECT value FROM json_each($states)) ORDER BY sequence`, { day, states: JSON.stringify(states) });
}

/** The ticket that a counter has called and not yet finished today. */
export function ticketAtCounter(store: Readable, day: BusinessDay, counterId: CounterId): TicketRow | null {
  return store.get(ticketRow, `${SELECT} WHERE day = $day AND counter_id = $counterId AND state = 'called'`, { day, counterId });
}

/** What the rules of calling look at. A ticket that was skipped has a place by people, no more by priority; one whose priority an officer took away waits like everybody. */
export function asWaiting(row: TicketRow): WaitingTicket {
  const { ticketId, field, queuedAt, sequence, restored, onlyCounter } = row;
  return { ticketId, field, priority: row.skips > 0 || row.priorityCheck === 'removed' ? 'none' : row.priority, queuedAt, sequence, restored, onlyCounter };
}

const waitingRow = z.object({
  ticketId: ticketIdSchema, field: fieldCodeSchema, priority: prioritySchema, queuedAt: epochMsSchema, sequence: z.int(), restored: z.int().transform((value) => value === 1), onlyCounter: counterIdSchema.nullable(),
});

/** Everybody who waits today, with no more than the rules of calling look at: each new number asks. */
export function waitingOfDay(store: Readable, day: BusinessDay): readonly WaitingTicket[] {
  return store.all(
    waitingRow,
    `SELECT ticket_id AS ticketId, field, iif(skips > 0 OR priority_check IS 'removed', 'none', priority) AS priority, queued_at AS queuedAt, sequence, restored, only_counter AS onlyCounter FROM ticket WHERE day = $day AND state = 'waiting' ORDER BY sequence`,
    { day },
  );
}

/** True while a counter serves it, on whatever day it was issued. */
export function isCalled(store: Readable, ticketId: TicketId): boolean {
  return store.get(z.object({}), `SELECT 1 FROM ticket WHERE ticket_id = $ticketId AND state = 'called'`, { ticketId }) !== null;
}
