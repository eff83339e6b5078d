// When a version may be put in place: in the window of the settings, which may go over midnight, and with nobody being served. Pure.

import type { EpochMs } from '../../shared/base/ids.ts';
import { businessDayOf, startOfDay } from '../../shared/domain/time/business-day.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Times of day such as '19:00'; `to` before `from` is the next morning. */
export interface UpdateWindow {
  readonly from: string;
  readonly to: string;
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Whether the point's wall clock stands in the window. */
export function isInWindow(now: EpochMs, { from, to }: UpdateWindow): boolean {
  const minute = (now - startOfDay(businessDayOf(now))) / MINUTE_MS;
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return begin <= end ? minute >= begin && minute < end : minute >= begin || minute < end;
}

/** Begin of the window that `at` lies in or before. */
export function windowAt(at: EpochMs, window: UpdateWindow): EpochMs {
  if (isInWindow(at, window)) return at;
  const begin = (startOfDay(businessDayOf(at)) + minutesOf(window.from) * MINUTE_MS) as EpochMs;
  return begin >= at ? begin : ((begin + DAY_MS) as EpochMs);
}
