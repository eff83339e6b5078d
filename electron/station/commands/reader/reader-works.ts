// What the reader of each counter works for: its visit, unless its window has said that something else stands in front.

import type { CounterId } from '../../../../shared/base/ids.ts';
import { READER_AGAIN_MS } from '../../../../shared/contract/dossier.ts';
import type { ReaderWork } from '../../../../shared/contract/dossier.ts';
import type { Clock } from '../../life/clock.ts';

export interface ReaderWorks {
  say(counterId: CounterId, work: ReaderWork): void;
  of(counterId: CounterId): ReaderWork;
}

/** A window that vanished says nothing any more: after this long its reader works for the visit again. */
const HELD_MS = 3 * READER_AGAIN_MS;

export function createReaderWorks(clock: Pick<Clock, 'monotonic'>): ReaderWorks {
  const said = new Map<CounterId, { readonly work: ReaderWork; readonly until: number }>();
  return {
    say: (counterId, work) => void said.set(counterId, { work, until: clock.monotonic() + HELD_MS }),
    of(counterId) {
      const last = said.get(counterId);
      return last === undefined || clock.monotonic() >= last.until ? 'visit' : last.work;
    },
  };
}
