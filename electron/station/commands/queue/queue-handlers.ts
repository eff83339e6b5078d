// The commands of the queue, by name.

import type { queueCommands } from '../../../../shared/contract/queue.ts';
import type { Handlers } from '../context.ts';
import { callNext, callTicket } from './call-ticket.ts';
import { checkPriority } from './check-priority.ts';
import { issueTicket } from './issue-ticket.ts';
import { finishTicket, holdTicket, recallTicket, restoreTicket, skipTicket, transferTicket } from './move-ticket.ts';
import { pauseCounter, resumeCounter } from './pause-counter.ts';
import { momentOf, ownCounter, ticketToday } from './step.ts';
import { deskView, issuedView, overviewView } from './views.ts';

/** One handler for each command of the queue. */
export const queueHandlers: Handlers<keyof typeof queueCommands> = {
  'queue.overview': (context) => context.database.read((store) => overviewView(context, store, momentOf(context).day)),
  'ticket.issue': issueTicket,
  'ticket.read': (context, input) =>
    context.database.read((store) => {
      const { day } = momentOf(context);
      return issuedView(context, store, day, ticketToday(store, day, input.ticketId));
    }),
  'desk.read': (context, _input, caller) => context.database.read((store) => deskView(context, store, momentOf(context).day, ownCounter(context, caller))),
  'queue.next': callNext,
  'ticket.call': callTicket,
  'ticket.recall': recallTicket,
  'ticket.skip': skipTicket,
  'ticket.restore': restoreTicket,
  'ticket.check-priority': checkPriority,
  'ticket.hold': holdTicket,
  'ticket.transfer': transferTicket,
  'ticket.finish': finishTicket,
  'counter.pause': pauseCounter,
  'counter.resume': resumeCounter,
};
