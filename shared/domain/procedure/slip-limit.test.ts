// How often a kiosk prints slips: enough for a family, not for a game.

import { expect, it } from 'vitest';
import type { EpochMs } from '../../base/ids.ts';
import { slipWaitMs } from './slip-limit.ts';

const NOW = 1_790_000_000_000;
const slips = (...ages: readonly (readonly [code: string, seconds: number])[]) => ages.map(([code, seconds]) => ({ code, at: (NOW - seconds * 1_000) as EpochMs }));

it.each([
  ['nothing was printed', slips(), 0],
  ['the same was printed ten seconds ago', slips(['1.001193', 10]), 20],
  ['the same was printed half a minute ago', slips(['1.001193', 30]), 0],
  ['another was printed just now', slips(['2.000815', 0]), 0],
  ['six of any kind were printed within five minutes', slips(['a', 10], ['b', 20], ['c', 30], ['d', 40], ['e', 50], ['f', 240]), 60],
  ['five of any kind were', slips(['a', 10], ['b', 20], ['c', 30], ['d', 40], ['e', 50]), 0],
  ['both rules hold, the longer one', slips(['1.001193', 1], ['b', 20], ['c', 30], ['d', 40], ['e', 50], ['f', 295]), 29],
  ['the clock was set back since', slips(['1.001193', -40]), 0],
])('where %s, so many seconds pass before the next', (_what, printed, seconds) => {
  expect(slipWaitMs(printed, '1.001193', NOW as EpochMs)).toBe(seconds * 1_000);
});
