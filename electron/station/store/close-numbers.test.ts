// The account of the day's numbers: what was given, kept or burned adds up, a missing one is named, and a closed block stays closed.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import { closeNumbers, type ClosedNumbers } from './close-numbers.ts';
import { addLease, blocksOf, CODES, mint, OWN } from './leases.ts';
import { numberBlocks, unaccounted, unaccountedSince } from './number-account.ts';
import { burnUpTo, grantLocal } from './own-blocks.ts';

const MONDAY = '2026-11-23' as BusinessDay;
const TUESDAY = '2026-11-24' as BusinessDay;

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

const close = (today: BusinessDay, incarnation = 1): ClosedNumbers => closeNumbers(bench.database, { ...bench.identity, incarnation }, bench.clock, today);
const missing = (day = MONDAY): readonly string[] => bench.database.read((store) => unaccounted(store, day));
const granting = (incarnation = 1) => ({ incarnation, at: bench.clock.now(), newId: () => bench.clock.uuid() });
const closings = (): unknown[] => bench.events().filter(({ type }) => type === 'numbers.closed').map(({ body }) => body);

describe('the account', () => {
  it('P8: has no hole while tickets are given, sent into another line and kept for a device', () => {
    for (let index = 0; index < 3; index += 1) bench.issue('A');
    bench.issue('B');
    bench.database.write((store) => store.run(`UPDATE ticket SET field = 'B' WHERE number = 'A002'`));
    bench.database.write((store) => grantLocal(store, 'A', MONDAY, 50, 'kiosk', granting()));
    for (let number = 4; number <= 101; number += 1) bench.issue('A');
    expect(bench.database.read((store) => blocksOf(store, MONDAY)).filter(({ series }) => series === 'ticket/A').map(({ lo, next }) => [lo, next])).toEqual([[1, 101], [101, 101], [151, 152]]);
    expect(missing()).toEqual([]);
  });

  it('names a number whose ticket is gone, and a code that no dossier has', () => {
    for (let index = 0; index < 3; index += 1) bench.issue('A');
    bench.database.write((store) => {
      store.run(`DELETE FROM ticket WHERE number = 'A002'`);
      addLease(store, { leaseId: bench.clock.uuid(), series: `${CODES}H26.149`, day: MONDAY, lo: 5, hi: 9, incarnation: 1, holder: OWN, state: 'open', at: bench.clock.now() });
      mint(store, CODES, MONDAY, 1);
    });
    expect(missing()).toEqual(['A002', 'H26.149-261123-0005']);
    expect(bench.database.read((store) => unaccountedSince(store, TUESDAY))).toEqual(['A002', 'H26.149-261123-0005']);
    expect(close(TUESDAY)).toEqual({ blocks: 2, missing: ['2026-11-23 A002', '2026-11-23 H26.149-261123-0005'] });
  });

  it('names what a restored copy has forgotten until it comes back, and burns what nobody may give any more', () => {
    for (let index = 0; index < 5; index += 1) bench.issue('A');
    // The copy knew two tickets; the mark beside the store says that the block of a hundred was granted.
    bench.database.write((store) => {
      store.run(`DELETE FROM ticket WHERE number > 'A002'`);
      burnUpTo(store, { series: 'ticket/A', day: MONDAY, last: 200 }, granting(2));
    });
    expect(missing()).toEqual(['A003', 'A004', 'A005']);
    expect(close(MONDAY, 2)).toEqual({ blocks: 1, missing: [] });
    expect(closings()).toEqual([{ series: 'ticket/A', day: MONDAY, lo: 1, hi: 100, used: 5, reason: 'incarnation-over' }]);
  });
});

describe('closing', () => {
  it('writes each block of a day that is over once, and leaves today\'s alone', () => {
    bench.issue('A');
    bench.issue('C');
    expect(close(MONDAY)).toEqual({ blocks: 0, missing: [] });
    bench.clock.advance(24 * 3_600_000);
    bench.issue('A');
    expect(close(TUESDAY)).toEqual({ blocks: 2, missing: [] });
    expect(close(TUESDAY)).toEqual({ blocks: 0, missing: [] });
    expect(closings()).toEqual(['A', 'C'].map((field) => ({ series: `ticket/${field}`, day: MONDAY, lo: 1, hi: 100, used: 1, reason: 'day-over' })));
    expect(bench.database.read((store) => numberBlocks(store, TUESDAY)).map(({ series, day, used, state }) => [series, day, used, state])).toEqual([
      ['ticket/A', MONDAY, 1, 'closed'], ['ticket/C', MONDAY, 1, 'closed'], ['ticket/A', TUESDAY, 1, 'open'],
    ]);
  });

  it('is final: a clock that comes back to the day begins a new block, and the account still adds up', () => {
    bench.issue('A');
    close(TUESDAY);
    expect(bench.issue('A').number).toBe('A101');
    expect(missing()).toEqual([]);
  });

  it('counts what a device gave out of its block by its tickets', () => {
    bench.issue('A');
    bench.database.write((store) => {
      grantLocal(store, 'A', MONDAY, 10, 'kiosk', granting());
      store.run(`UPDATE ticket SET number = 'A103'`);
    });
    close(TUESDAY);
    expect(closings()).toMatchObject([{ lo: 1, used: 1 }, { lo: 101, hi: 110, used: 1 }]);
  });
});
