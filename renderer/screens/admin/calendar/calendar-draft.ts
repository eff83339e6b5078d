// A year's table while somebody changes it: one list of days in order, and what is wrong with a line before it is taken up.

import { z } from 'zod';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { HolidayYear } from '../../../../shared/contract/holidays.ts';
import { epochMsSchema } from '../../../../shared/contract/primitives.ts';
import { holidayFault } from '../../../../shared/domain/due-date/holiday-table.ts';
import type { HolidayFault } from '../../../../shared/domain/due-date/holiday-table.ts';
import { parseTypedDate } from '../../../parts/typed-date.ts';

/** A line of the list. `insteadOf` is '' for a day off; 'made-up' is a weekend on which the office works. */
const dayLineSchema = z.strictObject({
  day: z.string(), name: z.string(), kind: z.enum(['holiday', 'substitute', 'swap', 'made-up']), insteadOf: z.string(),
  certainty: z.enum(['law', 'announced', 'unconfirmed']), note: z.string(),
});
export type CalendarDay = Readonly<z.infer<typeof dayLineSchema>>;

const draftSchema = z.strictObject({ days: z.array(dayLineSchema), seenAt: epochMsSchema.nullable() });
/** Changes that are not saved, and what they were made of: `seenAt` is the year's `setAt` then. */
export interface CalendarDraft {
  readonly days: readonly CalendarDay[];
  readonly seenAt: EpochMs | null;
}
export const wordsOfDraft = (draft: CalendarDraft): string => JSON.stringify(draft);
export const draftOfWords = (words: string): CalendarDraft => draftSchema.parse(JSON.parse(words));

/** What is sent, but for the year. */
export type CalendarDays = Pick<HolidayYear, 'basis' | 'closed' | 'working'>;

/** Days off and days made up for in one list, by date. */
export function daysOf({ closed, working }: CalendarDays): readonly CalendarDay[] {
  const days: CalendarDay[] = [...closed.map((entry) => ({ ...entry, insteadOf: '' })), ...working.map((entry) => ({ ...entry, kind: 'made-up' as const }))];
  return days.sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** The list as the station takes it. */
export function tableOf(basis: string, days: readonly CalendarDay[]): CalendarDays {
  return {
    basis,
    closed: days.flatMap(({ insteadOf: _none, kind, ...entry }) => (kind === 'made-up' ? [] : [{ ...entry, kind }])),
    working: days.flatMap(({ kind, ...entry }) => (kind === 'made-up' ? [entry] : [])),
  };
}

/** A line as it was typed, day first. */
export interface TypedDay {
  readonly day: string;
  readonly insteadOf: string;
  readonly name: string;
  readonly kind: CalendarDay['kind'];
}

/** Why a typed line cannot be taken up, by the field beside which it is said. */
export interface TypedFault {
  readonly field: 'day' | 'insteadOf' | 'name';
  readonly kind: HolidayFault['kind'] | 'no-name';
}

/** The line with dates as the contract carries them, or the first thing that is wrong with it among the others. */
export function readTyped(typed: TypedDay, year: number, others: readonly CalendarDay[]): { readonly line: CalendarDay } | { readonly fault: TypedFault } {
  const day = parseTypedDate(typed.day);
  const insteadOf = typed.kind === 'made-up' ? parseTypedDate(typed.insteadOf) : '';
  if (day === null || day === '') return { fault: { field: 'day', kind: 'no-such-day' } };
  if (insteadOf === null || (typed.kind === 'made-up' && insteadOf === '')) return { fault: { field: 'insteadOf', kind: 'no-such-day' } };
  const line: CalendarDay = { day, name: typed.name.trim(), kind: typed.kind, insteadOf, certainty: 'announced', note: '' };
  const { closed, working } = tableOf('', [...others, line]);
  const fault = holidayFault({ year, closed, working });
  if (fault !== null) return { fault: { field: fault.kind === 'swap-unmatched' ? 'insteadOf' : 'day', kind: fault.kind } };
  return line.name === '' ? { fault: { field: 'name', kind: 'no-name' } } : { line };
}
