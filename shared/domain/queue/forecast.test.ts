// The forecast of people by weekday and hour: counted by hand on small tables, and what holds for any history.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay } from '../../base/ids.ts';
import { addDays, weekdayOf } from '../time/business-day.ts';
import type { Weekday } from '../time/business-day.ts';
import { busiestHour, LEAST_DAYS, medianOf, visitForecast } from './forecast.ts';
import type { DayVisits, ForecastOptions } from './forecast.ts';

const MONDAY = '2026-06-01' as BusinessDay;
const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5];
const OPTIONS: ForecastOptions = { weekdays: WEEK, firstHour: 7, lastHour: 9, leastDays: LEAST_DAYS, isOrdinary: () => true };
const day = (after: number, ...taken: readonly number[]): DayVisits => ({ day: addDays(MONDAY, after), hours: taken.map((count, index) => ({ hour: 7 + index, taken: count })) });
const mondays = (...counts: readonly (readonly number[])[]): readonly DayVisits[] => counts.map((taken, week) => day(week * 7, ...taken));

describe('the forecast of a weekday', () => {
  it('is the median of the same weekday, with the half in the middle as its spread', () => {
    const [monday] = visitForecast(mondays([10, 20], [30, 20], [20, 40], [40, 0], [50, 20]), OPTIONS);
    expect(monday).toMatchObject({ days: 5, total: { low: 40, median: 50, high: 60 }, hours: [{ hour: 7, taken: { low: 20, median: 30, high: 40 } }, { hour: 8, taken: { low: 20, median: 20, high: 20 } }, { hour: 9, taken: { median: 0 } }] });
  });

  it('says nothing of a weekday of which there are fewer than the least', () => {
    const [monday, tuesday] = visitForecast(mondays([10], [20], [30]), OPTIONS);
    expect([monday?.days, monday?.total, monday?.hours.map(({ taken }) => taken)]).toEqual([3, null, [null, null, null]]);
    expect(tuesday).toMatchObject({ days: 0, total: null });
  });

  it('leaves out holidays and days on which nobody came', () => {
    const history = mondays([10], [10], [10], [10], [900], [0]);
    const [monday] = visitForecast(history, { ...OPTIONS, isOrdinary: (own) => own !== history[4]?.day });
    expect(monday).toMatchObject({ days: 4, total: { low: 10, median: 10, high: 10 } });
  });

  it('is not moved by one day that was out of all measure', () => {
    const [quiet] = visitForecast(mondays([30], [31], [29], [30], [30]), OPTIONS);
    const [flooded] = visitForecast(mondays([30], [31], [29], [30], [3000]), OPTIONS);
    expect([quiet?.total?.median, flooded?.total?.median]).toEqual([30, 30]);
  });

  it('knows that Monday morning is the peak, and its share of the week', () => {
    const weeks = [0, 7, 14, 21].flatMap((week) => WEEK.map((weekday) => day(week + weekday - 1, weekday === 1 ? 30 : 15, weekday === 1 ? 20 : 10)));
    const forecasts = visitForecast(weeks, OPTIONS);
    expect(busiestHour(forecasts)).toEqual({ weekday: 1, hour: 7, median: 30 });
    expect(forecasts.map(({ share }) => share)).toEqual([33, 17, 17, 17, 17]);
    expect(busiestHour(visitForecast([], OPTIONS))).toBeNull();
  });
});

describe('any history', () => {
  const ANY = fc.uniqueArray(fc.record({ after: fc.integer({ min: 0, max: 120 }), taken: fc.array(fc.nat(60), { minLength: 1, maxLength: 3 }) }), { selector: ({ after }) => after, maxLength: 90 });
  it('gives spreads in order and inside what was seen, whatever the order of its days', () => {
    fc.assert(fc.property(ANY, (found) => {
      const history = found.map(({ after, taken }) => day(after, ...taken));
      const forecasts = visitForecast(history, OPTIONS);
      expect(visitForecast(history.toReversed(), OPTIONS)).toEqual(forecasts);
      for (const { weekday, days, total, hours } of forecasts) {
        const sums = history.filter((own) => weekdayOf(own.day) === weekday).map((own) => own.hours.reduce((sum, { taken }) => sum + taken, 0)).filter((sum) => sum > 0);
        expect(days).toBe(sums.length);
        expect(total === null).toBe(days < LEAST_DAYS);
        for (const spread of [total, ...hours.map(({ taken }) => taken)]) expect(spread === null || (spread.low <= spread.median && spread.median <= spread.high)).toBe(true);
        if (total !== null) expect(total.low >= Math.min(...sums) && total.high <= Math.max(...sums)).toBe(true);
      }
    }));
  });

  it('has a median in the middle', () => {
    expect([medianOf([]), medianOf([3]), medianOf([9, 1]), medianOf([1, 100, 2])]).toEqual([null, 3, 5, 2]);
  });
});
