// Who did what in a day: visits, dossiers opened and results given out, each with whoever was signed in when it was done. Each question is of one day.

import { z } from 'zod';
import type { BusinessDay, EpochMs } from '../../../shared/base/ids.ts';
import { counterIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';
import { IS_VOIDED } from './voided.ts';

const deedRow = z.object({
  what: z.enum(['visit', 'opened', 'returned']),
  /** Null where it was done in the administration's window. */
  counterId: counterIdSchema.nullable(),
  /** Null where nobody was signed in. The name is of today, of whoever has an account here. */
  officerId: z.string().nullable(), officerName: z.string().nullable(),
  /** From the call to the end of a visit; null of anything else. */
  tookMs: z.int().nullable(),
});
/** One thing that was done. */
export type Deed = z.output<typeof deedRow>;

/** The operation by which something of that kind happened to a thing. One that was written once more under a new incarnation has kept its id. */
export const operationOf = (aggregate: 'ticket' | 'dossier' | 'station', id: string, type: string): string =>
  `(SELECT op_id FROM event WHERE agg_type = '${aggregate}' AND agg_id = ${id} AND type = '${type}' ORDER BY seq DESC LIMIT 1)`;

/** The name of the officer who stands beside an operation, by the alias of that row: the account's own, since accounts are renamed. */
export const officerName = (beside: string): string => `coalesce((SELECT name FROM staff WHERE staff.officer_id = ${beside}.officer_id), ${beside}.name)`;
const OFFICER_NAME = officerName('event_officer');

/** All of one day, from its first moment up to the next day's. */
export function deedsOfDay(store: Readable, day: BusinessDay, from: EpochMs, to: EpochMs): readonly Deed[] {
  const actor = `(SELECT actor FROM event WHERE agg_type = 'dossier' AND agg_id = dossier_id AND type = 'dossier.result-returned' ORDER BY seq DESC LIMIT 1)`;
  return store.all(
    deedRow,
    `SELECT 'visit' AS what, counter_id AS counterId, event_officer.officer_id AS officerId, ${OFFICER_NAME} AS officerName, max(0, served_at - called_at) AS tookMs
       FROM ticket LEFT JOIN event_officer ON event_officer.op_id = ${operationOf('ticket', 'ticket_id', 'ticket.served')} WHERE day = $day AND state = 'served' AND counter_id IS NOT NULL
     UNION ALL SELECT 'opened', counter_id, event_officer.officer_id, ${OFFICER_NAME}, NULL
       FROM dossier LEFT JOIN event_officer ON event_officer.op_id = ${operationOf('dossier', 'dossier_id', 'dossier.opened')} WHERE received_at >= $from AND received_at < $to AND NOT ${IS_VOIDED}
     UNION ALL SELECT 'returned', iif(${actor} GLOB 'counter-*', CAST(substr(${actor}, 9) AS INTEGER), NULL), event_officer.officer_id, ${OFFICER_NAME}, NULL
       FROM dossier_result LEFT JOIN event_officer ON event_officer.op_id = ${operationOf('dossier', 'dossier_id', 'dossier.result-returned')} WHERE returned_at >= $from AND returned_at < $to`,
    { day, from, to },
  );
}
