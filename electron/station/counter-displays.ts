// Keeps the lit numbers above the counters as the store has them: after each change, after a restart, and when the day ends.

import type { CounterId } from '../../shared/base/ids.ts';
import { businessDayOf } from '../../shared/domain/time/business-day.ts';
import type { SetupPlace } from '../../shared/contract/setup.ts';
import type { CounterDisplay } from './devices/ports.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import type { StationDatabase } from './store/database.ts';
import { ticketAtCounter } from './store/tickets.ts';
import type { Hearing } from './tell.ts';

export interface CounterDisplayParts {
  readonly displays: ReadonlyMap<CounterId, CounterDisplay>;
  readonly database: Pick<StationDatabase, 'read'>;
  readonly clock: Clock;
  readonly told: Hearing;
  readonly log: Pick<Log, 'error'>;
  /** Whether a test of the set-up has the display of this place to itself. */
  readonly holds?: (place: SetupPlace) => boolean;
}

/** Nobody is told when a day ends: whoever was not finished by then is no longer called. */
const LOOK_AGAIN_MS = 30_000;

/** Shows who is called at each counter, or nothing; the answer ends it. */
export function followCounters({ displays, database, clock, told, log, holds }: CounterDisplayParts): Disposable {
  const end = new AbortController();
  const look = (): void => {
    try {
      const day = businessDayOf(clock.now());
      const numbers = database.read((store) => [...displays].map(([counterId, display]) => ({ counterId, display, number: ticketAtCounter(store, day, counterId)?.number ?? null })));
      for (const { counterId, display, number } of numbers) if (holds?.({ role: 'counter-display', counterId }) !== true) display.show(number);
    } catch (error) {
      log.error('counter-display.failed', error);
    }
  };
  const stop = told.add(({ event }) => {
    if (event === 'queue.changed' || event === 'setup.changed') look();
  });
  const keepLooking = async (): Promise<void> => {
    while (!end.signal.aborted) {
      look();
      await clock.sleep(LOOK_AGAIN_MS, end.signal).catch(() => undefined);
    }
  };
  if (displays.size > 0) void keepLooking();
  return {
    [Symbol.dispose]: () => {
      end.abort();
      stop();
    },
  };
}
