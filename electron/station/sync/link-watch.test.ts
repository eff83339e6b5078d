// A machine that gets an address in the network tries the city again soon, spread over half a minute; one that loses its last one does not.

import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { watchLink } from './link-watch.ts';

let clock: TestClock;
let stop: AbortController;
let addresses: () => string;
let ups: number;
let bugs: unknown[];
let running: Promise<void>;
beforeEach(() => {
  clock = new TestClock();
  stop = new AbortController();
  addresses = () => '192.168.1.7';
  ups = 0;
  bugs = [];
  running = watchLink({ clock, addresses: () => addresses(), onUp: () => void (ups += 1), onBug: (error) => void bugs.push(error) }, stop.signal);
});
afterEach(async () => {
  stop.abort();
  await running;
});
const pass = async (ms: number): Promise<number> => {
  clock.advance(ms);
  await turn();
  return ups;
};

it('nothing is said while the addresses stay as they are', async () => {
  expect([await pass(5000), await pass(5000), await pass(60_000)]).toEqual([0, 0, 0]);
});

it('a new address is news, once, after a part of half a minute that differs from machine to machine', async () => {
  addresses = () => '192.168.1.7 10.0.0.5';
  // The test's chance is the middle: fifteen seconds.
  expect([await pass(5000), await pass(14_999), await pass(1)]).toEqual([0, 0, 1]);
  expect(await pass(60_000)).toBe(1);
});

it('the last address going is no news, its coming back is', async () => {
  addresses = () => '';
  expect([await pass(5000), await pass(30_000)]).toEqual([0, 0]);
  addresses = () => '192.168.1.7';
  await pass(5000);
  expect(await pass(15_000)).toBe(1);
});

it('a look that fails is told and counts as no address; the watch goes on', async () => {
  addresses = () => { throw new Error('EPERM'); };
  expect([await pass(5000), bugs.length]).toEqual([0, 1]);
  addresses = () => '192.168.1.7';
  await pass(5000);
  expect(await pass(15_000)).toBe(1);
});

it('ends while it waits, without a last word', async () => {
  addresses = () => '10.0.0.5';
  await pass(5000);
  stop.abort();
  await running;
  expect(ups).toBe(0);
});
