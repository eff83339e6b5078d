// When a version may be put in place: in the window of the settings, which may go over midnight, and with nobody being served. Pure.

import type { EpochMs } from '../../shared/base/ids.ts';
import { businessDayOf, startOfDay } from '../../shared/domain/time/business-day.ts';
import { isBetween, minutesOf, type TimesOfDay } from '../../shared/domain/time/times-of-day.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Begin of the window that `at` lies in or before. */
export function windowAt(at: EpochMs, window: TimesOfDay): EpochMs {
  if (isBetween(at, window)) return at;
  const begin = (startOfDay(businessDayOf(at)) + minutesOf(window.from) * MINUTE_MS) as EpochMs;
  return begin >= at ? begin : ((begin + DAY_MS) as EpochMs);
}
