// The periodic report on settling procedures (form II.06a), made of this station's own data.

import { z } from 'zod';
import { query } from './command.ts';
import { TABLE_COLUMNS } from '../domain/report/dossier-table.ts';
import { businessDaySchema, epochMsSchema } from './primitives.ts';

const count = z.int();
const countsSchema = z.strictObject({
  received: count, receivedOnline: count, receivedDirect: count, carriedOver: count, done: count, doneEarly: count, doneInTime: count, doneLate: count, open: count, openInTime: count, openLate: count,
});
export type ReportCounts = z.infer<typeof countsSchema>;

export const reportSchema = z.strictObject({
  /** Whose dossiers: commune and station, as its codes begin. Other stations of the point are not in it. */
  station: z.string(),
  from: businessDaySchema, to: businessDaySchema,
  /** What is in work is compared with this moment, or with the end of the period where that is over. */
  asOf: epochMsSchema,
  rows: z.array(z.strictObject({ sector: z.string(), counts: countsSchema })), total: countsSchema,
  /** Sums that do not close; none, or a bug is named instead of a report being handed on. */
  faults: z.array(z.strictObject({ row: z.string().nullable(), kind: z.string(), column: z.enum(TABLE_COLUMNS), expected: count, found: count })),
  /** Dossiers that the city says are over, or have their papers, without this station knowing since when: they are still counted as open. */
  unknownEnds: z.int().min(0),
});
export type Report = z.infer<typeof reportSchema>;

/** Longest period of one report, in days. */
const MOST_DAYS = 400;

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

export const reportCommands = {
  /** Both days belong to the period. No personal data, so it is no look at anybody. */
  'report.read': query(['admin'], z.strictObject({ from: businessDaySchema, to: businessDaySchema }).refine(({ from, to }) => days(from, to) >= 0 && days(from, to) <= MOST_DAYS, 'a period of at most 400 days'), reportSchema),
};
