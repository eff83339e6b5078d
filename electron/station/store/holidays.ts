// The working calendar that counts: the tables that came with the program, and over them what this point has set.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import { type HolidayCalendar, type HolidayTable, holidayCalendar } from '../../../shared/domain/due-date/office-calendar.ts';
import { logEvents, type LogEventBody } from '../../../shared/wire/log-events.ts';
import type { Readable } from './handle.ts';

/** One year's days, without their year. */
export type HolidayDays = NonNullable<LogEventBody<'holidays.set'>['table']>;

/** A year as it was set last; `days` is null where it was given back. */
interface SetYear {
  readonly year: number;
  readonly days: HolidayDays | null;
  readonly setAt: EpochMs;
}

const yearRow = z.object({ year: z.int(), days: z.string().nullable(), setAt: epochMsSchema });
const daysSchema = logEvents['holidays.set'].shape.table;

/** Years that this point has set, in order. */
export function setYears(store: Readable): readonly SetYear[] {
  return store.all(yearRow, 'SELECT year, days, set_at AS setAt FROM holiday_year ORDER BY year').map(({ days, ...row }) => ({ ...row, days: days === null ? null : daysSchema.parse(JSON.parse(days)) }));
}

/** The calendar by which a due date is counted now. */
export function calendarInForce(store: Readable, shipped: readonly HolidayTable[]): HolidayCalendar {
  const own = setYears(store).flatMap(({ year, days }) => (days === null ? [] : [{ year, ...days }]));
  const isOwn = new Set(own.map(({ year }) => year));
  return holidayCalendar([...shipped.filter(({ year }) => !isOwn.has(year)), ...own]);
}
