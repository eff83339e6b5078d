// A doubted clock is named and stops nothing; the city's word on the time is carried on by the machine's own count (F9).

import { beforeEach, describe, expect, it } from 'vitest';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { TrueTime } from './true-time.ts';

const at = (moment: string) => Date.parse(moment) as EpochMs;
const BUILT = at('2026-06-01T00:00:00+07:00');
let clock: TestClock;
beforeEach(() => {
  clock = new TestClock('2026-07-13T09:00:00+07:00');
});
const started = (known: { readonly serverAt?: string; readonly newestEventAt?: string } = {}) =>
  new TrueTime(clock, { builtAt: BUILT, serverAt: known.serverAt === undefined ? null : at(known.serverAt), newestEventAt: known.newestEventAt === undefined ? null : at(known.newestEventAt) });

describe('a clock nobody contradicts', () => {
  it('is believed, before the city was ever heard and after', () => {
    const time = started();
    expect([time.stamp(), time.trueDay(), time.estimate(), time.serverAt]).toEqual([null, { day: '2026-07-13', isSuspect: false }, null, null]);
    time.hear(clock.now());
    clock.advance(90_000);
    expect([time.stamp(), time.estimate(), time.serverAt]).toEqual([null, clock.now(), clock.now() - 90_000]);
  });

  it('may be nine minutes behind the city’s, and hours ahead of it', () => {
    const time = started();
    time.hear(at('2026-07-13T09:09:00+07:00'));
    expect(time.doubt()).toBe(null);
    time.hear(at('2026-07-12T10:00:00+07:00'));
    expect(time.doubt()).toBe(null);
  });

  it('gives no number under the day before to a machine that slept the night and has not heard the city yet', () => {
    const time = started();
    time.hear(clock.now());
    clock.advance(8 * 3_600_000);
    // Asleep from 17:00 to 07:30, which its own count of time knows nothing of.
    clock.set('2026-07-14T07:30:00+07:00');
    expect([time.doubt(), time.trueDay().isSuspect]).toEqual([null, true]);
    time.hear(at('2026-07-14T07:30:10+07:00'));
    expect(time.trueDay()).toEqual({ day: '2026-07-14', isSuspect: false });
  });

  it('counts numbers by the city’s day where the two differ by a midnight', () => {
    clock.set('2026-07-14T00:05:00+07:00');
    const time = started();
    time.hear(at('2026-07-13T23:58:00+07:00'));
    expect(time.trueDay()).toEqual({ day: '2026-07-13', isSuspect: false });
    clock.advance(121_000);
    expect(time.trueDay()).toEqual({ day: '2026-07-14', isSuspect: false });
  });
});

describe('a clock is doubted', () => {
  it('before the build, as after a dead battery', () => {
    clock.set('2015-01-01T00:00:00+07:00');
    const time = started({ newestEventAt: '2026-07-12T16:00:00+07:00' });
    expect(time.stamp()).toEqual({ flag: 'before-build', trueAt: null });
    expect(time.trueDay().isSuspect).toBe(true);
    time.hear(at('2026-07-13T09:00:00+07:00'));
    expect([time.stamp(), time.trueDay()]).toEqual([{ flag: 'before-build', trueAt: at('2026-07-13T09:00:00+07:00') }, { day: '2026-07-13', isSuspect: true }]);
  });

  it('when it was set back an hour while numbers are given, and until it has caught up', () => {
    const time = started();
    expect(time.stamp()).toBe(null);
    clock.set('2026-07-13T08:00:00+07:00');
    expect(time.stamp()).toEqual({ flag: 'behind-log', trueAt: null });
    clock.advance(59 * 60_000);
    expect(time.stamp()).toBe(null);
  });

  it('when it was set ten years on under a city that was heard', () => {
    const time = started();
    time.hear(clock.now());
    clock.advance(60_000);
    clock.set('2036-07-13T09:01:00+07:00');
    expect(time.stamp()).toEqual({ flag: 'ahead-of-server', trueAt: at('2026-07-13T09:01:00+07:00') });
  });

  it('after a start before the last time that the city had said', () => {
    const time = started({ serverAt: '2026-07-13T09:30:00+07:00' });
    expect(time.stamp()).toEqual({ flag: 'behind-log', trueAt: null });
  });

  it('no longer when it was ten years on unnoticed, was put right, and the city says so', () => {
    const time = started({ newestEventAt: '2036-07-13T09:00:00+07:00' });
    expect(time.stamp()).toEqual({ flag: 'behind-log', trueAt: null });
    time.hear(clock.now());
    expect(time.stamp()).toBe(null);
  });

  it('by no other zone: moments are the same everywhere', () => {
    const time = started();
    time.stamp();
    clock.set('2026-07-13T04:00:30+02:00');
    expect(time.stamp()).toBe(null);
  });
});
