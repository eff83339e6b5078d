// Numbers out of blocks: each at most once, whatever crashes, restarts, new lives of the store and days come between.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import type { BusinessDay, FieldCode } from '../../../shared/base/ids.ts';
import type { Writable } from './handle.ts';
import { addLease, blocksOf, blocksToClose, CODES, endLease, lastMintedDay, mint, OWN, unused } from './leases.ts';
import { burnUpTo, grantLocal, mintTicket, numberMarks } from './own-blocks.ts';

const MONDAY = '2026-11-23' as BusinessDay;
const TUESDAY = '2026-11-24' as BusinessDay;

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

const granting = (incarnation = 1) => ({ incarnation, at: bench.clock.now(), newId: () => bench.clock.uuid() });
const write = <Result>(work: (store: Writable) => Result): Result => bench.database.write(work);
const lend = (lo: number, hi: number, more: { readonly day?: BusinessDay; readonly agency?: string; readonly incarnation?: number } = {}): string => {
  const leaseId = bench.clock.uuid();
  const { day = MONDAY, agency = 'H26.149', incarnation = 1 } = more;
  write((store) => addLease(store, { leaseId, series: `${CODES}${agency}`, day, lo, hi, incarnation, holder: OWN, state: 'open', at: bench.clock.now() }));
  return leaseId;
};
const code = (day = MONDAY, incarnation = 1) => write((store) => mint(store, CODES, day, incarnation));

describe('a block', () => {
  it('gives its numbers in order, the oldest block first, and then none', () => {
    lend(8, 9);
    bench.clock.advance(1);
    lend(1, 2);
    expect(bench.database.read((store) => unused(store, CODES, MONDAY, 1))).toBe(4);
    expect(Array.from({ length: 5 }, () => code()?.number ?? null)).toEqual([8, 9, 1, 2, null]);
    expect(bench.database.read((store) => unused(store, CODES, MONDAY, 1))).toBe(0);
  });

  it('never shares a number with another of its series and day', () => {
    lend(1, 50);
    expect(() => lend(50, 60)).toThrow('a number would stand in two blocks');
    expect(() => lend(20, 30)).toThrow('a number would stand in two blocks');
    lend(51, 60);
    lend(1, 50, { day: TUESDAY });
    lend(1, 50, { agency: 'H26.150' });
  });

  it('loses no number to a transaction that fails, also over a crash', () => {
    lend(1, 9);
    expect(code()?.number).toBe(1);
    expect(() => write((store) => {
      mint(store, CODES, MONDAY, 1);
      throw new Error('planted');
    })).toThrow('planted');
    bench.reopen();
    expect(code()?.number).toBe(2);
  });

  it('of an older life of the store gives nothing', () => {
    lend(1, 9);
    expect(code(MONDAY, 2)).toBeNull();
    expect(bench.database.read((store) => blocksToClose(store, MONDAY, 2)).map(({ lo, hi }) => [lo, hi])).toEqual([[1, 9]]);
  });

  it('that is over gives nothing, and its row stays', () => {
    const leaseId = lend(1, 9);
    write((store) => endLease(store, leaseId, 'closed'));
    expect(code()).toBeNull();
    expect(() => write((store) => store.run('DELETE FROM lease'))).toThrow('blocks of numbers are kept');
    expect(() => write((store) => store.run('UPDATE lease SET next = next - 1, lo = lo - 1'))).toThrow();
  });

  it('F22: of all blocks of a day used up there is no number, on the day after there is', () => {
    lend(1, 1);
    lend(1, 5, { day: TUESDAY });
    expect([code()?.number, code(), code(TUESDAY)?.number]).toEqual([1, null, 1]);
    expect(bench.database.read((store) => lastMintedDay(store, CODES))).toBe(TUESDAY);
  });

  it('F22: of a new agency is used when the old agency\'s is used up, each under its own name', () => {
    lend(1, 1, { agency: 'H26.149' });
    bench.clock.advance(1);
    lend(1, 2, { agency: 'H26.700' });
    expect([code(), code()]).toEqual([{ series: 'code/H26.149', number: 1 }, { series: 'code/H26.700', number: 1 }]);
  });
});

describe('tickets', () => {
  const ticket = (day = MONDAY, incarnation = 1) => write((store) => mintTicket(store, 'A' as FieldCode, day, granting(incarnation)));

  it('pass over the block of a device that must go on alone', () => {
    expect(ticket()).toBe(1);
    write((store) => grantLocal(store, 'A', MONDAY, 50, 'kiosk', granting()));
    for (let number = 2; number <= 100; number += 1) expect(ticket()).toBe(number);
    expect(ticket()).toBe(151);
    expect(bench.database.read((store) => blocksOf(store, MONDAY)).map(({ lo, hi, holder }) => [lo, hi, holder])).toEqual([[1, 100, OWN], [101, 150, 'kiosk'], [151, 250, OWN]]);
  });

  it('go on above everything that an earlier life of the store may have given', () => {
    expect([ticket(), ticket()]).toEqual([1, 2]);
    expect(bench.database.read((store) => numberMarks(store, MONDAY))).toEqual([{ series: 'ticket/A', day: MONDAY, last: 100 }]);
    write((store) => burnUpTo(store, { series: 'ticket/A', day: MONDAY, last: 240 }, granting(2)));
    expect(ticket(MONDAY, 2)).toBe(241);
    expect(bench.database.read((store) => blocksOf(store, MONDAY)).map(({ lo, hi, state, incarnation }) => [lo, hi, state, incarnation])).toEqual([[1, 100, 'open', 1], [101, 240, 'void', 2], [241, 340, 'open', 2]]);
  });

  it('go on above a ticket that stands there without a block', () => {
    bench.issue();
    write((store) => store.run(`UPDATE ticket SET number = 'A417'`));
    for (let number = 2; number <= 100; number += 1) expect(ticket()).toBe(number);
    expect(ticket()).toBe(418);
  });
});

const series = fc.constantFrom('A' as FieldCode, 'B' as FieldCode);
const days = fc.constantFrom(MONDAY, TUESDAY);
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('ticket' as const), field: series, day: days, crashes: fc.boolean() }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('code' as const), day: days, crashes: fc.boolean() }) },
    fc.record({ kind: fc.constant('lend' as const), day: days, size: fc.integer({ min: 1, max: 5 }), agency: fc.constantFrom('H26.1', 'H26.2') }),
    fc.record({ kind: fc.constant('reserve' as const), field: series, day: days, size: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('back up' as const) }),
    fc.record({ kind: fc.constant('restore' as const) }),
    fc.record({ kind: fc.constant('close' as const), day: days }),
  ),
  { maxLength: 60, size: 'max' },
);

it('gives no number twice in any order of grants, crashes, reservations, restored copies and closings', () => {
  fc.assert(
    fc.property(steps, (run) => {
      bench.database.write((store) => store.run(`DROP TRIGGER IF EXISTS lease_stays`));
      bench.database.write((store) => store.run('DELETE FROM lease'));
      bench.database.write((store) => store.run('CREATE TABLE IF NOT EXISTS lease_copy AS SELECT * FROM lease'));
      bench.database.write((store) => store.run('DELETE FROM lease_copy'));
      let isRestored = false;
      const given = new Set<string>();
      const lentTo = new Map<string, number>();
      let incarnation = 1;
      const take = (crashes: boolean, work: (store: Writable) => string | null): void => {
        try {
          const number = write((store) => {
            const taken = work(store);
            if (crashes) throw new Error('planted');
            return taken;
          });
          if (number === null) return;
          expect(given).not.toContain(number);
          given.add(number);
        } catch (error) {
          if (!(error instanceof Error) || error.message !== 'planted') throw error;
        }
      };
      for (const step of run) {
        if (step.kind === 'ticket') take(step.crashes, (store) => {
          const number = mintTicket(store, step.field, step.day, granting(incarnation));
          return number === null ? null : `ticket/${step.field} ${step.day} ${number}`;
        });
        else if (step.kind === 'code') take(step.crashes, (store) => {
          const minted = mint(store, CODES, step.day, incarnation);
          return minted === null ? null : `${minted.series} ${step.day} ${minted.number}`;
        });
        else if (step.kind === 'lend') {
          const key = `${step.agency} ${step.day}`;
          const lo = (lentTo.get(key) ?? 0) + 1;
          lentTo.set(key, lo + step.size - 1);
          lend(lo, lo + step.size - 1, { day: step.day, agency: step.agency, incarnation });
        } else if (step.kind === 'reserve') write((store) => grantLocal(store, step.field, step.day, step.size, 'kiosk', granting(incarnation)));
        else if (step.kind === 'back up') write((store) => {
          store.run('DELETE FROM lease_copy');
          store.run('INSERT INTO lease_copy SELECT * FROM lease');
        });
        else if (step.kind === 'restore') {
          // The mark beside the store was written after the last number; the store itself is an old copy.
          const marks = bench.database.read((store) => numberMarks(store, MONDAY));
          incarnation += 1;
          isRestored = true;
          write((store) => {
            store.run('DELETE FROM lease');
            store.run('INSERT INTO lease SELECT * FROM lease_copy');
            for (const mark of marks) burnUpTo(store, mark, granting(incarnation));
          });
        } else write((store) => {
          for (const block of blocksToClose(store, step.day, incarnation)) endLease(store, block.leaseId, block.incarnation === incarnation ? 'closed' : 'void');
        });
      }
      // Every number that was given lies in exactly one block, below its mark; nothing else was given.
      const row = z.object({ count: z.int() });
      const counted = bench.database.read((store) => store.get(row, `SELECT coalesce(sum(next - lo), 0) AS count FROM lease`));
      if (!isRestored) expect(counted?.count).toBe(given.size);
    }),
    { numRuns: 80 },
  );
});
