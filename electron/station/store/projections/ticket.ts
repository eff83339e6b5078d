// The queue's tickets out of the log: where each number stands, by the last that was said of it.

import { assertNever } from '../../../../shared/base/assert-never.ts';
import type { Writable } from '../handle.ts';
import { placeOf, type Fact } from './fact.ts';

type TicketFact = Exclude<Extract<Fact, { readonly type: `ticket.${string}` }>, { readonly type: 'ticket.rated' | 'ticket.turned-away' }>;

export function projectTicket(store: Writable, fact: TicketFact): void {
  const { at } = fact;
  switch (fact.type) {
    case 'ticket.issued': {
      const { ticketId, day, number, field, sequence, priority, procedureCode } = fact.body;
      store.runOne(
        `INSERT INTO ticket (ticket_id, day, number, field, sequence, priority, state, issued_at, queued_at, procedure_code)
         VALUES ($ticketId, $day, $number, $field, $sequence, $priority, 'waiting', $at, $at, $procedureCode)`,
        { ticketId, day, number, field, sequence, priority, at, procedureCode },
      );
      return;
    }
    case 'ticket.called': {
      const { ticketId, counterId, visitId } = fact.body;
      store.run(
        `UPDATE ticket SET state = 'called', counter_id = $counterId, last_counter = $counterId, visit_id = $visitId, call_order = $place, called_at = $at, calls = calls + 1, restored = 0,
         only_counter = NULL, hold_reason = NULL WHERE ticket_id = $ticketId`,
        { ticketId, counterId, visitId, place: placeOf(fact), at },
      );
      return;
    }
    case 'ticket.recalled':
      store.run('UPDATE ticket SET calls = calls + 1, called_at = $at WHERE ticket_id = $ticketId', { ticketId: fact.body.ticketId, at });
      return;
    case 'ticket.skipped': {
      const { ticketId, skips, queuedAt } = fact.body;
      store.run(
        `UPDATE ticket SET state = iif($queuedAt IS NULL, 'missed', 'waiting'), skips = $skips, queued_at = coalesce($queuedAt, queued_at), counter_id = NULL, visit_id = NULL, restored = 0 WHERE ticket_id = $ticketId`,
        { ticketId, skips, queuedAt },
      );
      return;
    }
    case 'ticket.restored':
      store.run(`UPDATE ticket SET state = 'waiting', queued_at = $at, restored = 1, counter_id = NULL, visit_id = NULL WHERE ticket_id = $ticketId`, { ticketId: fact.body.ticketId, at });
      return;
    case 'ticket.held':
      // The counter stays on the row so that people know whom to ask.
      store.run(`UPDATE ticket SET state = 'held', counter_id = $counterId, hold_reason = $reason WHERE ticket_id = $ticketId`, { ticketId: fact.body.ticketId, counterId: fact.body.counterId, reason: fact.body.reason });
      return;
    case 'ticket.transferred': {
      // At the place of its issue: who was sent on does not wait again from the end.
      const { ticketId, toField, toCounter } = fact.body;
      store.run(`UPDATE ticket SET state = 'waiting', field = $toField, only_counter = $toCounter, counter_id = NULL, visit_id = NULL, restored = 0 WHERE ticket_id = $ticketId`, { ticketId, toField, toCounter });
      return;
    }
    case 'ticket.served':
      store.run(`UPDATE ticket SET state = 'served', served_at = $at, counter_id = $counterId WHERE ticket_id = $ticketId`, { ticketId: fact.body.ticketId, counterId: fact.body.counterId, at });
      return;
    case 'ticket.priority-checked': {
      // Sent back, it waits at the place of its issue, as somebody who never had priority.
      const { ticketId, counterId, outcome, isSentBack } = fact.body;
      store.run('UPDATE ticket SET priority_check = $outcome WHERE ticket_id = $ticketId', { ticketId, outcome });
      if (isSentBack) store.run(`UPDATE ticket SET state = 'waiting', queued_at = issued_at, restored = 0, counter_id = NULL, visit_id = NULL, sent_back_at = $at, sent_back_from = $counterId WHERE ticket_id = $ticketId`, { ticketId, at, counterId });
      return;
    }
    default:
      assertNever(fact);
  }
}
