// Waiting: how long between attempts, and a bell that is never missed.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BackOff } from './back-off.ts';
import { systemClock, type Clock } from './clock.ts';
import { Wake } from './wake.ts';

const withChance = (random: number): Clock => ({ ...systemClock, random: () => random });

test('waiting doubles up to the cap and starts again after a success', () => {
  const backOff = new BackOff(withChance(0.999_999), { baseMs: 100, capMs: 1000 });
  expect([1, 2, 3, 4, 5, 6].map(() => backOff.next())).toEqual([99, 199, 399, 799, 999, 999]);
  backOff.reset();
  expect(backOff.next()).toBe(99);
});

test('waiting is never zero and never over the cap, whatever chance says', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 200 }), (random, failures) => {
      const backOff = new BackOff(withChance(random), { baseMs: 1000, capMs: 60_000 });
      for (let index = 0; index < failures; index += 1) backOff.next();
      const wait = backOff.next();
      expect(wait).toBeGreaterThanOrEqual(100);
      expect(wait).toBeLessThanOrEqual(60_000);
    }),
  );
});

test('a ring before the wait is heard by it, once', async () => {
  let slept = 0;
  const clock: Clock = { ...systemClock, sleep: () => Promise.resolve(void (slept += 1)) };
  const wake = new Wake(clock);
  const signal = new AbortController().signal;
  wake.ring();
  await wake.wait(1000, signal);
  expect(slept).toBe(0);
  await wake.wait(1000, signal);
  expect(slept).toBe(1);
});

test('a ring during the wait ends it, and so does the end of the program', async () => {
  const wake = new Wake(systemClock);
  const stop = new AbortController();
  const first = wake.wait(3_600_000, stop.signal);
  wake.ring();
  await first;
  const second = wake.wait(3_600_000, stop.signal);
  stop.abort();
  await second;
});
