// What a station writes down of its working calendar: a whole year's table at a time, so that the last word is all there is to know.

import { z } from 'zod';
import { businessDaySchema } from '../contract/primitives.ts';

const certainty = z.enum(['law', 'announced', 'unconfirmed']);
const entry = { day: businessDaySchema, name: z.string().min(1).max(120), certainty, note: z.string().max(400) };

export const calendarEvents = {
  /** The table of a year that counts from now on; null gives it back to the one that came with the program, or to none. */
  'holidays.set': z.strictObject({
    year: z.int().min(2020).max(2100),
    table: z.strictObject({
      basis: z.string().max(600),
      closed: z.array(z.strictObject({ ...entry, kind: z.enum(['holiday', 'substitute', 'swap']) })).max(120),
      working: z.array(z.strictObject({ ...entry, insteadOf: businessDaySchema })).max(60),
    }).nullable(),
  }),
} as const satisfies Record<string, z.ZodType>;
