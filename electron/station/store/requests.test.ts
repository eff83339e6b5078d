// Changing things once: the same request, the same answer, for as long as anybody may ask again.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Caller } from '../../../shared/contract/command.ts';
import { requestIdSchema } from '../../../shared/contract/primitives.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { StationDatabase } from './database.ts';
import { nextNumber } from './numbers.ts';
import { answerOnce, forgetOldRequests, REQUEST_KEPT_MS } from './requests.ts';

let folder: StoreFolder;
let database: StationDatabase;
let clock: TestClock;
let told: number[];
const requestId = requestIdSchema.parse('018f0000-0000-7000-8000-000000000001');
const kiosk: Caller = { role: 'kiosk' };
beforeEach(() => {
  folder = storeFolder();
  database = StationDatabase.open(folder.path, folder.key);
  clock = new TestClock();
  told = [];
});
afterEach(() => {
  database[Symbol.dispose]();
  folder[Symbol.dispose]();
});

const ask = (command = 'take', input: { readonly requestId: typeof requestId; readonly field?: string } = { requestId }, caller = kiosk) =>
  answerOnce(database, clock, { command, input, caller }, (store) => {
    const number = nextNumber(store, 'series');
    store.afterCommit(() => void told.push(number));
    return { number };
  });
const series = () => database.read((store) => store.get(z.object({ last: z.int() }), 'SELECT last FROM running_number'))?.last ?? 0;

it('a request gets the same answer again, changes things once and is told once, also after a new start', () => {
  expect([ask(), ask()]).toEqual([{ number: 1 }, { number: 1 }]);
  database[Symbol.dispose]();
  database = StationDatabase.open(folder.path, folder.key);
  expect([ask(), series(), told]).toEqual([{ number: 1 }, 1, [1]]);
});

it('a request id is refused for another command, another input and another caller', () => {
  ask();
  expect(() => ask('drop')).toThrow(new Refusal('request.reused'));
  expect(() => ask('take', { requestId, field: 'A' })).toThrow(new Refusal('request.reused'));
  expect(() => ask('take', { requestId }, { role: 'admin' })).toThrow(new Refusal('request.reused'));
  expect(series()).toBe(1);
});

it('a refusal is not remembered: the same request may succeed later', () => {
  const refuse = () =>
    answerOnce(database, clock, { command: 'take', input: { requestId }, caller: kiosk }, (store) => {
      nextNumber(store, 'series');
      throw new Refusal('series.full');
    });
  expect(refuse).toThrow(new Refusal('series.full'));
  expect([series(), ask()]).toEqual([0, { number: 1 }]);
});

const forget = (newestKept: number) => database.write((store) => forgetOldRequests(store, clock.now(), newestKept));

it('an answer is kept for a week and then forgotten', () => {
  ask();
  clock.advance(REQUEST_KEPT_MS);
  expect([forget(0), ask()]).toEqual([0, { number: 1 }]);
  clock.advance(1);
  expect([forget(0), ask()]).toEqual([1, { number: 2 }]);
});

it('the newest answers are kept whatever the clock says', () => {
  const input = (last: number) => ({ requestId: requestIdSchema.parse(`018f0000-0000-7000-8000-00000000000${last}`) });
  for (const last of [1, 2, 3]) ask('take', input(last));
  clock.set('2036-01-01T00:00:00+07:00');
  expect([forget(2), ask('take', input(2)), ask('take', input(3)), forget(2)]).toEqual([1, { number: 2 }, { number: 3 }, 0]);
});

it('the numbers of two series do not know of each other, and an undone one is given again', () => {
  expect(database.write((store) => [nextNumber(store, 'a'), nextNumber(store, 'a'), nextNumber(store, 'b')])).toEqual([1, 2, 1]);
  expect(() => database.write((store) => {
    nextNumber(store, 'a');
    throw new Error('undone');
  })).toThrow('undone');
  expect(database.write((store) => nextNumber(store, 'a'))).toBe(3);
});
