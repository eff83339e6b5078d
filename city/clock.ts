// Time and chance as the gateway sees them: handed in, so that a test can hold them still.

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { EpochMs } from '../shared/base/ids.ts';

/** The only source of time, ids and chance for the gateway. */
export interface CityClock {
  /** Wall clock. */
  now(): EpochMs;
  /** Milliseconds since some fixed moment; never goes back. */
  monotonic(): number;
  /** Number in [0, 1), for jitter. */
  random(): number;
  /** A name that nothing else has. */
  unique(): string;
  /** Resolves after `ms`, or at once when the signal is aborted: who waits looks at the signal himself. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const machineClock: CityClock = {
  now: () => Date.now() as EpochMs,
  monotonic: () => performance.now(),
  random: () => Math.random(),
  unique: () => randomUUID(),
  pause: async (ms, signal) => {
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    }
  },
};
