// The bucket: a burst at once, its rate for good, and never more than a burst however long one waits.

import { expect, it } from 'vitest';
import { Bucket } from './rate.ts';

it('gives a burst, then its rate, and saves up no more than a burst', () => {
  let now = 0;
  const bucket = new Bucket(10, 2, () => now);
  const taken = (tries: number): number => Array.from({ length: tries }, () => bucket.take()).filter(Boolean).length;
  expect(taken(50)).toBe(10);
  now += 3000;
  expect(taken(50)).toBe(6);
  now += 3_600_000;
  expect([taken(50), bucket.take(0.5)]).toEqual([10, false]);
});

it('takes all of what is asked or nothing', () => {
  const bucket = new Bucket(10, 0, () => 0);
  expect([bucket.take(11), bucket.take(10), bucket.take(1)]).toEqual([false, true, false]);
});
