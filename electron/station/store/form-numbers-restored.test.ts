// A store that was put back or copied gives no number of a form that an earlier or another life of it may have given.

import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { storeAndCopies, type StoreAndCopies } from '../../../tests/fakes/store-folder.ts';
import { Life, MACHINE, rebirthAt } from '../../../tests/fakes/store-life.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { mintFormNumber } from './form-numbers.ts';
import { takeNewIncarnation } from './rebirth.ts';

let folder: StoreAndCopies;
let clock: TestClock;
beforeEach(() => {
  folder = storeAndCopies();
  clock = new TestClock();
});
afterEach(() => folder[Symbol.dispose]());

/** A life with one event of its own. */
async function begin(place: string, machine = MACHINE, isPutBack = false): Promise<Life> {
  const life = await Life.begin(place, clock, machine, { isPutBack });
  life.write(clock, 1);
  return life;
}
const draw = ({ database }: Life): number => database.write((store) => mintFormNumber(store, 'apology', 2026));
const draws = (life: Life, count: number): readonly number[] => Array.from({ length: count }, () => draw(life));
const copy = (from: string, to: string): void => cpSync(from, to, { recursive: true, filter: (file) => !file.includes('station.lock') && !file.endsWith('-shm') });

it('without its mark it goes on far behind, also where the copy is older than the first number of the year', async () => {
  await (await begin(folder.path))[Symbol.asyncDispose]();
  copy(folder.path, path.join(folder.copies, 'whole'));
  const later = await begin(folder.path);
  const lost = draws(later, 150);
  await later[Symbol.asyncDispose]();
  copy(path.join(folder.copies, 'whole'), folder.path);
  rmSync(path.join(folder.path, 'high-water.json'));
  await using again = await begin(folder.path, MACHINE, true);
  expect([lost.at(-1), draw(again)]).toEqual([150, 10_001]);
});

it('with its mark it skips no more than a margin', async () => {
  const life = await begin(folder.path);
  draw(life);
  await life[Symbol.asyncDispose]();
  cpSync(path.join(folder.path, 'station.db'), path.join(folder.copies, 'station.db'));
  const later = await begin(folder.path);
  draws(later, 20);
  await later[Symbol.asyncDispose]();
  cpSync(path.join(folder.copies, 'station.db'), path.join(folder.path, 'station.db'));
  await using again = await begin(folder.path, MACHINE, true);
  expect(draw(again)).toBe(122);
});

it('a copy and its original give each their own', async () => {
  const first = await begin(folder.path);
  const given = draw(first);
  await first[Symbol.asyncDispose]();
  copy(folder.path, path.join(folder.copies, 'clone'));
  await using clone = await begin(path.join(folder.copies, 'clone'), 'b'.repeat(64));
  await using original = await begin(folder.path);
  expect(takeNewIncarnation(original.database, original.identity, { commonSeq: 0, newestKnown: clone.identity.incarnation }, rebirthAt(clock))).toBe(true);
  expect(new Set([given, ...draws(clone, 90), ...draws(original, 90)]).size).toBe(181);
});
