// Time, ids and randomness as the station sees them: always injected, so that a test can hold them still.

import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { EpochMs } from '../../../shared/base/ids.ts';

/** The only source of time, ids and chance for domain, commands, store, sync and devices. */
export interface Clock {
  /** Wall clock. May jump. */
  now(): EpochMs;
  /** Milliseconds since some fixed moment of this boot; never goes back. */
  monotonic(): number;
  /** Resolves after `ms` by the monotonic clock; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** UUID version 7. */
  uuid(): string;
  /** Number in [0, 1), for jitter. */
  random(): number;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now() as EpochMs,
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? undefined : { signal });
  },
  uuid: () => v7(),
  random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
};
