// Numbers in store for the days to come: what is asked for, what becomes of a lost answer, and what is never taken.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import { addDays, businessDayOf } from '../../../shared/domain/time/business-day.ts';
import { leaseRequestSchema, type Lease, type LeaseAnswer, type LeaseRequest } from '../../../shared/wire/leases.ts';
import { openAsks } from '../store/lease-asks.ts';
import { CODES, mint, unused } from '../store/leases.ts';
import type { CityResult } from './city-client.ts';
import { LeaseKeeper, type LeaseStep } from './leases.ts';

const TODAY = '2026-11-23' as BusinessDay;
type Want = LeaseRequest['wants'][number];

/** A city that lends from one counter for each day and gives the same id the same block. */
class FakeLender {
  readonly asked: (readonly Want[])[] = [];
  readonly lent = new Map<string, Lease>();
  readonly last = new Map<string, number>();
  agency = 'H26.149';
  largest = 9999;
  loses = 0;
  twist: (lease: Lease) => Lease = (lease) => lease;

  leases(incarnation: number, wants: readonly Want[]): Promise<CityResult<LeaseAnswer>> {
    leaseRequestSchema.shape.wants.parse(wants);
    this.asked.push(wants);
    const answer: LeaseAnswer = { requestId: '00000000', leases: [], refused: [], cityTime: 0 as LeaseAnswer['cityTime'] };
    for (const { leaseId, day, size } of wants) {
      const lo = (this.last.get(day) ?? 0) + 1;
      const lease = this.lent.get(leaseId) ?? { leaseId, agency: this.agency, day, lo, hi: Math.min(lo + size - 1, this.largest), incarnation };
      if (lease.lo > this.largest) {
        answer.refused.push({ leaseId, code: 'day-used-up' });
        continue;
      }
      if (!this.lent.has(leaseId)) this.last.set(day, lease.hi);
      this.lent.set(leaseId, lease);
      answer.leases.push(this.twist(lease));
    }
    if (this.loses > 0) {
      this.loses -= 1;
      return Promise.resolve({ kind: 'failed', failure: { kind: 'offline', code: 'city.unreachable' } });
    }
    return Promise.resolve({ kind: 'ok', value: answer });
  }
}

let bench: QueueBench;
let city: FakeLender;
let keeper: LeaseKeeper;
let isSuspect = false;
function start(incarnation = 1): void {
  keeper = new LeaseKeeper({ database: bench.database, client: city, clock: bench.clock, identity: { incarnation }, trueDay: () => ({ day: businessDayOf(bench.clock.now()), isSuspect }) });
}
beforeEach(() => {
  bench = new QueueBench();
  city = new FakeLender();
  isSuspect = false;
  start();
});
afterEach(() => bench[Symbol.dispose]());

const step = (): Promise<LeaseStep> => keeper.step(new AbortController().signal);
const left = (day = TODAY, incarnation = 1): number => bench.database.read((store) => unused(store, CODES, day, incarnation));
const code = (incarnation = 1): number | null => bench.database.write((store) => mint(store, CODES, TODAY, incarnation))?.number ?? null;

describe('numbers in store', () => {
  it('are there for today and fourteen days, enough for half as many again as the busiest point, in blocks that the city lends', async () => {
    expect(await step()).toEqual({ kind: 'got', blocks: 30, refused: 0, unusable: 0 });
    for (let ahead = 0; ahead <= 14; ahead += 1) expect(left(addDays(TODAY, ahead))).toBe(150);
    expect(left(addDays(TODAY, 15))).toBe(0);
    expect(await step()).toEqual({ kind: 'idle' });
  });

  it('are filled up again when less than half of a day is left', async () => {
    await step();
    for (let given = 0; given < 75; given += 1) code();
    expect(await step()).toEqual({ kind: 'idle' });
    expect(code()).toBe(76);
    expect(await step()).toMatchObject({ kind: 'got', blocks: 1 });
    expect(left()).toBe(150);
    // The older block is used to its end first.
    expect(code()).toBe(77);
  });

  it('come by the same question after a lost answer, also over a restart, and no number is burned', async () => {
    city.loses = 2;
    expect(await step()).toMatchObject({ kind: 'failed' });
    bench.reopen();
    start();
    expect(await step()).toMatchObject({ kind: 'failed' });
    expect(await step()).toMatchObject({ kind: 'got', blocks: 30 });
    expect(city.asked[1]).toEqual(city.asked[0]);
    expect([left(), city.last.get(TODAY)]).toEqual([150, 150]);
  });

  it('are asked for anew by a new life of the store, and the old ones give nothing', async () => {
    await step();
    start(2);
    expect(code(2)).toBeNull();
    expect(await step()).toMatchObject({ kind: 'got', blocks: 30 });
    expect(code(2)).toBe(151);
  });

  it('are not asked for while the day is in doubt', async () => {
    isSuspect = true;
    expect([await step(), city.asked]).toEqual([{ kind: 'idle' }, []]);
  });

  it('F22: of a day of which the city has no more are asked for again after an hour, and the other days do not wait', async () => {
    city.last.set(TODAY, 9990);
    expect(await step()).toMatchObject({ kind: 'got', blocks: 29, refused: 1 });
    expect([left(), left(addDays(TODAY, 1)), await step()]).toEqual([9, 150, { kind: 'idle' }]);
    bench.clock.advance(60 * 60_000);
    expect(await step()).toMatchObject({ kind: 'got', blocks: 0, refused: 2 });
    expect(bench.database.read((store) => openAsks(store, 1, 100))).toEqual([]);
  });

  it('F22: of days that are over are no longer asked for', async () => {
    city.loses = 1;
    await step();
    bench.clock.advance(24 * 3_600_000);
    await step();
    expect(city.asked[1]?.some(({ day }) => day === TODAY)).toBe(false);
  });

  it.each([
    ['of a larger block', (lease: Lease) => ({ ...lease, hi: lease.hi + 1 })],
    ['of another day', (lease: Lease) => ({ ...lease, day: addDays(lease.day, 1) })],
    ['of another incarnation', (lease: Lease) => ({ ...lease, incarnation: 2 })],
    ['of no agency', (lease: Lease) => ({ ...lease, agency: 'nowhere' })],
    ['the wrong way round', (lease: Lease) => ({ ...lease, lo: 9, hi: 8 })],
    ['nobody asked for', (lease: Lease) => ({ ...lease, leaseId: '0198a5c0-0000-7000-8000-000000000001' })],
    ['that are held already', (lease: Lease) => ({ ...lease, lo: 1, hi: 50, day: lease.day })],
  ])('%s are not used', async (what, twist) => {
    city.twist = twist;
    const got = await step();
    expect(got).toMatchObject({ kind: 'got' });
    // Of two blocks of a day with the same numbers the first is as good as any.
    expect(got).toMatchObject(what === 'that are held already' ? { blocks: 15, unusable: 15 } : { blocks: 0, unusable: 30 });
    expect(left()).toBe(what === 'that are held already' ? 50 : 0);
    city.asked.length = 0;
    await step();
    // What was answered wrongly rests for an hour; what was not answered is asked again.
    expect(city.asked.length).toBe(what === 'nobody asked for' ? 1 : 0);
  });
});
