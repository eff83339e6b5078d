// At which counters the search for dossiers is open: there the reader works for the search, and no card changes the visit behind it.

import type { CounterId } from '../../../../shared/base/ids.ts';
import { SEARCH_AGAIN_MS } from '../../../../shared/contract/dossier.ts';
import type { Clock } from '../../life/clock.ts';

export interface OpenSearches {
  say(counterId: CounterId, isOpen: boolean): void;
  isOpen(counterId: CounterId): boolean;
}

/** A window that vanished says nothing any more: after this long its reader serves the visit again. */
const HELD_MS = 3 * SEARCH_AGAIN_MS;

export function createOpenSearches(clock: Pick<Clock, 'monotonic'>): OpenSearches {
  const until = new Map<CounterId, number>();
  return {
    say(counterId, isOpen) {
      if (isOpen) until.set(counterId, clock.monotonic() + HELD_MS);
      else until.delete(counterId);
    },
    isOpen: (counterId) => clock.monotonic() < (until.get(counterId) ?? -Infinity),
  };
}
