// Which verb of the queue a ticket may undergo in which state.

import type { TicketState } from './ticket.ts';

/** What an officer can do with a ticket. */
export type TicketMove = 'call' | 'recall' | 'skip' | 'restore' | 'hold' | 'transfer' | 'finish' | 'check-priority';

const ALLOWED: Readonly<Record<TicketMove, readonly TicketState[]>> = {
  call: ['waiting', 'held', 'missed'],
  recall: ['called'],
  skip: ['called'],
  restore: ['missed'],
  hold: ['called'],
  transfer: ['called', 'waiting'],
  finish: ['called'],
  'check-priority': ['called', 'waiting', 'held'],
};

/** True if a ticket in that state may be moved so. Whose ticket it is, is another question. */
export function mayMove(state: TicketState, move: TicketMove): boolean {
  return ALLOWED[move].includes(state);
}
