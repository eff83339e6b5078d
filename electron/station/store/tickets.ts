// The tickets of the day: rows as the queue's rules and the screens need them. Which move is legal is the domain's business.

import { z } from 'zod';
import type { BusinessDay, CounterId, EpochMs, FieldCode, ProcedureCode, TicketId, VisitId } from '../../../shared/base/ids.ts';
import { counterIdSchema, epochMsSchema, fieldCodeSchema, procedureCodeSchema, ticketIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import { prioritySchema, ticketStateSchema } from '../../../shared/contract/queue.ts';
import type { Priority, WaitingTicket } from '../../../shared/domain/queue/ticket.ts';
import type { Readable, Writable } from './handle.ts';

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
});
/** A ticket as it is stored. */
export type TicketRow = z.output<typeof ticketRow>;

const SELECT = `SELECT ticket_id AS ticketId, number, field, sequence, priority, state, counter_id AS counterId, visit_id AS visitId, issued_at AS issuedAt, queued_at AS queuedAt,
  called_at AS calledAt, calls, skips, restored, only_counter AS onlyCounter, procedure_code AS procedureCode FROM ticket`;

export interface NewTicket {
  readonly ticketId: TicketId;
  readonly day: BusinessDay;
  readonly number: string;
  readonly field: FieldCode;
  readonly sequence: number;
  readonly priority: Priority;
  readonly issuedAt: EpochMs;
  readonly procedureCode: ProcedureCode | null;
}

export function insertTicket(store: Writable, { ticketId, day, number, field, sequence, priority, issuedAt, procedureCode }: NewTicket): void {
  store.runOne(
    `INSERT INTO ticket (ticket_id, day, number, field, sequence, priority, state, issued_at, queued_at, procedure_code)
     VALUES ($ticketId, $day, $number, $field, $sequence, $priority, 'waiting', $issuedAt, $issuedAt, $procedureCode)`,
    { ticketId, day, number, field, sequence, priority, issuedAt, procedureCode },
  );
}

const placeRow = z.object({ place: z.int() });

/** The place of the next ticket among all of the day, whatever its field. */
export function nextInLine(store: Readable, day: BusinessDay): number {
  return (store.get(placeRow, 'SELECT coalesce(max(sequence), 0) AS place FROM ticket WHERE day = $day', { day })?.place ?? 0) + 1;
}

/** A ticket of that day; those of other days are over. */
export function ticketOfDay(store: Readable, day: BusinessDay, ticketId: TicketId): TicketRow | null {
  return store.get(ticketRow, `${SELECT} WHERE day = $day AND ticket_id = $ticketId`, { day, ticketId });
}

/** All tickets of the day in the order of their numbers' issue: at most a few hundred. */
export function ticketsOfDay(store: Readable, day: BusinessDay, states: readonly TicketRow['state'][]): readonly TicketRow[] {
  return store.all(ticketRow, `${SELECT} WHERE day = $day AND state IN (SELECT value FROM json_each($states)) ORDER BY sequence`, { day, states: JSON.stringify(states) });
}

/** The ticket that a counter has called and not yet finished today. */
export function ticketAtCounter(store: Readable, day: BusinessDay, counterId: CounterId): TicketRow | null {
  return store.get(ticketRow, `${SELECT} WHERE day = $day AND counter_id = $counterId AND state = 'called'`, { day, counterId });
}

/** What the rules of calling look at. A ticket that was skipped has a place by people, no more by priority. */
export function asWaiting(row: TicketRow): WaitingTicket {
  const { ticketId, field, queuedAt, sequence, restored, onlyCounter } = row;
  return { ticketId, field, priority: row.skips > 0 ? 'none' : row.priority, queuedAt, sequence, restored, onlyCounter };
}

/** Notes a call to a counter, the `callOrder`th of the day, with the visit that it opens or takes up again. */
export function markCalled(store: Writable, call: { readonly ticketId: TicketId; readonly counterId: CounterId; readonly visitId: VisitId; readonly callOrder: number; readonly at: EpochMs }): void {
  const { ticketId, counterId, visitId, callOrder, at } = call;
  store.runOne(
    `UPDATE ticket SET state = 'called', counter_id = $counterId, last_counter = $counterId, visit_id = $visitId, call_order = $callOrder, called_at = $at, calls = calls + 1, restored = 0,
     only_counter = NULL, hold_reason = NULL WHERE ticket_id = $ticketId AND state IN ('waiting', 'held', 'missed')`,
    { ticketId, counterId, visitId, callOrder, at },
  );
}

export function markRecalled(store: Writable, ticketId: TicketId, at: EpochMs): void {
  store.runOne(`UPDATE ticket SET calls = calls + 1, called_at = $at WHERE ticket_id = $ticketId AND state = 'called'`, { ticketId, at });
}

/** One more time not come; what becomes of the ticket is written next. */
export function countSkip(store: Writable, ticketId: TicketId): void {
  store.runOne(`UPDATE ticket SET skips = skips + 1 WHERE ticket_id = $ticketId AND state = 'called'`, { ticketId });
}

/** Back into the line of its field at a place, after a skip or restored from missed. The number is free of any counter. */
export function markWaiting(store: Writable, ticketId: TicketId, place: { readonly queuedAt: EpochMs; readonly restored: boolean }): void {
  store.runOne(
    `UPDATE ticket SET state = 'waiting', counter_id = NULL, visit_id = NULL, queued_at = $queuedAt, restored = $restored WHERE ticket_id = $ticketId AND state IN ('called', 'missed')`,
    { ticketId, queuedAt: place.queuedAt, restored: place.restored ? 1 : 0 },
  );
}

export function markMissed(store: Writable, ticketId: TicketId): void {
  store.runOne(`UPDATE ticket SET state = 'missed', counter_id = NULL, visit_id = NULL WHERE ticket_id = $ticketId AND state = 'called'`, { ticketId });
}

/** Aside with its visit; the counter that had it stays on the row so that people know whom to ask. */
export function markHeld(store: Writable, ticketId: TicketId, reason: string): void {
  store.runOne(`UPDATE ticket SET state = 'held', hold_reason = $reason WHERE ticket_id = $ticketId AND state = 'called'`, { ticketId, reason });
}

/** Aside likewise, if it is still called, though on another day than the clock says now. True if it was. */
export function markLeft(store: Writable, ticketId: TicketId): boolean {
  return store.run(`UPDATE ticket SET state = 'held', hold_reason = '' WHERE ticket_id = $ticketId AND state = 'called'`, { ticketId }) === 1;
}

/** Into another line at the place of its issue: who was sent on does not wait again from the end. */
export function markTransferred(store: Writable, ticketId: TicketId, toField: FieldCode, toCounter: CounterId | null): void {
  store.runOne(
    `UPDATE ticket SET state = 'waiting', field = $toField, only_counter = $toCounter, counter_id = NULL, visit_id = NULL, restored = 0 WHERE ticket_id = $ticketId AND state IN ('called', 'waiting')`,
    { ticketId, toField, toCounter },
  );
}

export function markServed(store: Writable, ticketId: TicketId, at: EpochMs): void {
  store.runOne(`UPDATE ticket SET state = 'served', served_at = $at WHERE ticket_id = $ticketId AND state = 'called'`, { ticketId, at });
}
