// Once a day a line for whoever looks after the point: how much the city has not taken, and for how long. Counts only.

import type { BusinessDay, EpochMs } from '../../shared/base/ids.ts';
import { businessDayOf } from '../../shared/domain/time/business-day.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import type { StationDatabase } from './store/database.ts';
import { countLetters } from './store/dead-letters.ts';

const DAY_MS = 24 * 3_600_000;

/** To be called while the wall clock is believed, as often as one likes; says it once for each day, and nothing on a day on which nothing waits. */
export function createLetterReport(database: StationDatabase, clock: Clock, log: Log): () => void {
  let told: BusinessDay | null = null;
  return () => {
    const day = businessDayOf(clock.now());
    if (told === day) return;
    told = day;
    const counts = database.read(countLetters);
    if (counts.length === 0) return;
    const of = (state: (typeof counts)[number]['state']): number => counts.find((each) => each.state === state)?.count ?? 0;
    const oldest = Math.min(...counts.map((each): EpochMs => each.oldest));
    log.warn('dead-letters.report', { rejected: of('rejected'), held: of('held'), kept: of('kept'), oldestDays: Math.max(0, Math.floor((clock.now() - oldest) / DAY_MS)) });
  };
}
