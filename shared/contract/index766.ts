// Index 766 in the admin window: the estimate of this station's data beside what people read at the national portal, and what would move it.

import { z } from 'zod';
import { change, query } from './command.ts';
import { petitionAboutSchema, petitionKindSchema } from './feedback.ts';
import { businessDaySchema, epochMsSchema, indexPeriodSchema, indexSubjectSchema, procedureCodeSchema } from './primitives.ts';

const count = z.int().min(0);
const points = z.number().min(0).max(100);
const bandSchema = z.enum(['excellent', 'good', 'fair', 'average', 'weak']);

/** One reading of the portal; `by` is the window that entered it. A struck one stays to be seen. */
export const readingSchema = z.strictObject({
  readingId: z.uuid(), period: indexPeriodSchema, of: indexSubjectSchema, points, readOn: businessDaySchema, place: z.int().nullable(), enteredAt: epochMsSchema, by: z.string(), struckAt: epochMsSchema.nullable(),
});
export type Reading = z.infer<typeof readingSchema>;

const rowSchema = z.strictObject({
  id: indexSubjectSchema,
  /** 'unknown': no data of this station say it; 'at-most': part of it is known, and can only take points off; 'at-least': part of what earns points is known; 'part': numerator and denominator are what is seen here, and no points follow from them. */
  source: z.enum(['local', 'entered', 'granted', 'at-most', 'at-least', 'part', 'no-cases', 'unknown']),
  numerator: z.number(), denominator: z.number(), percent: z.number().nullable(), low: points, high: points, max: points, portal: points.nullable(),
  /** False where sources disagree about points or threshold. */
  isSure: z.boolean(),
});
export type IndexRow = z.infer<typeof rowSchema>;

const newest = readingSchema.nullable();
export const indexViewSchema = z.strictObject({
  /** Whose dossiers: commune and station, as its codes begin. */
  station: z.string(), period: indexPeriodSchema, from: businessDaySchema, to: businessDaySchema, asOf: epochMsSchema,
  /** Received or ended in the period. */
  dossiers: count,
  low: points, high: points, max: points, lowBand: bandSchema, highBand: bandSchema, portal: newest,
  groups: z.array(z.strictObject({ id: indexSubjectSchema, low: points, high: points, max: points, isEntered: z.boolean(), portal: newest, rows: z.array(rowSchema) })),
  /** The most points first; `codes` are the first 20 of `count`. */
  moves: z.array(z.strictObject({ kind: z.enum(['send', 'scan', 'keep', 'late-open', 'late-ended']), codes: z.array(z.string()), count, points })),
  readings: z.array(readingSchema),
  /** Row 1.4 where last year's number of dossiers, divided by 12 or 4, is more than was received: the portal takes it where it has no number of the period. `isTaken` once the period is over; null also where a reading of the row was entered. */
  usual: z.strictObject({ lastYear: count, received: z.number().min(0), isTaken: z.boolean() }).nullable(),
  /** Row 2.2, which earns nothing: results that came in the period and how long they took on average, waits for papers taken off; the most dossiers first. */
  averages: z.array(z.strictObject({ procedureCode: procedureCodeSchema, name: z.string(), dossiers: count, meanMs: count })),
  /** Row 5.1, which earns nothing: petitions received here in the period, the most first. */
  petitionKinds: z.array(z.strictObject({ kind: petitionKindSchema, about: petitionAboutSchema, count })),
});
export type IndexView = z.infer<typeof indexViewSchema>;

export const indexCommands = {
  'index.read': query(['admin'], z.strictObject({ period: indexPeriodSchema }), indexViewSchema),
  /** Durable, with who and when. Refuses 'reading.too-high' {max}, 'reading.no-such-day' {day}, 'reading.in-future' {day}. */
  'index.enter-reading': change(['admin'], { period: indexPeriodSchema, of: indexSubjectSchema, hundredths: z.int().min(0), readOn: z.string().max(10), place: z.int().min(1).max(9999).nullable() }, z.strictObject({ reading: readingSchema })),
  /** Marks a reading as a slip; refuses 'reading.not-found'. One that was struck stays struck. */
  'index.strike-reading': change(['admin'], { readingId: z.uuid() }, z.strictObject({ reading: readingSchema })),
};
