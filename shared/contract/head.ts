// What the head of the point looks at: the day as it stands. Of this station's own data; no citizen's name is in it.

import { z } from 'zod';
import { nothing, query } from './command.ts';
import { dossierStatusSchema, lagSchema } from './dossier.ts';
import { businessDaySchema, counterIdSchema, dossierIdSchema, epochMsSchema, fieldCodeSchema } from './primitives.ts';
import { pauseReasonSchema } from './queue.ts';

const count = z.int().min(0);
export const dueDossierSchema = z.strictObject({
  dossierId: dossierIdSchema, code: z.string(), procedureName: z.string(), counterId: counterIdSchema, status: dossierStatusSchema, receivedAt: epochMsSchema, dueAt: epochMsSchema,
  /** The date that was promised first: a new date with an apology does not make it in time again. */
  lateAt: epochMsSchema,
  /** Whole working days since the day that was promised first; 0 on the day itself. */
  workingDaysLate: count,
  lag: lagSchema,
});
export type DueDossier = z.infer<typeof dueDossierSchema>;

export const headTodaySchema = z.strictObject({
  /** Whose data: commune and station, as its codes begin. */
  station: z.string(),
  day: businessDaySchema,
  /** False on a weekend or a holiday by the point's calendar. */
  isWorkingDay: z.boolean(),
  nextWorkingDay: businessDaySchema,
  asOf: epochMsSchema,
  /** `missed` did not come when they were called. */
  tickets: z.strictObject({ taken: count, waiting: count, called: count, held: count, served: count, missed: count }),
  fields: z.array(z.strictObject({
    field: fieldCodeSchema, waiting: count, served: count,
    /** Minutes that the one who has waited longest has waited; null where nobody waits. */
    longestWaitMin: count.nullable(),
    /** Of somebody who takes a number now; null where nothing is known or no counter is open. */
    expectedWaitMin: count.nullable(),
    openCounters: count,
  })),
  /** People by the hour in which they took a number, and were done, from the first hour with anybody to the last. */
  hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), taken: count, served: count })),
  counters: z.array(z.strictObject({
    counterId: counterIdSchema, state: z.enum(['open', 'paused']), pauseReason: pauseReasonSchema.nullable(),
    /** The number at the counter, and since when; null where nobody is there. */
    current: z.strictObject({ number: z.string(), since: epochMsSchema }).nullable(),
    /** Who works there now: whoever is signed in, else whom the settings seat there. */
    officerName: z.string(), isSignedIn: z.boolean(),
  })),
  /** The day's work by person; what was done while nobody was signed in stands under whom the settings seat at that counter ('settings'), '' where they name nobody. */
  staff: z.array(z.strictObject({
    name: z.string(), known: z.enum(['signed-in', 'settings']), counters: z.array(counterIdSchema),
    visits: count, opened: count, returned: count,
    /** Minutes with one decimal from the call to the end of a visit: the mean and the median of today; null before the first. */
    meanMin: z.number().min(0).nullable(), medianMin: z.number().min(0).nullable(),
  })),
  dossiers: z.strictObject({ received: count, done: count, returned: count, inWork: count, waitingForPapers: count, dueToday: count, dueNext: count, overdue: count }),
  /** The oldest first, at most 50; `dossiers.overdue` says how many there are. */
  overdue: z.array(dueDossierSchema),
  dueToday: z.array(dueDossierSchema),
  /** Complaints that are not ended: `late` have an answer or its publishing owed beyond its clock, `dueSoon` until the end of the next working day. */
  petitions: z.strictObject({ running: count, late: count, dueSoon: count, unowned: count }),
  /** What the city has not got yet; `oldestAt` is of the oldest event that waits. */
  city: z.strictObject({ waitingDossiers: count, waitingEvents: count, deadLetters: count, oldestAt: epochMsSchema.nullable(), offlineSince: epochMsSchema.nullable(), isConfigured: z.boolean() }),
});
export type HeadToday = z.infer<typeof headTodaySchema>;

const spreadSchema = z.strictObject({ low: count, median: count, high: count });
const weekdaySchema = z.literal([1, 2, 3, 4, 5, 6, 7]);

export const headForecastSchema = z.strictObject({
  /** Of how many weeks before today the numbers are looked at, and how many days of one weekday are the least. */
  weeks: count, leastDays: count,
  /** Monday is 1. `total` and `taken` are null where fewer days are known than the least. */
  weekdays: z.array(z.strictObject({ weekday: weekdaySchema, days: count, total: spreadSchema.nullable(), share: count.nullable(), hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), taken: spreadSchema.nullable() })) })),
  busiest: z.strictObject({ weekday: weekdaySchema, hour: z.int().min(0).max(23), median: count }).nullable(),
});
export type HeadForecast = z.infer<typeof headForecastSchema>;

export const headCommands = {
  'head.today': query(['admin'], nothing, headTodaySchema),
  /** How many people to expect, out of the numbers of the last weeks without today. */
  'head.forecast': query(['admin'], nothing, headForecastSchema),
};
