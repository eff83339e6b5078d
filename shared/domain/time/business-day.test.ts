// Days and moments of the point against known dates and against the runtime's own calendar.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import {
  addDays, addMonths, atMinute, businessDayFrom, businessDayOf, localTimeOf, minuteOfDay, paddedTimeOf, parseBusinessDay, startOfDay, weekdayOf,
} from './business-day.ts';

const day = (text: string): BusinessDay => text as BusinessDay;
const utc = (text: string): EpochMs => Date.parse(text) as EpochMs;
// More than 400 days, the widest step below, away from the years that four digits can write.
const MOMENTS = fc.integer({ min: Date.parse('0003-01-01T00:00:00Z'), max: Date.parse('9997-12-31T00:00:00Z') }).map((value) => value as EpochMs);
const DAYS = MOMENTS.map(businessDayOf);

describe('a business day', () => {
  it.each([
    ['2026-07-15T16:59:59.999Z', '2026-07-15'],
    ['2026-07-15T17:00:00.000Z', '2026-07-16'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01'],
    ['2028-02-28T18:00:00.000Z', '2028-02-29'],
    ['1970-01-01T00:00:00.000Z', '1970-01-01'],
  ])('changes at midnight in Ho Chi Minh City: %s is %s', (at, expected) => {
    expect(businessDayOf(utc(at))).toBe(expected);
  });

  it.each([
    ['2026-07-13', 1], ['2026-11-24', 2], ['2026-09-02', 3], ['2026-04-30', 4], ['2027-02-05', 5], ['2026-02-14', 6], ['2026-04-26', 7], ['1969-12-29', 1],
  ])('knows the day of the week: %s is %i', (text, expected) => {
    expect(weekdayOf(day(text))).toBe(expected);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'], ['2027-11-30', 3, '2028-02-29'], ['2026-12-15', 1, '2027-01-15'], ['2026-03-31', -1, '2026-02-28'], ['2026-08-31', 12, '2027-08-31'],
  ])('stays inside a shorter month: %s and %i month(s) is %s', (from, months, expected) => {
    expect(addMonths(day(from), months)).toBe(expected);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-3', '26-04-03', '', '2026-04-03 ', '0000-01-01', '２０２６-01-01'])(
    'is not read from %j', (text) => {
      expect(parseBusinessDay(text)).toBeNull();
    },
  );

  it('agrees with the calendar of the runtime', () => {
    fc.assert(fc.property(MOMENTS, (at) => {
      const shifted = new Date(at + 7 * 3_600_000);
      expect(localTimeOf(at)).toEqual({
        year: shifted.getUTCFullYear(), month: shifted.getUTCMonth() + 1, day: shifted.getUTCDate(),
        hour: shifted.getUTCHours(), minute: shifted.getUTCMinutes(), second: shifted.getUTCSeconds(),
        weekday: shifted.getUTCDay() === 0 ? 7 : shifted.getUTCDay(),
      });
    }), { numRuns: 1000 });
  });

  it('is the same after writing and reading', () => {
    fc.assert(fc.property(DAYS, (value) => {
      expect(parseBusinessDay(value)).toBe(value);
      expect(businessDayOf(startOfDay(value))).toBe(value);
    }));
  });

  it('goes forth and back by the same number of days', () => {
    fc.assert(fc.property(DAYS, fc.integer({ min: -400, max: 400 }), (value, count) => {
      expect(addDays(addDays(value, count), -count)).toBe(value);
    }));
  });

  it('is never made of numbers that name no day, and never throws for any text', () => {
    expect(businessDayFrom(2026, 2, 30)).toBeNull();
    expect(businessDayFrom(2026.5, 2, 3)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => {
      parseBusinessDay(text);
    }));
  });
});

describe('a moment of the day', () => {
  it('is found again from its minute', () => {
    fc.assert(fc.property(DAYS, fc.integer({ min: 0, max: 1439 }), (value, minute) => {
      const at = atMinute(value, minute);
      expect([businessDayOf(at), minuteOfDay(at)]).toEqual([value, minute]);
    }));
  });

  it('is given to the receipt as padded digits', () => {
    expect(paddedTimeOf(utc('2026-03-05T00:07:59Z'))).toEqual({ hour: '07', minute: '07', day: '05', month: '03', year: '2026' });
  });
});
