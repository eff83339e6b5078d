// Waits for work or the end of a line: each hears the end, and none outlives its own work.

import { expect, test } from 'vitest';
import { LineEnd } from './line-end.ts';

test('work that is done first counts, and is remembered no longer', async () => {
  const end = new LineEnd(new Promise(() => undefined));
  for (let round = 0; round < 100; round += 1) expect(await end.orEnd(Promise.resolve(round), -1)).toBe(round);
  await expect(end.orEnd(Promise.reject(new Error('work')), -1)).rejects.toThrow('work');
  expect(end.waiting).toBe(0);
});

test('every wait that is open at the end hears of it, and so does each later one', async () => {
  const over = Promise.withResolvers<void>();
  const end = new LineEnd(over.promise);
  const never = new Promise<number>(() => undefined);
  const waits = [end.orEnd(never, 1), end.orEnd(never, 2)];
  expect(end.waiting).toBe(2);
  over.resolve();
  expect(await Promise.all(waits)).toEqual([1, 2]);
  expect(await end.orEnd(never, 3)).toBe(3);
  expect(end.waiting).toBe(0);
});
