// Housekeeping: at the start, then every hour, whatever a single round meets.

import { expect, it } from 'vitest';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { startHousekeeping } from './housekeeping.ts';

const HOUR_MS = 3_600_000;

it('runs at once and every hour, goes on after a failure, and ends with the program', async () => {
  const clock = new TestClock();
  const rounds: string[] = [];
  const failures: unknown[] = [];
  const tidy = (): Promise<void> => {
    rounds.push('round');
    return rounds.length === 2 ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
  };
  const housekeeping = startHousekeeping(clock, tidy, (error) => void failures.push(error));
  for (const expected of [1, 2, 3]) {
    await expect.poll(() => rounds.length).toBe(expected);
    clock.advance(HOUR_MS - 1);
    expect(rounds).toHaveLength(expected);
    clock.advance(1);
  }
  await expect.poll(() => rounds.length).toBe(4);
  await housekeeping[Symbol.asyncDispose]();
  clock.advance(10 * HOUR_MS);
  expect([rounds.length, failures.map(String)]).toEqual([4, ['Error: the disk is full']]);
});

it('waits at its end for a round that is under way', async () => {
  const round = Promise.withResolvers<undefined>();
  const housekeeping = startHousekeeping(new TestClock(), () => round.promise.then(() => undefined), () => undefined);
  let isOver = false;
  const ending = housekeeping[Symbol.asyncDispose]().then(() => (isOver = true));
  await Promise.resolve();
  expect(isOver).toBe(false);
  round.resolve(undefined);
  await ending;
});
