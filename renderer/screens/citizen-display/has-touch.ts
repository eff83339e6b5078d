// Whether the citizen display can be touched: as the settings say of its counter, else as its machine does.

import type { Point } from '../../../shared/contract/point.ts';

/** A screen that passes its touches on as a mouse is taken for one without touch, unless the settings know better. */
export function hasTouch({ caller, counters }: Point): boolean {
  const own = 'counterId' in caller ? counters.find(({ counterId }) => counterId === caller.counterId)?.touchDisplay : undefined;
  return own ?? window.matchMedia('(any-pointer: coarse)').matches;
}
