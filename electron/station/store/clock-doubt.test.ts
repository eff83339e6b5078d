// Whatever the wall clock does, the log goes on in order with every seal whole, and numbers are given once (F9, P15).

import { expect, it } from 'vitest';
import type { BusinessDay, CounterId, EpochMs, FieldCode } from '../../../shared/base/ids.ts';
import { storeFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { TrueTime } from '../life/true-time.ts';
import { StationDatabase } from './database.ts';
import { appendEvent, newestBelievedAt, readOperations } from './event-log.ts';
import { findBrokenSeal } from './seals.ts';
import { mintTicket } from './own-blocks.ts';

it('a clock that jumps to 2015, ten years on, an hour back and over midnight changes no order and no uniqueness, and says so in the log', () => {
  using folder = storeFolder();
  using database = StationDatabase.open(folder.path, folder.key);
  const clock = new TestClock('2026-11-23T23:59:00+07:00');
  const time = new TrueTime(clock, { builtAt: Date.parse('2026-06-01T00:00:00+07:00') as EpochMs, serverAt: null, newestEventAt: null });
  const identity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: clock.uuid(), stamp: () => time.stamp() };
  const given: string[] = [];
  const work = (): void => {
    database.write((store) => {
      const day: BusinessDay = time.trueDay().day;
      given.push(`${day} ${String(mintTicket(store, 'A' as FieldCode, day, { incarnation: 1, at: clock.now(), newId: () => clock.uuid() }))}`);
      appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' });
    });
  };
  work();
  time.hear(clock.now());
  for (const moment of ['2015-01-01T00:00:00+07:00', '2036-11-23T23:59:30+07:00', '2026-11-23T22:59:00+07:00', '2026-11-23T23:59:10+07:00']) {
    clock.set(moment);
    work();
  }
  clock.advance(120_000);
  work();
  const operations = database.read((store) => readOperations(store, 0, 100));
  expect(operations.map(({ seq, clock: doubt }) => [seq, doubt?.flag ?? null])).toEqual([[1, null], [2, 'before-build'], [3, 'ahead-of-server'], [4, 'behind-log'], [5, null], [6, null]]);
  expect(given).toEqual(['2026-11-23 1', '2026-11-23 2', '2026-11-23 3', '2026-11-23 4', '2026-11-23 5', '2026-11-24 1']);
  expect(database.read((store) => [findBrokenSeal(store, identity), newestBelievedAt(store)])).toEqual([null, clock.now()]);
});
