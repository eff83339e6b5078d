// Paper opinion slips as they were entered, struck ones among them, with by whom and about whom, and the words of those that neither complain nor propose.

import { z } from 'zod';
import type { BusinessDay, EpochMs } from '../../../shared/base/ids.ts';
import { businessDaySchema, counterIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import { OPINION_FLAWS, OPINION_MANNERS, OPINION_PACES } from '../../../shared/domain/feedback/opinion-slip.ts';
import { RATING_LEVELS } from '../../../shared/domain/feedback/rating-table.ts';
import type { Readable, Writable } from './handle.ts';
import { officerName, operationOf } from './staff-load.ts';

const idRow = z.object({ isStruck: z.int().transform((value) => value === 1) });

/** Whether a slip was struck; null for one that nobody entered here. */
export function isSlipStruck(store: Readable, opinionId: string): boolean | null {
  return store.get(idRow, 'SELECT struck_at IS NOT NULL AS isStruck FROM opinion WHERE opinion_id = $opinionId', { opinionId })?.isStruck ?? null;
}

/** How long words stay that ask for nothing: as long as anybody looks at the slips of a year. */
export const OPINION_WORDS_KEPT_MS = 366 * 24 * 3_600_000;

const row = z.object({
  opinionId: z.uuid(), day: businessDaySchema, level: z.enum(RATING_LEVELS), pace: z.enum(OPINION_PACES), manner: z.enum(OPINION_MANNERS),
  flaws: z.string().transform((text): unknown => JSON.parse(text)).pipe(z.array(z.enum(OPINION_FLAWS))),
  number: z.string(), counterId: counterIdSchema.nullable(), aboutOfficer: z.string(), words: z.string(), petitionCode: z.string(), enteredAt: epochMsSchema, enteredBy: z.string(), isOwn: z.int().transform((value) => value === 1),
  struckAt: epochMsSchema.nullable(), struckReason: z.string(), struckBy: z.string(),
}).transform(({ struckAt, struckReason, struckBy, ...slip }) => ({ ...slip, struck: struckAt === null ? null : { at: struckAt, by: struckBy, reason: struckReason } }));

/** By the days of the slips, the newest first. */
export function opinionSlips(store: Readable, from: BusinessDay, to: BusinessDay, limit: number): z.output<typeof row>[] {
  return store.all(
    row,
    `SELECT opinion.opinion_id AS opinionId, opinion.day AS day, level, pace, manner, flaws, coalesce(ticket.number, '') AS number, ticket.counter_id AS counterId, coalesce(${officerName('seat')}, '') AS aboutOfficer,
       coalesce((SELECT words FROM opinion_words WHERE opinion_words.opinion_id = opinion.opinion_id), '') AS words, coalesce((SELECT code FROM petition WHERE petition.petition_id = opinion.petition_id), '') AS petitionCode,
       entered_at AS enteredAt, coalesce(${officerName('clerk')}, '') AS enteredBy, coalesce(seat.officer_id = clerk.officer_id, 0) AS isOwn,
       struck_at AS struckAt, struck_reason AS struckReason, coalesce(${officerName('striker')}, '') AS struckBy
     FROM opinion LEFT JOIN ticket USING (ticket_id) LEFT JOIN event_officer AS seat ON seat.op_id = ${operationOf('ticket', 'opinion.ticket_id', 'ticket.served')}
       LEFT JOIN event_officer AS clerk ON clerk.op_id = ${operationOf('station', 'opinion.aggregate_id', 'opinion.entered')}
       LEFT JOIN event_officer AS striker ON striker.op_id = ${operationOf('station', 'opinion.aggregate_id', 'opinion.struck')}
     WHERE opinion.day BETWEEN $from AND $to ORDER BY opinion.day DESC, entered_at DESC, opinion.opinion_id LIMIT $limit`,
    { from, to, limit },
  );
}

export function keepOpinionWords(store: Writable, opinionId: string, words: string, at: EpochMs): void {
  store.runOne('INSERT INTO opinion_words (opinion_id, words, at) VALUES ($opinionId, $words, $at)', { opinionId, words, at });
}

/** Forgets words that are older; returns of how many slips. */
export function forgetOpinionWords(store: Writable, before: number): number {
  return store.run('DELETE FROM opinion_words WHERE at < $before', { before });
}
