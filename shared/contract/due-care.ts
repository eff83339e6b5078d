// Dossiers whose date is near or past, at the counter: the lists of them, an apology with a new date (form 04), and until when papers that were asked for may be brought.

import { z } from 'zod';
import { change, nothing, query } from './command.ts';
import { dossierDetailSchema } from './dossier-life.ts';
import { errorCodeSchema } from './errors.ts';
import { dueDossierSchema } from './head.ts';
import { businessDaySchema, dossierIdSchema, epochMsSchema, wordsSchema } from './primitives.ts';

const count = z.int().min(0);

const dueListsSchema = z.strictObject({
  asOf: epochMsSchema,
  /** In work, and the date that was promised first has passed: the longest first, at most 100 of `overdueCount`. */
  overdue: z.array(dueDossierSchema), overdueCount: count,
  /** The date that holds is later today; at most 100 of `dueTodayCount`. */
  dueToday: z.array(dueDossierSchema), dueTodayCount: count,
});
export type DueLists = z.infer<typeof dueListsSchema>;

export const dueCareCommands = {
  /** Of this station's own data; no person's name is in it. */
  'dossier.due-lists': query(['counter', 'admin'], nothing, dueListsSchema),
  /**
   * The last day that a request for papers proposes now, `workingDays` of the settings ahead. `past` is of a dossier whose own last day is over: the day, and the words with which it may be refused, for an officer to read and change.
   * Null for no dossier in particular. Refuses 'dossier.unknown'.
   */
  'dossier.offer-supplement': query(
    ['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema.nullable() }),
    z.strictObject({ day: businessDaySchema, workingDays: count, past: z.strictObject({ day: businessDaySchema, reason: z.string() }).nullable() }),
  ),
  /**
   * Gives the request for papers that runs another last day, `day` as it is typed; `seen` is the one that the officer saw, null where none was said. Neither a second request nor a new date: the promise of the dossier stands. Refuses 'dossier.unknown',
   * 'dossier.voided', 'dossier.reason-missing'; 'supplement.day-not-running' where no request of this point runs (any more), 'supplement.day-moved' {day} where somebody was faster, 'supplement.day-same', and for the day what 'dossier.move' refuses.
   */
  'dossier.move-supplement-day': change(['counter', 'admin'], { dossierId: dossierIdSchema, seen: businessDaySchema.nullable(), day: z.string().max(20), reason: wordsSchema(300) }, dossierDetailSchema),
  /** Whether a dossier may have a new date now: `code` says why not. `given` of `most` were given. Refuses 'dossier.unknown'. */
  'dossier.offer-date': query(
    ['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema }),
    z.strictObject({ dueBefore: epochMsSchema.nullable(), given: count, most: count, proposedAt: epochMsSchema.nullable(), code: errorCodeSchema.nullable() }),
  ),
  /**
   * Apologises and gives a new date, a day such as '07/12/2026' and a time such as '16:30'. Refuses 'dossier.unknown', 'dossier.voided'; 'dossier.date-not-now' for one that waits for papers, has ended or has no date;
   * 'dossier.date-today' where this was done today, 'dossier.date-too-often' {most}, 'dossier.date-after-due'; 'dossier.reason-missing', 'dossier.date-unreadable', 'dossier.date-too-early', 'dossier.date-closed' {next} for what was typed.
   */
  'dossier.apologise': change(['counter', 'admin'], { dossierId: dossierIdSchema, day: z.string().max(20), time: z.string().max(10), reason: wordsSchema(300) }, dossierDetailSchema),
};
