// The officer's look at a priority that was said at the kiosk: confirmed, or taken away with a reason.

import { Refusal } from '../../../../shared/contract/errors.ts';
import { isVisitBegun } from '../../store/visit-begun.ts';
import { endVisit } from '../../store/visit-rows.ts';
import type { Handler } from '../context.ts';
import { hasDossier, moveTicket } from './move-ticket.ts';
import { visitOf } from './step.ts';

/**
 * 'ticket.check-priority': who was called by a priority that they do not have goes back to the place at which they took their number; nobody was passed by for nothing. Where a dossier is open already,
 * anything was entered, or money stands, the person stays and only the mark goes: nothing is lost by it. Refuses 'priority.none', 'words.missing' for taking away without a reason.
 */
export const checkPriority: Handler<'ticket.check-priority'> = (context, input, caller) =>
  moveTicket(context, caller, { command: 'ticket.check-priority', input, move: 'check-priority' }, (store, { ticket, counterId, at, log }) => {
    const { outcome, reason } = input;
    if (ticket.priority === 'none' || ticket.priorityCheck === 'removed') throw new Refusal('priority.none');
    if (outcome === 'removed' && reason === '') throw new Refusal('words.missing');
    const isSentBack = outcome === 'removed' && ticket.state === 'called' && ticket.skips === 0 && !hasDossier(store, ticket) && !isVisitBegun(store, visitOf(ticket));
    if (isSentBack) endVisit(store, visitOf(ticket), at);
    log('ticket.priority-checked', { ticketId: ticket.ticketId, counterId, outcome, reason, isSentBack });
    return isSentBack ? null : undefined;
  });
