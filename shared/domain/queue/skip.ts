// What becomes of a person who was called and did not come.
//
// The first time they go behind the next two people, the second time behind the next four, the third time they are missed. With fewer people waiting they go to the end; restored tickets and priority pass them as they pass anybody.
// A place is counted in people, not minutes: who has gone out for a copy comes back to a line they know. Priority no longer moves it, or a strict rule would call an absent person again at once.

import type { EpochMs } from '../../base/ids.ts';
import { callingOrder, type CallingRule } from './order.ts';
import { SKIPS_UNTIL_MISSED, type WaitingTicket } from './ticket.ts';

/** People that are called before a person who was skipped for the nth time. */
const PEOPLE_BEFORE: readonly number[] = [2, 4];

/**
 * Where a ticket goes that is skipped for the `skips`th time (from 1): missed, or waiting with a new `queuedAt`. `waiting` are the others of its field;
 * `now` is its place when nobody else waits.
 */
export function placeAfterSkip(skips: number, waiting: readonly WaitingTicket[], rule: CallingRule, now: EpochMs): { readonly kind: 'missed' } | { readonly kind: 'waiting'; readonly queuedAt: EpochMs } {
  const people = PEOPLE_BEFORE[skips - 1];
  if (people === undefined || skips >= SKIPS_UNTIL_MISSED) return { kind: 'missed' };
  const order = callingOrder(waiting, rule);
  const nextOther = order.slice(people).find((ticket) => !ticket.restored && ticket.priority === 'none');
  // Who passes the line by priority says nothing about a place in it, unless they stand before the next in line anyway.
  const before = order.slice(0, people).filter((ticket) => !ticket.restored && (ticket.priority === 'none' || nextOther === undefined || ticket.queuedAt < nextOther.queuedAt));
  const last = Math.max(...before.map((ticket) => ticket.queuedAt));
  return { kind: 'waiting', queuedAt: (before.length === 0 ? beforeAll(order, people, now) : last + 1) as EpochMs };
}

/** Nobody but restored tickets and passing ones stand before it: its place is in front of the next in line. */
function beforeAll(order: readonly WaitingTicket[], people: number, now: EpochMs): number {
  return Math.min(now, ...order.slice(people).map((ticket) => ticket.queuedAt - 1));
}
