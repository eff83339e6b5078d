// When the wall clock may be believed: after a start, after a step, after a night's sleep.

import { expect, it } from 'vitest';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { BELIEVED_AFTER_MS, LARGEST_STEP_MS, PlausibleTime } from './plausible-time.ts';

const HOUR_MS = 3_600_000;

it('a clock that runs on is believed, also over midnight and with small corrections', () => {
  const clock = new TestClock('2026-11-23T07:30:00+07:00');
  const time = new PlausibleTime(clock);
  for (let hour = 0; hour < 48; hour += 1) {
    clock.advance(HOUR_MS);
    expect(time.isPlausible(null)).toBe(true);
  }
  clock.set(new Date(clock.now() + LARGEST_STEP_MS).toISOString());
  expect(time.isPlausible(null)).toBe(true);
});

it('a step of a day, forward or back, is doubted, and forgotten when the clock is right again', () => {
  const clock = new TestClock('2026-11-23T07:30:00+07:00');
  const time = new PlausibleTime(clock);
  for (const wrong of ['2026-11-24T07:30:00+07:00', '2026-11-22T07:30:00+07:00']) {
    clock.set(wrong);
    expect(time.isPlausible(null)).toBe(false);
    clock.set('2026-11-23T07:31:00+07:00');
    expect(time.isPlausible(null)).toBe(true);
  }
});

it('a new time that holds for hours is believed; one that goes on jumping is not', () => {
  const clock = new TestClock('2026-11-23T18:00:00+07:00');
  const time = new PlausibleTime(clock);
  clock.set('2026-11-24T07:00:00+07:00');
  expect(time.isPlausible(null)).toBe(false);
  clock.advance(BELIEVED_AFTER_MS - 1);
  expect(time.isPlausible(null)).toBe(false);
  clock.set('2026-11-25T07:00:00+07:00');
  clock.advance(1);
  expect(time.isPlausible(null)).toBe(false);
  clock.advance(BELIEVED_AFTER_MS);
  expect(time.isPlausible(null)).toBe(true);
});

it('a clock before the newest fact is wrong, or the fact was: both are doubted', () => {
  const clock = new TestClock('2026-11-23T07:30:00+07:00');
  const time = new PlausibleTime(clock);
  expect([time.isPlausible(clock.now()), time.isPlausible((clock.now() + 1) as EpochMs)]).toEqual([true, false]);
});
