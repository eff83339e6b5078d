// How many of the city's numbers a station keeps for each day, so that it can give official codes while it is alone.

import type { BusinessDay } from '../../base/ids.ts';

/** Fewest for a day. The busiest communes that were counted open 102 dossiers in a day: half as many again, so that a point without a history of its own lacks none. */
const FEWEST_PER_DAY = 150;
/** Most for a day: half as many again as the 300 that are planned for a peak. An agency has 9,999 numbers a day, for all its stations and the portal. */
const MOST_PER_DAY = 450;

/** A block to be asked for. */
export interface WantedBlock {
  readonly day: BusinessDay;
  readonly size: number;
}

/** Numbers to hold for a day, by the busiest day of the last weeks here: half as many again. */
export function numbersPerDay(busiestDay: number): number {
  return Math.min(MOST_PER_DAY, Math.max(FEWEST_PER_DAY, Math.ceil((busiestDay * 1.5) / 50) * 50));
}

/**
 * Blocks that are wanted, nearest day first: a day of which less than half is left is filled up again. `free` are the numbers that each day has left, with those that are asked for already.
 */
export function wantedBlocks(days: readonly BusinessDay[], free: ReadonlyMap<BusinessDay, number>, perDay: number, largest: number): readonly WantedBlock[] {
  return days.flatMap((day) => {
    const left = free.get(day) ?? 0;
    return left * 2 >= perDay ? [] : blocksOf(perDay - left, largest).map((size) => ({ day, size }));
  });
}

function blocksOf(count: number, largest: number): readonly number[] {
  const sizes: number[] = [];
  for (let left = count; left > 0; left -= largest) sizes.push(Math.min(left, largest));
  return sizes;
}
