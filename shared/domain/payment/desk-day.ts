// Days of the cash desk: a day that was closed is never added to, and money that comes later the same day stands in a supplement of its own.

import type { BusinessDay, DeskDay } from '../../base/ids.ts';

/** More often nobody closes one day; what comes then is of the next. */
const MOST_SUPPLEMENTS = 9;

/** The supplements that a day may have, in order. */
export function supplementsOf(day: BusinessDay): readonly DeskDay[] {
  return Array.from({ length: MOST_SUPPLEMENTS }, (_, place) => `${day}.${String(place + 1)}` as DeskDay);
}

/** The calendar day of which it is. */
export function dateOf(day: DeskDay): BusinessDay {
  return day.slice(0, 10) as BusinessDay;
}

/** 0 for the day itself, else which supplement. */
export function supplementNumber(day: DeskDay): number {
  return day.length > 10 ? Number(day.slice(11)) : 0;
}

/** What must be closed before it; null for the day itself. */
export function partBefore(day: DeskDay): DeskDay | null {
  const number = supplementNumber(day);
  return number === 0 ? null : number === 1 ? dateOf(day) : (supplementsOf(dateOf(day))[number - 2] ?? null);
}
