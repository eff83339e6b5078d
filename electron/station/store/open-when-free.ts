// Opens the store as soon as nobody else holds it: a station that is started again can be earlier than the end of the one before it.

import type { Clock } from '../life/clock.ts';
import { LockedStore } from './store-lock.ts';

/** How long a held store is waited for, in ms; what holds it for longer is another program. */
const LONGEST_MS = 15_000;
const AGAIN_MS = 250;

/** What `open` gives; throws its `LockedStore` only after a quarter of a minute, and whatever else it throws at once. */
export async function openWhenFree<Opened>(open: () => Opened, clock: Pick<Clock, 'monotonic' | 'sleep'>): Promise<Opened> {
  const until = clock.monotonic() + LONGEST_MS;
  for (;;) {
    try {
      return open();
    } catch (error) {
      if (!(error instanceof LockedStore) || clock.monotonic() >= until) throw error;
    }
    await clock.sleep(AGAIN_MS);
  }
}
