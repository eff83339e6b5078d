// Stretches of a day by the point's wall clock, which may go over midnight.

import type { EpochMs } from '../../base/ids.ts';
import { businessDayOf, startOfDay } from './business-day.ts';

const MINUTE_MS = 60_000;

/** Times of day such as '19:00'; `to` before `from` is the next morning. */
export interface TimesOfDay {
  readonly from: string;
  readonly to: string;
}

/** Minutes since midnight of a time such as '19:05'. */
export function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Whether the point's wall clock stands between them; the end itself is outside. */
export function isBetween(now: EpochMs, { from, to }: TimesOfDay): boolean {
  const minute = (now - startOfDay(businessDayOf(now))) / MINUTE_MS;
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return begin <= end ? minute >= begin && minute < end : minute >= begin || minute < end;
}
