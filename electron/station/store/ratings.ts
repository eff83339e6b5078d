// Ratings as they were given, and the visits that could have been rated.

import { z } from 'zod';
import type { BusinessDay, CounterId, DossierId, EpochMs, TicketId } from '../../../shared/base/ids.ts';
import { businessDaySchema, counterIdSchema, epochMsSchema, ticketIdSchema } from '../../../shared/contract/primitives.ts';
import type { RatingRow } from '../../../shared/contract/feedback.ts';
import type { Readable } from './handle.ts';

const rateableRow = z.object({ ticketId: ticketIdSchema, number: z.string(), day: businessDaySchema, counterId: counterIdSchema, servedAt: epochMsSchema.nullable(), state: z.string(), isRated: z.int().transform((value) => value === 1) });
/** A visit as far as its rating is concerned. */
export type RateableVisit = z.output<typeof rateableRow>;

const SELECT = `SELECT ticket.ticket_id AS ticketId, ticket.number AS number, ticket.day AS day, ticket.counter_id AS counterId, served_at AS servedAt, ticket.state AS state, rating.ticket_id IS NOT NULL AS isRated
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

const countsRow = z.object({ day: businessDaySchema, counterId: counterIdSchema, served: z.int(), satisfied: z.int(), neutral: z.int(), dissatisfied: z.int(), byNumber: z.int() });

/** By day and counter, the newest day first; days and counters at which nobody was served have no row. */
export function ratingCounts(store: Readable, from: BusinessDay, to: BusinessDay): RatingRow[] {
  return store.all(
    countsRow,
    `SELECT ticket.day AS day, ticket.counter_id AS counterId, count(*) AS served, coalesce(sum(level = 'satisfied'), 0) AS satisfied, coalesce(sum(level = 'neutral'), 0) AS neutral,
       coalesce(sum(level = 'dissatisfied'), 0) AS dissatisfied, coalesce(sum(via = 'kiosk-number'), 0) AS byNumber
     FROM ticket LEFT JOIN rating USING (ticket_id) WHERE ticket.day BETWEEN $from AND $to AND ticket.state = 'served' AND ticket.counter_id IS NOT NULL
     GROUP BY ticket.day, ticket.counter_id ORDER BY ticket.day DESC, ticket.counter_id`,
    { from, to },
  );
}
