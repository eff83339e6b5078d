// The order of calling: who comes next among those who wait, and after them.
//
// 1. Restored tickets first, in the order of restoring: these people have been called before.
// 2. Then everybody by place in the line, except that a priority ticket passes those before it when enough others were called since the last priority ticket.
// So priority never makes a person wait longer than without it, and with `interleave` N ≥ 1 a person with m others before them is passed by at most ⌊m / N⌋ + 1 priority tickets.

import type { CounterId, FieldCode } from '../../base/ids.ts';
import type { WaitingTicket } from './ticket.ts';

/** The unit's rule and where the line stands in it. */
export interface CallingRule {
  /** Others that are called between two priority tickets while both wait; 0 = priority always first. */
  readonly interleave: number;
  /** Tickets without priority called in these fields today since the last one with it; null if none with priority was called yet. */
  readonly calledSincePriority: number | null;
}

/** Every ticket in the order in which it would be called if nobody else came. Does not depend on the order of the input. */
export function callingOrder(waiting: readonly WaitingTicket[], rule: CallingRule): WaitingTicket[] {
  const order = waiting.filter((ticket) => ticket.restored).sort(byPlace);
  const priority = waiting.filter((ticket) => !ticket.restored && ticket.priority !== 'none').sort(byPlace);
  const others = waiting.filter((ticket) => !ticket.restored && ticket.priority === 'none').sort(byPlace);
  let since = rule.calledSincePriority === null ? Infinity : rule.calledSincePriority + order.length;
  let taken = 0;
  for (const other of others) {
    for (let first = priority[taken]; first !== undefined && (since >= rule.interleave || byPlace(first, other) < 0); first = priority[taken]) {
      order.push(first);
      taken += 1;
      since = 0;
    }
    order.push(other);
    since += 1;
  }
  return [...order, ...priority.slice(taken)];
}

/** The one ticket to be called next, or null when nobody waits. */
export function nextTicket(waiting: readonly WaitingTicket[], rule: CallingRule): WaitingTicket | null {
  return callingOrder(waiting, rule)[0] ?? null;
}

/** Whether a counter may call a ticket in turn: one that was sent to it, or anybody's in one of its fields. */
export function isCallableAt(ticket: Pick<WaitingTicket, 'field' | 'onlyCounter'>, counterId: CounterId, fields: readonly FieldCode[]): boolean {
  return ticket.onlyCounter === null ? fields.includes(ticket.field) : ticket.onlyCounter === counterId;
}

function byPlace(one: WaitingTicket, other: WaitingTicket): number {
  return one.queuedAt - other.queuedAt || one.sequence - other.sequence;
}
