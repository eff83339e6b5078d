// What people entered of the portal's reports on index 766, struck ones too: nothing of it is thrown away.

import { z } from 'zod';
import { businessDaySchema, epochMsSchema, indexPeriodSchema, indexSubjectSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const readingRow = z
  .object({ readingId: z.uuid(), period: indexPeriodSchema, of: indexSubjectSchema, hundredths: z.int(), readOn: businessDaySchema, place: z.int().nullable(), enteredAt: epochMsSchema, by: z.string(), struckAt: epochMsSchema.nullable() })
  .transform(({ hundredths, ...row }) => ({ ...row, points: hundredths / 100 }));
export type StoredReading = z.output<typeof readingRow>;

const SELECT = 'SELECT reading_id AS readingId, period, of, hundredths, read_on AS readOn, place, entered_at AS enteredAt, entered_by AS by, struck_at AS struckAt FROM index_reading';

/** Of one period, by the day on which they were read, then as they were entered. */
export function readingsOf(store: Readable, period: string): readonly StoredReading[] {
  return store.all(readingRow, `${SELECT} WHERE period = $period ORDER BY read_on, entry_order`, { period });
}

export function readingById(store: Readable, readingId: string): StoredReading | null {
  return store.get(readingRow, `${SELECT} WHERE reading_id = $readingId`, { readingId });
}
