// Plays the citizens at the kiosk: one number after the other, each asked for once and answered once.

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { TicketId } from '../../shared/base/ids.ts';
import type { Chance } from './chance.ts';
import type { PlannedVisit } from './script.ts';
import type { Window } from './window.ts';

/** A number that the kiosk was given. */
export interface Issued {
  readonly ticketId: TicketId;
  readonly number: string;
}

/** Takes a number for every plan in order; `onIssued` says which ticket plays which plan. One request in eight is sent twice, as after a lost answer. */
export async function playKiosk(window: Window, plans: readonly PlannedVisit[], chance: Chance, pauseMs: number, onIssued: (plan: PlannedVisit, ticket: Issued) => void): Promise<void> {
  for (const plan of plans) {
    const requestId = randomUUID();
    const ask = () => window.call('ticket.issue', { requestId, field: plan.field, priority: plan.priority, procedureCode: plan.index % 3 === 0 ? plan.procedureCode : null });
    const ticket = await ask();
    onIssued(plan, ticket);
    if (chance.is(1 / 8)) {
      const again = await ask();
      if (again.ticketId !== ticket.ticketId || again.number !== ticket.number) throw new Error('a repeated request got another number');
    }
    await delay(chance.between(0, pauseMs));
  }
}
