// What a station writes down of the national portal's readings of index 766: entered by a person, never changed, struck where they were a slip.

import { z } from 'zod';
import { businessDaySchema } from '../contract/primitives.ts';

/** Year, quarter or month that a reading is of: '2026', '2026-Q4', '2026-11'. */
export const indexPeriodSchema = z.string().regex(/^20\d{2}(?:-Q[1-4]|-(?:0[1-9]|1[0-2]))?$/);
/** 'total', one of the six groups, or a row of them. */
export const indexSubjectSchema = z.enum(['total', 'CKMB', 'TDGQ', 'CLGQ', 'TTTT', 'MDSH', 'MDHL', '1.1', '1.2', '1.3', '1.4', '2.1', '3.1', '3.2', '3.3', '3.5', '3.5b', '3.6', '4.1', '4.2', '4.2c', '4.3', '4.4', '4.5a', '4.5b', '5.2', '5.3', '5.4']);

const readingId = z.uuid();

export const indexEvents = {
  /** `hundredths` are the points times a hundred, as the portal showed them on that day; `place` among its province's units where it was shown. */
  'reading.entered': z.strictObject({ readingId, period: indexPeriodSchema, of: indexSubjectSchema, hundredths: z.int().min(0).max(10_000), readOn: businessDaySchema, place: z.int().min(1).max(9999).nullable() }),
  /** It was not what the portal showed. */
  'reading.struck': z.strictObject({ readingId, period: indexPeriodSchema }),
} as const satisfies Record<string, z.ZodType>;
