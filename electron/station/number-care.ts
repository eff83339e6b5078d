// Looks after numbers: keeps the city's in store for the days to come, closes those of days that are over, and says how they stand.

import type { BackOffLimits } from './life/back-off.ts';
import type { HealthSubject } from './life/health/check.ts';
import type { Log } from './life/log.ts';
import { closeNumbers } from './store/close-numbers.ts';
import type { LogIdentity } from './store/event-log.ts';
import { CODES, unused } from './store/leases.ts';
import { unaccountedSince } from './store/number-account.ts';
import type { CityClient } from './sync/city-client.ts';
import { startLeaseLoop } from './sync/lease-loop.ts';
import type { LeaseParts } from './sync/leases.ts';

export interface NumberCareParts extends Omit<LeaseParts, 'client' | 'identity'> {
  readonly client: CityClient | null;
  readonly identity: LogIdentity;
  readonly backOff: BackOffLimits;
  readonly log: Log;
  /** Wakes sync: there is an event to send. */
  readonly wakeSync: () => void;
  /** The city knows a newer incarnation of this station, and lends numbers to that one only. */
  readonly onSuperseded: (incarnation: number) => void;
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

/** Begins to ask the city at once. */
export function startNumberCare(parts: NumberCareParts): NumberCare {
  const { database, client, clock, identity, trueDay, backOff, log, wakeSync, onSuperseded } = parts;
  const loop =
    client === null
      ? null
      : startLeaseLoop({
          database, client, clock, identity, trueDay, backOff,
          onNote: (event, values) => log.warn(event, values),
          onSuperseded,
          onBug: (error) => log.error('leases.bug', error),
        });
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
      return database.read((store) => ({ unaccounted: unaccountedSince(store, day), codesLeft: client === null ? null : unused(store, CODES, day, identity.incarnation) }));
    },
    [Symbol.asyncDispose]: async () => loop?.[Symbol.asyncDispose](),
  };
}
