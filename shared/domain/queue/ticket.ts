// The ticket of the queue: its states and the moves that are legal between them.

import type { CounterId, EpochMs, FieldCode, TicketId } from '../../base/ids.ts';

/** Why a person is called earlier; 'none' for everybody else. Source: the unit's own rule on top of decree 118/2025. */
export type Priority = 'none' | 'elderly' | 'disabled' | 'pregnant-or-infant' | 'merit';

/**
 * waiting → called → served; called → waiting (skipped once or twice) → … → missed (third time) → waiting (restored, to the front);
 * called → held → called; called or waiting → waiting in another field (transferred).
 */
export type TicketState = 'waiting' | 'called' | 'held' | 'missed' | 'served';

/** What the order of calling depends on. */
export interface WaitingTicket {
  readonly ticketId: TicketId;
  readonly field: FieldCode;
  /** 'none' for a ticket that was skipped: its place is then counted in people (`placeAfterSkip`), not in priority. */
  readonly priority: Priority;
  /** Place in the line: the time of issue, kept by a transfer; of restoring; or the place given after a skip. In ms; ties are broken by `sequence`. */
  readonly queuedAt: EpochMs;
  /** Order of issue over all fields of the point, from 1. */
  readonly sequence: number;
  /** Restored tickets go before all others. */
  readonly restored: boolean;
  /** Set when only this counter may call it. */
  readonly onlyCounter: CounterId | null;
}

/** How often a called person may fail to come before the ticket is missed. */
export const SKIPS_UNTIL_MISSED = 3;
