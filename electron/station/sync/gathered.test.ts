// News that comes in crowds is told at once and then in gatherings; the last of it is never lost.

import { expect, it } from 'vitest';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { Gathered } from './gathered.ts';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

function start() {
  const clock = new TestClock();
  const stop = new AbortController();
  const told: number[] = [];
  const news = new Gathered(clock, 1000, () => void told.push(clock.monotonic()), stop.signal);
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await turn();
  };
  return { news, stop, told, pass };
}

it('the first is told at once, a crowd after it once a second, and its last with the next second', async () => {
  const { news, told, pass } = start();
  for (let index = 0; index < 25; index += 1) {
    news.ring();
    await pass(100);
  }
  await pass(500);
  expect(told).toEqual([0, 1000, 2000, 3000]);
});

it('after a quiet second the next is told at once again', async () => {
  const { news, told, pass } = start();
  news.ring();
  await pass(1500);
  news.ring();
  await pass(10_000);
  expect(told).toEqual([0, 1500]);
});

it('what was held back when the program ends is told', async () => {
  const { news, stop, told } = start();
  news.ring();
  news.ring();
  stop.abort();
  await turn();
  expect(told).toEqual([0, 0]);
});
