// A page lets text pass that has been under way for two seconds, and never stands still so long that its connection is taken for dead.

import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { RightOfWay } from './right-of-way.ts';

let clock: TestClock;
let way: RightOfWay;
beforeEach(() => {
  clock = new TestClock();
  way = new RightOfWay(clock);
});

/** Asks to go on; whether it may after each of these times. */
async function mayGoOnAfter(...times: readonly number[]): Promise<readonly boolean[]> {
  let may = false;
  void way.mayGoOn(new AbortController().signal).then(() => (may = true));
  const seen: boolean[] = [];
  for (const ms of times) {
    for (let left = ms; left > 0; left -= 100) {
      clock.advance(Math.min(left, 100));
      await turn();
    }
    await turn();
    seen.push(may);
  }
  return seen;
}

it('a page goes on while no text is under way, and while text has only just set out', async () => {
  expect(await mayGoOnAfter(0)).toEqual([true]);
  way.claim();
  clock.advance(2000);
  expect(await mayGoOnAfter(0)).toEqual([true]);
});

it('a page waits for text that is late, and goes on as soon as it is through', async () => {
  way.claim();
  clock.advance(2001);
  const waiting = mayGoOnAfter(0, 1000, 100);
  await turn();
  expect(await waiting).toEqual([false, false, false]);
  const last = mayGoOnAfter(0, 200);
  way.release();
  expect(await last).toEqual([false, true]);
});

it('after three seconds it sends a piece all the same', async () => {
  way.claim();
  clock.advance(60_000);
  expect(await mayGoOnAfter(2900, 100)).toEqual([false, true]);
});

it('text that sets out again while it is under way has set out when it first did', async () => {
  way.claim();
  clock.advance(1500);
  way.claim();
  clock.advance(600);
  expect(await mayGoOnAfter(0)).toEqual([false]);
});

it('whoever stops waits no longer', async () => {
  way.claim();
  clock.advance(60_000);
  const stop = new AbortController();
  const waiting = way.mayGoOn(stop.signal);
  stop.abort();
  await expect(waiting).resolves.toBeUndefined();
});
