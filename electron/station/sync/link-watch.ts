// Notices that this machine has got an address in the network, so that an outage that was our own ends without the full waiting time.

import type { Clock } from '../life/clock.ts';

const LOOK_EVERY_MS = 5000;
/** A commune whose power comes back does not knock all at once. */
const SPREAD_MS = 30_000;

export interface LinkWatchParts {
  readonly clock: Clock;
  /** All addresses of this machine in the network, as one text. */
  readonly addresses: () => string;
  readonly onUp: () => void;
  readonly onBug: (error: unknown) => void;
}

/** Runs until `signal`. After a change that leaves at least one address, `onUp` is called within half a minute. */
export async function watchLink({ clock, addresses, onUp, onBug }: LinkWatchParts, signal: AbortSignal): Promise<void> {
  let known = read(addresses, onBug);
  while (!signal.aborted) {
    await clock.sleep(LOOK_EVERY_MS, signal).catch(() => undefined);
    const now = read(addresses, onBug);
    if (signal.aborted || now === known) continue;
    known = now;
    if (now === '') continue;
    await clock.sleep(Math.floor(clock.random() * SPREAD_MS), signal).catch(() => undefined);
    if (!signal.aborted) onUp();
  }
}

function read(addresses: () => string, onBug: (error: unknown) => void): string {
  try {
    return addresses();
  } catch (error) {
    onBug(error);
    return '';
  }
}
