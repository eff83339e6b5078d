// What a station writes down of the national portal's readings of index 766: entered by a person, never changed, struck where they were a slip.

import { z } from 'zod';
import { businessDaySchema, indexPeriodSchema, indexSubjectSchema } from '../contract/primitives.ts';

const readingId = z.uuid();

export const indexEvents = {
  /** `hundredths` are the points times a hundred, as the portal showed them on that day; `place` among its province's units where it was shown. */
  'reading.entered': z.strictObject({ readingId, period: indexPeriodSchema, of: indexSubjectSchema, hundredths: z.int().min(0).max(10_000), readOn: businessDaySchema, place: z.int().min(1).max(9999).nullable() }),
  /** It was not what the portal showed. */
  'reading.struck': z.strictObject({ readingId, period: indexPeriodSchema }),
} as const satisfies Record<string, z.ZodType>;
