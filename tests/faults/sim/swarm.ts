// Which faults a history has: each turns a random part of them on, since faults that are always there hide each other.

import type { Chance } from '../../morning/chance.ts';
import { FAIR, type Weather } from './sim-line.ts';

export const FAULTS = ['lost-questions', 'lost-answers', 'doubles', 'dawdling', 'captive', 'busy', 'cuts', 'crashes', 'crash-on-answer', 'crash-in-transaction', 'stops', 'clocks', 'printer', 'old-program', 'poison', 'desk', 'bank', 'rereads', 'disk', 'forgets', 'rot', 'clones', 'twins', 'restores', 'images', 'city-back'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Plan {
  readonly mode: 'heals' | 'endless';
  readonly faults: ReadonlySet<Fault>;
  readonly weather: Weather;
  readonly stations: readonly string[];
  /** Length of the busy time, in ms. */
  readonly lastsMs: number;
  /** Mean time between two things that people do at a station, in ms. */
  readonly pauseMs: number;
  /** Chance that a thing that people do is one that the city must refuse. */
  readonly poison: number;
}

export function planHistory(chance: Chance): Plan {
  const share = chance.next();
  const faults = new Set(FAULTS.filter(() => chance.is(share)));
  // Rare in life, and what they leave behind would hide the rest: one of them in every fourth history.
  const births = ['clones', 'twins', 'restores', 'images', 'city-back'] as const;
  const birth = chance.is(0.3) ? chance.pick(births) : null;
  for (const fault of births) {
    if (fault === birth) faults.add(fault);
    else faults.delete(fault);
  }
  // An old program does not know that a city may go back.
  if (birth === 'city-back') faults.delete('old-program');
  const often = (fault: Fault, most: number): number => (faults.has(fault) ? chance.next() * most : 0);
  return {
    mode: chance.is(0.8) ? 'heals' : 'endless',
    faults,
    weather: {
      ...FAIR,
      losesQuestion: often('lost-questions', 0.4), losesAnswer: often('lost-answers', 0.4), doubles: often('doubles', 0.5), dawdles: often('dawdling', 0.3),
      isCaptive: often('captive', 0.4), isBusy: often('busy', 0.3), slowestMs: chance.pick([20, 60, 400, 5000]),
    },
    stations: chance.pick([['K1'], ['K1', 'K2'], ['K1', 'K2'], ['K1', 'K2', 'K3']]),
    lastsMs: chance.between(40, 120) * 1000,
    pauseMs: chance.pick([2_000, 4_000, 8_000]),
    // What a store loses has to have been refused as well, to be seen to come back to its list.
    poison: birth === null ? (faults.has('poison') ? 0.08 : 0) : 0.2,
  };
}
