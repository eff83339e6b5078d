// A store that is still held: waited for as long as a dying station may need, and no longer.

import { expect, it } from 'vitest';
import { storeFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { StationDatabase } from './database.ts';
import { LockedStore } from './store-lock.ts';
import { openWhenFree } from './open-when-free.ts';

async function pass(clock: TestClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 250) {
    clock.advance(250);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
}

it('F26: is opened once the one before has let go', async () => {
  using folder = storeFolder();
  const before = StationDatabase.open(folder.path, folder.key);
  const clock = new TestClock();
  const opening = openWhenFree(() => StationDatabase.open(folder.path, folder.key), clock);
  await pass(clock, 14_000);
  before[Symbol.dispose]();
  await pass(clock, 1000);
  using opened = await opening;
  expect(opened.quickCheck()).toBe('ok');
});

it('is given up after a quarter of a minute, and at once for any other reason', async () => {
  const clock = new TestClock();
  let tries = 0;
  const opening = openWhenFree(() => {
    tries += 1;
    throw new LockedStore('held');
  }, clock);
  const refused = opening.catch((error: unknown) => error);
  await pass(clock, 15_000);
  expect(await refused).toBeInstanceOf(LockedStore);
  expect(tries).toBe(61);
  await expect(openWhenFree(() => { throw new Error('no key'); }, clock)).rejects.toThrow('no key');
});
