// The count of a roll: what it counts, when it warns, what begins it anew, and that it is as durable as the prints.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceState } from '../../../shared/contract/point.ts';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import { countPaper, readRoll } from '../store/paper-roll.ts';
import { watchPaperRoll, type PaperRoll } from './paper-roll.ts';

let bench: QueueBench;
let told = 0;
beforeEach(() => {
  bench = new QueueBench();
  told = 0;
});
afterEach(() => bench[Symbol.dispose]());

const roll = (perRoll: number | null): PaperRoll =>
  watchPaperRoll({ database: bench.database, clock: bench.clock, perRoll, onChange: () => void (told += 1), onFailure: (error) => { throw error; } });
const printer = (kind: DeviceState['kind'], code: DeviceState['code'] = null): DeviceState => ({ device: 'ticket-printer', counterId: null, kind, code, since: bench.clock.now() });
const use = (watched: PaperRoll, papers: number): void => {
  for (let paper = 0; paper < papers; paper += 1) {
    bench.database.write((store) => {
      countPaper(store);
      store.afterCommit(() => watched.changed());
    });
  }
};
const codeOf = (watched: PaperRoll, state: DeviceState): DeviceState['code'] | undefined => watched.shown([state])[0]?.code;

test('a printer without a sensor warns when a tenth of its roll is left, once, and a restart forgets nothing', () => {
  const watched = roll(100);
  use(watched, 89);
  expect([codeOf(watched, printer('ready')), told]).toEqual([null, 0]);
  use(watched, 1);
  expect([codeOf(watched, printer('ready')), told]).toEqual(['printer.paper-low', 1]);
  expect(codeOf(watched, printer('ready', 'printer.unconfirmed'))).toBe('printer.paper-low');
  use(watched, 20);
  expect(told).toBe(1);
  expect(codeOf(roll(100), printer('ready'))).toBe('printer.paper-low');
});

test('what the printer itself says stands', () => {
  const watched = roll(20);
  use(watched, 30);
  expect(codeOf(watched, printer('trouble', 'printer.cover-open'))).toBe('printer.cover-open');
  expect(codeOf(watched, printer('busy'))).toBe(null);
  expect(watched.shown([{ ...printer('ready'), device: 'reader' }])[0]?.code).toBe(null);
});

test('without a number in the settings papers are counted and nobody is warned', () => {
  const watched = roll(null);
  use(watched, 60);
  expect([codeOf(watched, printer('ready')), watched.read().papers]).toEqual([null, 60]);
});

test('paper that comes back after it was out is a new roll; a cover that was open is not', () => {
  const watched = roll(20);
  use(watched, 19);
  for (const state of [printer('trouble', 'printer.cover-open'), printer('ready')]) watched.heard([state]);
  expect(bench.database.read(readRoll).papers).toBe(19);
  for (const state of [printer('trouble', 'printer.paper-out'), printer('trouble', 'printer.cover-open'), printer('ready')]) watched.heard([state]);
  expect(bench.database.read(readRoll)).toEqual({ papers: 0, begunAt: bench.clock.now() });
  expect([codeOf(watched, printer('ready')), told]).toEqual([null, 2]);
});
