// The day in numbers for the head of the point. Each question is of one day, or of what is in work: none grows with the years of the store.

import { z } from 'zod';
import type { BusinessDay, EpochMs } from '../../../shared/base/ids.ts';
import type { DayVisits } from '../../../shared/domain/queue/forecast.ts';
import { must } from '../../../shared/base/must.ts';
import { dossierStatusSchema } from '../../../shared/contract/dossier.ts';
import { businessDaySchema, counterIdSchema, dossierIdSchema, epochMsSchema, fieldCodeSchema } from '../../../shared/contract/primitives.ts';
import { ticketStateSchema } from '../../../shared/contract/queue.ts';
import type { Readable } from './handle.ts';
import { IS_VOIDED } from './voided.ts';

const dayTicketRow = z.object({ field: fieldCodeSchema, state: ticketStateSchema, issuedAt: epochMsSchema, counterId: counterIdSchema.nullable(), calledAt: epochMsSchema.nullable(), servedAt: epochMsSchema.nullable() });
/** A ticket as the day's figures look at it: no number, no visit. */
export type DayTicket = z.output<typeof dayTicketRow>;

/** Every ticket of the day in the order of issue: at most a few hundred. */
export function dayTickets(store: Readable, day: BusinessDay): readonly DayTicket[] {
  return store.all(dayTicketRow, 'SELECT field, state, issued_at AS issuedAt, counter_id AS counterId, called_at AS calledAt, served_at AS servedAt FROM ticket WHERE day = $day ORDER BY sequence', { day });
}

const count = z.object({ count: z.int() });

function countOf(store: Readable, sql: string, values: Readonly<Record<string, number>>): number {
  return must(store.get(count, sql, values), 'an aggregate has one row').count;
}

/** Moments between which days lie: `tomorrowEnd` ends the next working day. */
export interface DayBounds {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly now: EpochMs;
  readonly nextFrom: EpochMs;
  readonly nextTo: EpochMs;
}

/** Waiting for papers (5) stops the clock: such a one is neither due nor overdue. */
const due = (by: 'due_at' | 'late_at'): string => `SELECT count(*) AS count FROM dossier_in_work WHERE status <> 5 AND ${by} >= $from AND ${by} < $to`;
/** Moved to one of these statuses in the day, by an officer here or by the city. */
const MOVED = (statuses: string): string => `SELECT count(*) AS count FROM (
  SELECT agg_id FROM event WHERE type = 'dossier.moved' AND at >= $from AND at < $to AND body ->> 'to' IN (${statuses})
  UNION SELECT dossier_id FROM city_dossier WHERE moved_at >= $from AND moved_at < $to AND status IN (${statuses}))`;

/** Counts of the day's dossiers, and of those in work. */
export interface DossierDay {
  readonly received: number;
  readonly done: number;
  readonly returned: number;
  readonly inWork: number;
  readonly waitingForPapers: number;
  readonly dueToday: number;
  readonly dueNext: number;
  readonly overdue: number;
}

export function dossierDay(store: Readable, { from, to, now, nextFrom, nextTo }: DayBounds): DossierDay {
  return {
    received: countOf(store, `SELECT count(*) AS count FROM dossier WHERE received_at >= $from AND received_at < $to AND NOT ${IS_VOIDED}`, { from, to }),
    done: countOf(store, MOVED('9'), { from, to }),
    returned: countOf(store, MOVED('10'), { from, to }),
    inWork: countOf(store, 'SELECT count(*) AS count FROM dossier_in_work', {}),
    waitingForPapers: countOf(store, 'SELECT count(*) AS count FROM dossier_in_work WHERE status = 5', {}),
    dueToday: countDue(store, 'due_at', now, to),
    dueNext: countDue(store, 'due_at', nextFrom, nextTo),
    overdue: countDue(store, 'late_at', 0 as EpochMs, now),
  };
}

/** How many are in work and due from a moment on up to another: by the date that holds, or by the one from which they count as late. */
export function countDue(store: Readable, by: 'due_at' | 'late_at', from: EpochMs, to: EpochMs): number {
  return countOf(store, due(by), { from, to });
}

const overdueRow = z.object({ dossierId: dossierIdSchema, code: z.string(), procedureName: z.string(), counterId: counterIdSchema, status: dossierStatusSchema, receivedAt: epochMsSchema, dueAt: epochMsSchema, lateAt: epochMsSchema });
/** A dossier whose day has passed or is near; `lateAt` is the date that was promised first, from which it counts as late. No person's data. */
export type DueDossier = z.output<typeof overdueRow>;

/** In work and due from a moment on up to another, the longest due first: by the date that holds, or by the one from which they count as late. */
export function dueDossiers(store: Readable, by: 'due_at' | 'late_at', from: EpochMs, to: EpochMs, limit: number): readonly DueDossier[] {
  return store.all(
    overdueRow,
    `SELECT work.dossier_id AS dossierId, coalesce(city_dossier.official_code, dossier.official_code, provisional_code) AS code, procedure_name AS procedureName, counter_id AS counterId, work.status AS status,
       received_at AS receivedAt, work.due_at AS dueAt, work.late_at AS lateAt
     FROM (SELECT dossier_id, status, due_at, late_at FROM dossier_in_work WHERE ${by} >= $from AND ${by} < $to AND status <> 5 ORDER BY ${by}, dossier_id LIMIT $limit) AS work
     JOIN dossier USING (dossier_id) LEFT JOIN city_dossier USING (dossier_id) ORDER BY work.${by}, work.dossier_id`,
    { from, to, limit },
  );
}

const oldestRow = z.object({ at: epochMsSchema });

/** Since when the oldest event waits that the city has not got; null where none waits. */
export function oldestUnsent(store: Readable): EpochMs | null {
  return store.get(oldestRow, 'SELECT at FROM event WHERE seq > (SELECT acked_seq FROM sync WHERE id = 1) ORDER BY seq LIMIT 1')?.at ?? null;
}

const hourRow = z.object({ day: businessDaySchema, hour: z.int(), taken: z.int() });

/** Numbers taken from a day on and before another, by day and hour of the point's clock. */
export function visitsByHour(store: Readable, from: BusinessDay, to: BusinessDay): readonly DayVisits[] {
  const rows = store.all(hourRow, 'SELECT day, (issued_at + 25200000) / 3600000 % 24 AS hour, count(*) AS taken FROM ticket WHERE day >= $from AND day < $to GROUP BY day, hour ORDER BY day, hour', { from, to });
  return [...new Set(rows.map(({ day }) => day))].map((day) => ({ day, hours: rows.filter((row) => row.day === day).map(({ hour, taken }) => ({ hour, taken })) }));
}
