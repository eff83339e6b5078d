// One request at a time for each upload: whoever comes later asks the one before to end, for that is mostly a connection which is dead and does not know it.

import type { Lock, Locker } from '@tus/server';
import type { CityClock } from '../clock.ts';
import { WireRefusal } from '../server/refusal.ts';

/** Longer than the holder gets for what it has already received. */
const PATIENCE_MS = 5000;
const RETRY_MS = 1000;

interface Held {
  readonly askToEnd: () => unknown;
  readonly ended: Promise<void>;
}

/** Within this process only: between gateways nothing depends on it (docs/decisions/0045). */
export class UploadLocks implements Locker {
  readonly #clock: CityClock;
  readonly #held = new Map<string, Held>();

  constructor(clock: CityClock) {
    this.#clock = clock;
  }

  newLock(name: string): Lock {
    let release = (): void => undefined;
    return {
      lock: async (_signal, askToEnd) => {
        const deadline = this.#clock.monotonic() + PATIENCE_MS;
        for (let before = this.#held.get(name); before !== undefined; before = this.#held.get(name)) {
          before.askToEnd();
          const left = deadline - this.#clock.monotonic();
          if (left <= 0) throw new WireRefusal('wire.overloaded', 'another request is at this upload', { retryAfterMs: RETRY_MS });
          const waited = new AbortController();
          await Promise.race([before.ended, this.#clock.pause(left, waited.signal)]);
          waited.abort();
        }
        const { promise, resolve } = Promise.withResolvers<void>();
        this.#held.set(name, { askToEnd, ended: promise });
        release = () => {
          this.#held.delete(name);
          resolve();
        };
      },
      unlock: async () => {
        release();
        await Promise.resolve();
      },
    };
  }
}
