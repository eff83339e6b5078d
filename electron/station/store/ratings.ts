// Ratings as they were given, and the visits that could have been rated.

import { z } from 'zod';
import type { BusinessDay, CounterId, DossierId, EpochMs, TicketId } from '../../../shared/base/ids.ts';
import { businessDaySchema, counterIdSchema, epochMsSchema, fieldCodeSchema, ticketIdSchema } from '../../../shared/contract/primitives.ts';
import { RATING_LEVELS, type Said } from '../../../shared/domain/feedback/rating-table.ts';
import type { Readable } from './handle.ts';
import { officerName, operationOf } from './staff-load.ts';

const rateableRow = z.object({ ticketId: ticketIdSchema, number: z.string(), day: businessDaySchema, counterId: counterIdSchema, servedAt: epochMsSchema.nullable(), state: z.string(), isRated: z.int().transform((value) => value === 1) });
/** A visit as far as its rating is concerned; one is rated on a screen or on paper, once. */
export type RateableVisit = z.output<typeof rateableRow>;

const SELECT = `SELECT ticket.ticket_id AS ticketId, ticket.number AS number, ticket.day AS day, ticket.counter_id AS counterId, served_at AS servedAt, ticket.state AS state, rating.ticket_id IS NOT NULL OR EXISTS (SELECT 1 FROM opinion WHERE opinion.ticket_id = ticket.ticket_id AND struck_at IS NULL) AS isRated
  FROM ticket LEFT JOIN rating USING (ticket_id)`;

/** Null for a ticket that is at no counter yet. */
export function visitToRate(store: Readable, ticketId: TicketId): RateableVisit | null {
  return store.get(rateableRow, `${SELECT} WHERE ticket.ticket_id = $ticketId AND ticket.counter_id IS NOT NULL`, { ticketId });
}

/** A number of that day; null for one that was not issued or is at no counter yet. */
export function visitOfNumber(store: Readable, day: BusinessDay, number: string): RateableVisit | null {
  return store.get(rateableRow, `${SELECT} WHERE ticket.day = $day AND ticket.number = $number AND ticket.counter_id IS NOT NULL`, { day, number });
}

/** The visit at which a dossier was opened. */
export function visitOfDossier(store: Readable, dossierId: DossierId): RateableVisit | null {
  return store.get(rateableRow, `${SELECT} JOIN visit ON visit.ticket_id = ticket.ticket_id WHERE visit.dossier_id = $dossierId AND ticket.counter_id IS NOT NULL ORDER BY visit.started_at DESC LIMIT 1`, { dossierId });
}

/** Who left a counter last, since a moment. */
export function lastServedAt(store: Readable, counterId: CounterId, since: EpochMs): RateableVisit | null {
  return store.get(rateableRow, `${SELECT} WHERE ticket.counter_id = $counterId AND ticket.state = 'served' AND served_at >= $since ORDER BY served_at DESC LIMIT 1`, { counterId, since });
}

const saidRow = z.object({
  day: businessDaySchema, counterId: counterIdSchema.nullable(), field: fieldCodeSchema.nullable(), officerId: z.string().nullable(), officerName: z.string().nullable(),
  level: z.enum(RATING_LEVELS).nullable(), via: z.enum(['citizen-display', 'kiosk-number', 'kiosk-receipt', 'paper']).nullable(), isOwn: z.int().transform((value) => value === 1), count: z.int(), served: z.int(),
});

/** What was said in a stretch of days, with the visits of which nothing was. Officers are those who ended the visits, and are looked up only where a table is of them: it takes a look at the log for each visit. */
export function saidInDays(store: Readable, from: BusinessDay, to: BusinessDay, withOfficers: boolean): readonly Said[] {
  const servedBy = withOfficers ? operationOf('ticket', 'ticket.ticket_id', 'ticket.served') : 'NULL';
  return store.all(
    saidRow,
    `SELECT day, counterId, field, seat.officer_id AS officerId, ${officerName('seat')} AS officerName, level, via, coalesce(seat.officer_id = clerk.officer_id, 0) AS isOwn, count(*) AS count, sum(served) AS served FROM (
       SELECT ticket.day AS day, ticket.counter_id AS counterId, ticket.field AS field, rating.level AS level, rating.via AS via, 1 AS served, ${servedBy} AS served_op, NULL AS entered_op
         FROM ticket LEFT JOIN rating USING (ticket_id) WHERE ticket.day BETWEEN $from AND $to AND ticket.state = 'served' AND ticket.counter_id IS NOT NULL
       UNION ALL SELECT opinion.day, ticket.counter_id, ticket.field, opinion.level, 'paper', 0, ${operationOf('ticket', 'ticket.ticket_id', 'ticket.served')}, ${operationOf('station', 'opinion.aggregate_id', 'opinion.entered')}
         FROM opinion LEFT JOIN ticket USING (ticket_id) WHERE opinion.day BETWEEN $from AND $to AND struck_at IS NULL
     ) LEFT JOIN event_officer AS seat ON seat.op_id = served_op LEFT JOIN event_officer AS clerk ON clerk.op_id = entered_op
     GROUP BY day, counterId, field, seat.officer_id, level, via, isOwn`,
    { from, to },
  );
}
