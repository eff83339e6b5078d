// Moments and days as a service point in Vietnam counts them: Asia/Ho_Chi_Minh, which has been UTC+7 without summer time since 1975.

import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { must } from '../../base/must.ts';
import { civilOf, daysInMonth, epochDayOf, isCivilDate } from './civil.ts';
import type { CivilDate } from './civil.ts';

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
const OFFSET_MS = 7 * 60 * MS_PER_MINUTE;

/** Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A moment as numbers on the wall clock of the point. */
export interface LocalTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: Weekday;
}

/** A moment as padded digits, from which a receipt or a screen composes "hh:mm ngày dd/MM/yyyy" in its own words. */
export interface PaddedTime {
  readonly hour: string;
  readonly minute: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** The calendar day of a moment at the point. Moments are expected between the years 1 and 9999. */
export function businessDayOf(at: EpochMs): BusinessDay {
  return dayText(civilOf(Math.floor((at + OFFSET_MS) / MS_PER_DAY)));
}

/** Midnight at the point with which the day begins. */
export function startOfDay(day: BusinessDay): EpochMs {
  return (epochDayOf(civilDateOf(day)) * MS_PER_DAY - OFFSET_MS) as EpochMs;
}

/** Whole minutes since midnight at the point, 0 to 1439. */
export function minuteOfDay(at: EpochMs): number {
  return Math.floor((at - startOfDay(businessDayOf(at))) / MS_PER_MINUTE);
}

/** The moment `minute` minutes after midnight of the day. */
export function atMinute(day: BusinessDay, minute: number): EpochMs {
  return (startOfDay(day) + minute * MS_PER_MINUTE) as EpochMs;
}

/** The wall clock of the point at a moment; milliseconds are dropped. */
export function localTimeOf(at: EpochMs): LocalTime {
  const day = businessDayOf(at);
  const seconds = Math.floor((at - startOfDay(day)) / 1000);
  return {
    ...civilDateOf(day),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    weekday: weekdayOf(day),
  };
}

/** The wall clock of the point as padded digits. */
export function paddedTimeOf(at: EpochMs): PaddedTime {
  const { year, month, day, hour, minute } = localTimeOf(at);
  return { hour: pad(hour, 2), minute: pad(minute, 2), day: pad(day, 2), month: pad(month, 2), year: pad(year, 4) };
}

/** The day of the week. */
export function weekdayOf(day: BusinessDay): Weekday {
  const fromMonday = (((epochDayOf(civilDateOf(day)) + 3) % 7) + 7) % 7;
  return (fromMonday + 1) as Weekday;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: BusinessDay, count: number): BusinessDay {
  return dayText(civilOf(epochDayOf(civilDateOf(day)) + count));
}

/** The same day of the month `count` months later, or that month's last day if it is shorter (Civil Code 2015, article 147 and 148). */
export function addMonths(day: BusinessDay, count: number): BusinessDay {
  const from = civilDateOf(day);
  const months = from.year * 12 + from.month - 1 + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return dayText({ year, month, day: Math.min(from.day, daysInMonth(year, month)) });
}

/** Reads 'YYYY-MM-DD' and refuses days that do not exist; null for anything else. */
export function parseBusinessDay(text: string): BusinessDay | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return found === null ? null : businessDayFrom(Number(found[1]), Number(found[2]), Number(found[3]));
}

/** A day from its numbers; null if there is no such day. */
export function businessDayFrom(year: number, month: number, day: number): BusinessDay | null {
  const date = { year, month, day };
  return isCivilDate(date) ? dayText(date) : null;
}

/** Year, month and day of a business day as numbers. */
export function civilDateOf(day: BusinessDay): CivilDate {
  const found = must(/^(\d{4})-(\d{2})-(\d{2})$/.exec(day), 'a business day is written YYYY-MM-DD');
  return { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
}

function dayText({ year, month, day }: CivilDate): BusinessDay {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as BusinessDay;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
