// Looks after numbers: keeps the city's in store for the days to come, closes those of days that are over, and says how they stand.

import type { Clock } from './life/clock.ts';
import type { HealthSubject } from './life/health/check.ts';
import type { Log } from './life/log.ts';
import type { TrueTime } from './life/true-time.ts';
import { closeNumbers } from './store/close-numbers.ts';
import type { LogIdentity } from './store/event-log.ts';
import { CODES, unused } from './store/leases.ts';
import { unaccountedSince } from './store/number-account.ts';
import type { StationDatabase } from './store/database.ts';
import type { LeaseLoop } from './sync/lease-loop.ts';

export interface NumberCareParts {
  readonly database: StationDatabase;
  readonly clock: Clock;
  readonly identity: LogIdentity;
  readonly log: Log;
  readonly trueDay: TrueTime['trueDay'];
  /** Fetches the city's numbers, and ends with this; null where there is no city. */
  readonly loop: LeaseLoop | null;
  /** Wakes sync: there is an event to send. */
  readonly wakeSync: () => void;
}

/** Until disposed; where there is no city nothing is asked for. */
export interface NumberCare extends AsyncDisposable {
  /** Something was committed; it may have used up a number. */
  wake(): void;
  /** A new incarnation has begun, which has none of the city's numbers yet. */
  reborn(): void;
  /** To be called while the wall clock is believed. */
  closePast(): void;
  read(): ReturnType<HealthSubject['numbers']>;
}

export function startNumberCare({ database, clock, identity, log, trueDay, loop, wakeSync }: NumberCareParts): NumberCare {
  return {
    wake: () => loop?.wake(),
    reborn: () => loop?.again(),
    closePast: () => {
      const { day, isSuspect } = trueDay();
      if (isSuspect) return;
      const { blocks, missing } = closeNumbers(database, identity, clock, day);
      if (missing.length > 0) log.warn('numbers.unaccounted', { count: missing.length, numbers: missing.slice(0, 20).join(', ') });
      if (blocks === 0) return;
      log.info('numbers.closed', { blocks });
      wakeSync();
    },
    read: () => {
      const { day } = trueDay();
      return database.read((store) => ({ unaccounted: unaccountedSince(store, day), codesLeft: loop === null ? null : unused(store, CODES, day, identity.incarnation) }));
    },
    [Symbol.asyncDispose]: async () => loop?.[Symbol.asyncDispose](),
  };
}
