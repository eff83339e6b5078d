// The working calendar at the administration: which days of a year the office is closed or makes up for, read, changed, and given back to what was shipped.

import { z } from 'zod';
import { change, query } from './command.ts';
import { epochMsSchema, wordsSchema } from './primitives.ts';

const year = z.int().min(2020).max(2100);
/** As it was typed, written YYYY-MM-DD: whether there is such a day is told in a sentence. */
const typedDay = z.string().max(10);
const certaintySchema = z.enum(['law', 'announced', 'unconfirmed']);
const name = wordsSchema(120).pipe(z.string().min(1));

/** 'substitute' stands for a holiday on a weekend, 'swap' for a working day that is moved to a weekend. */
const closedDaySchema = z.strictObject({ day: typedDay, name, kind: z.enum(['holiday', 'substitute', 'swap']), certainty: certaintySchema, note: wordsSchema(400) });
export type ClosedDay = z.infer<typeof closedDaySchema>;
const madeUpDaySchema = z.strictObject({ day: typedDay, name, insteadOf: typedDay, certainty: certaintySchema, note: wordsSchema(400) });
export type MadeUpDay = z.infer<typeof madeUpDaySchema>;

/** One year. `origin`: 'shipped' with the program, 'own' as somebody at this point set it, 'none' where only weekends are known and no due date can be promised. */
export const holidayYearSchema = z.strictObject({
  /** Where it holds: commune and station, as its codes begin. Each station of a point has its own. */
  station: z.string(),
  year, origin: z.enum(['shipped', 'own', 'none']), setAt: epochMsSchema.nullable(),
  basis: z.string(), closed: z.array(closedDaySchema), working: z.array(madeUpDaySchema),
  /** Every year that has a table. */
  years: z.array(year),
});
export type HolidayYear = z.infer<typeof holidayYearSchema>;

export const holidayCommands = {
  'holidays.read': query(['admin'], z.strictObject({ year }), holidayYearSchema),
  /** Replaces the whole year; durable, and due dates of dossiers opened from then on rest on it. Refuses 'holidays.no-such-day' {day}, 'holidays.other-year' {day, year}, 'holidays.day-twice' {day}, 'holidays.swap-unmatched' {day}, 'holidays.works-anyway' {day}, 'holidays.changed-elsewhere' {year} where it was set since `seenAt`, the `setAt` of the year that was changed. */
  'holidays.set': change(['admin'], { year, seenAt: epochMsSchema.nullable(), basis: wordsSchema(600), closed: z.array(closedDaySchema).max(120), working: z.array(madeUpDaySchema).max(60) }, holidayYearSchema),
  /** Back to the table that came with the program, or to none; refuses 'holidays.changed-elsewhere' too. */
  'holidays.reset': change(['admin'], { year, seenAt: epochMsSchema.nullable() }, holidayYearSchema),
};
