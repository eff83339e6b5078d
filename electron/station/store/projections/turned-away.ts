// Who was sent away without a dossier, out of the log: when, where, with which form and for which procedure. What was said stands in the event itself, where it can be forgotten.

import type { Writable } from '../handle.ts';
import type { Fact } from './fact.ts';

export function projectTurnedAway(store: Writable, { at, opId, body: { ticketId, visitId, counterId, form, procedureCode } }: Extract<Fact, { readonly type: 'ticket.turned-away' }>): void {
  store.run(
    `INSERT INTO turned_away (visit_id, ticket_id, op_id, counter_id, form, procedure_code, at) VALUES ($visitId, $ticketId, $opId, $counterId, $form, $procedureCode, $at) ON CONFLICT (visit_id) DO NOTHING`,
    { visitId, ticketId, opId, counterId, form, procedureCode, at },
  );
}
