// Which number the board puts before everybody's eyes, and for how long it is new.

import type { CalledNumber } from './board-types.ts';

/** How long a call is shown as new. */
export const SPOTLIGHT_MS = 20_000;

export interface Spotlight {
  /** The newest number at a counter; null when no counter serves anybody. */
  readonly main: CalledNumber | null;
  readonly isNew: boolean;
  /** Other numbers called inside the same time, newest first: two counters may call within seconds. */
  readonly besides: readonly CalledNumber[];
}

/** `calling` is newest first; a call from the future (a clock that was put back) counts as new. */
export function spotlightOf(calling: readonly CalledNumber[], now: number): Spotlight {
  const isNew = (call: CalledNumber): boolean => now - call.calledAt < SPOTLIGHT_MS;
  const [main, ...others] = calling;
  if (main === undefined) return { main: null, isNew: false, besides: [] };
  return { main, isNew: isNew(main), besides: others.filter(isNew) };
}
