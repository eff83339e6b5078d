// People who were sent away without a dossier, as they are looked up, and the words of their papers for as long as those are kept.

import { z } from 'zod';
import type { EpochMs, VisitId } from '../../../shared/base/ids.ts';
import { turnAwayFormSchema } from '../../../shared/contract/turn-away.ts';
import { businessDaySchema, counterIdSchema, epochMsSchema, procedureCodeSchema, ticketIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { FormValues } from '../../../shared/domain/paper/form.ts';
import type { Readable, Writable } from './handle.ts';

/** How long the words of a paper stay, with the name on it: long enough to come back with it, or to complain. */
export const TURN_AWAY_WORDS_KEPT_MS = 30 * 24 * 3_600_000;

const row = z.object({ visitId: visitIdSchema, ticketId: ticketIdSchema, number: z.string(), day: businessDaySchema, at: epochMsSchema, counterId: counterIdSchema, form: turnAwayFormSchema, procedureCode: procedureCodeSchema, isPrintable: z.int().transform((value) => value === 1) });
export type TurnedAwayRow = z.output<typeof row>;

const SELECT = `SELECT turned_away.visit_id AS visitId, turned_away.ticket_id AS ticketId, number, day, at, turned_away.counter_id AS counterId, form, turned_away.procedure_code AS procedureCode,
  EXISTS (SELECT 1 FROM turn_away_words WHERE turn_away_words.visit_id = turned_away.visit_id) AS isPrintable FROM turned_away JOIN ticket USING (ticket_id)`;

/** The newest first; '' is of every number. */
export function turnedAwayRows(store: Readable, number: string, limit: number): readonly TurnedAwayRow[] {
  return store.all(row, `${SELECT} WHERE $number IN ('', number) ORDER BY at DESC, turned_away.visit_id DESC LIMIT $limit`, { number, limit });
}

export function turnedAwayOf(store: Readable, visitId: VisitId): TurnedAwayRow | null {
  return store.get(row, `${SELECT} WHERE turned_away.visit_id = $visitId`, { visitId });
}

const valuesSchema = z.object({ texts: z.record(z.string(), z.string()), lists: z.record(z.string(), z.array(z.record(z.string(), z.string()))) });
const wordsRow = z.object({ words: z.string().transform((text): unknown => JSON.parse(text)).pipe(valuesSchema) });

/** The words of its paper; null once they are gone. */
export function turnAwayWords(store: Readable, visitId: VisitId): FormValues | null {
  return store.get(wordsRow, 'SELECT words FROM turn_away_words WHERE visit_id = $visitId', { visitId })?.words ?? null;
}

export function keepTurnAwayWords(store: Writable, visitId: VisitId, words: FormValues, at: EpochMs): void {
  store.runOne('INSERT INTO turn_away_words (visit_id, words, at) VALUES ($visitId, $words, $at)', { visitId, words: JSON.stringify(words), at });
}

/** What a paper is called among the prints. */
export function turnAwayPrintName(visitId: VisitId): string {
  return `${visitId}/turn-away`;
}

/** Forgets the words of papers that are older, and the prints that hold them; returns how many papers. */
export function forgetTurnAwayWords(store: Writable, before: number): number {
  store.run(`DELETE FROM print_job WHERE what = 'form' AND state NOT IN ('queued', 'printing') AND of_id IN (SELECT visit_id || '/turn-away' FROM turn_away_words WHERE at < $before)`, { before });
  return store.run('DELETE FROM turn_away_words WHERE at < $before', { before });
}
