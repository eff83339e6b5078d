// Blocks of numbers against a few lines that say what they should be: each number once, out of a block that is open, whoever is granted what, and whatever ends or rolls back.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import { addDays } from '../../../shared/domain/time/business-day.ts';
import { addLease, blocksOf, endLease, mint, unused } from '../../../electron/station/store/leases.ts';
import type { QueueBench } from '../../fakes/queue-bench.ts';
import { modelBench } from './model-bench.ts';

const SERIES = 'code/H26.149';

interface Block {
  readonly leaseId: string;
  readonly lo: number;
  readonly hi: number;
  readonly incarnation: number;
  readonly holder: string;
  next: number;
  state: 'open' | 'closed' | 'void';
}
interface Model {
  readonly blocks: Block[];
  readonly given: Set<number>;
}
interface Real {
  readonly bench: QueueBench;
  readonly day: BusinessDay;
}
type Command = fc.Command<Model, Real>;

const mayGive = (model: Model, incarnation: number): Block[] => model.blocks.filter((block) => block.state === 'open' && block.holder === 'station' && block.incarnation === incarnation && block.next <= block.hi);

function compare(model: Model, { bench, day }: Real): void {
  const rows = bench.database.read((store) => blocksOf(store, day)).map(({ leaseId, lo, hi, next, state }) => ({ leaseId, lo, hi, next, state }));
  expect(rows).toEqual([...model.blocks].sort((a, b) => a.lo - b.lo).map(({ leaseId, lo, hi, next, state }) => ({ leaseId, lo, hi, next, state })));
  for (const incarnation of [1, 2]) expect(bench.database.read((store) => unused(store, SERIES, day, incarnation))).toBe(mayGive(model, incarnation).reduce((sum, { hi, next }) => sum + hi - next + 1, 0));
}

const command = (words: string, run: (model: Model, real: Real) => void): Command => ({
  check: () => true,
  run: (model, real) => {
    run(model, real);
    compare(model, real);
  },
  toString: () => words,
});

function take(model: Model, { bench, day }: Real, incarnation: number, isRolledBack: boolean): void {
  let number: number | null = null;
  const work = (): void =>
    bench.database.write((store) => {
      number = mint(store, SERIES, day, incarnation)?.number ?? null;
      if (isRolledBack) throw new Error('planned');
    });
  if (isRolledBack) {
    expect(work).toThrow('planned');
    return;
  }
  work();
  const open = mayGive(model, incarnation);
  expect(number !== null).toBe(open.length > 0);
  if (number === null) return;
  const block = open.find(({ next }) => next === number);
  expect(block).toBeDefined();
  expect(model.given.has(number)).toBe(false);
  model.given.add(number);
  if (block !== undefined) block.next += 1;
}

const incarnation = fc.constantFrom(1, 1, 2);
const anything = [
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 8 }), incarnation, fc.constantFrom('station', 'station', 'kiosk'), fc.constantFrom('open' as const, 'open' as const, 'void' as const)).map(([lo, size, own, holder, state]) =>
    command(`grant ${lo}+${size} to ${holder} ${own} ${state}`, (model, { bench, day }) => {
      const block: Block = { leaseId: bench.clock.uuid(), lo, hi: lo + size - 1, incarnation: own, holder, next: lo, state };
      const grant = (): void => bench.database.write((store) => addLease(store, { ...block, series: SERIES, day, state, at: bench.clock.now() }));
      if (model.blocks.some((other) => other.lo <= block.hi && other.hi >= block.lo)) expect(grant).toThrow('a number would stand in two blocks');
      else {
        grant();
        model.blocks.push(block);
      }
    })),
  incarnation.map((own) => command(`take ${own}`, (model, real) => take(model, real, own, false))),
  incarnation.map((own) => command(`take ${own}`, (model, real) => take(model, real, own, false))),
  incarnation.map((own) => command(`take ${own} and roll back`, (model, real) => take(model, real, own, true))),
  fc.tuple(fc.nat(6), fc.constantFrom('closed' as const, 'void' as const)).map(([place, state]) => command(`end ${place} ${state}`, (model, { bench }) => {
    const block = model.blocks.filter((own) => own.state === 'open')[place];
    if (block === undefined) return;
    bench.database.write((store) => endLease(store, block.leaseId, state));
    block.state = state;
  })),
  fc.constant(command('restart', (_model, { bench }) => bench.reopen())),
];

const held = modelBench();

it('gives each number once, out of a block that is open, whatever is granted, ended or rolled back', { timeout: 600_000 }, () => {
  let day = '2026-01-05' as BusinessDay;
  const { bench } = held;
  fc.assert(
    fc.property(fc.commands(anything, { maxCommands: 25 }), (commands) => {
      day = addDays(day, 1);
      const today = day;
      fc.modelRun(() => ({ model: { blocks: [], given: new Set<number>() }, real: { bench, day: today } }), commands);
    }),
    { numRuns: 600, seed: 20_260_713 },
  );
});
