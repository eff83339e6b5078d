// The last day for papers that were asked for: what is proposed, what may be chosen, and when it has passed.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { addDays, atMinute } from '../time/business-day.ts';
import { holidayCalendar, isWorkingDay, USUAL_OFFICE_HOURS as HOURS } from './office-calendar.ts';
import { isSupplementPast, proposedSupplementDay, supplementDayOf } from './supplement-day.ts';

const day = (text: string): BusinessDay => text as BusinessDay;
const CALENDAR = holidayCalendar([{ year: 2026, closed: [{ day: day('2026-11-24') }], working: [{ day: day('2026-11-28') }] }]);
const local = (text: string): EpochMs => Date.parse(`${text.replace(' ', 'T')}:00+07:00`) as EpochMs;

describe('the day that is proposed', () => {
  it.each([
    // Wednesday 18 November 2026; the 24th is a day off, Saturday 28 is made up for.
    ['is a working day later', '2026-11-18 09:00', 1, '2026-11-19'],
    ['counts no weekend', '2026-11-18 09:00', 3, '2026-11-23'],
    ['counts no day off', '2026-11-18 09:00', 4, '2026-11-25'],
    ['counts a Saturday that is worked', '2026-11-18 09:00', 7, '2026-11-28'],
    ['begins behind a weekend on which it was asked', '2026-11-21 09:00', 1, '2026-11-23'],
    ['is the same late in the evening', '2026-11-18 23:50', 1, '2026-11-19'],
    ['goes on where no table of days off is known any more', '2026-12-30 09:00', 3, '2027-01-04'],
  ] as const)('%s', (_name, now, days, expected) => {
    expect(proposedSupplementDay(local(now), days, HOURS, CALENDAR)).toBe(expected);
  });

  it('may always be chosen as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 1440 }), fc.integer({ min: 1, max: 250 }), fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 10 }), (minute, days, off) => {
        const calendar = holidayCalendar([{ year: 2026, closed: off.map((ahead) => ({ day: addDays(day('2026-01-01'), ahead) })), working: [] }]);
        const now = atMinute(day('2026-01-01'), minute);
        const proposed = proposedSupplementDay(now, days, HOURS, calendar);
        expect([supplementDayOf(proposed, now, HOURS, calendar), isWorkingDay(proposed, HOURS, calendar), isSupplementPast(proposed, now)]).toEqual([{ kind: 'day', day: proposed }, true, false]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a day that was chosen', () => {
  it.each([
    ['is taken on the same day while the office is open', '2026-11-18', { kind: 'day', day: '2026-11-18' }],
    ['is taken on a Saturday that is worked', '2026-11-28', { kind: 'day', day: '2026-11-28' }],
    ['is none in the past', '2026-11-17', { kind: 'past' }],
    ['is none on a Sunday, and the next working day is told', '2026-11-22', { kind: 'closed', next: '2026-11-23' }],
    ['is none on a day off', '2026-11-24', { kind: 'closed', next: '2026-11-25' }],
    ['is none where the year is a slip', '2036-11-18', { kind: 'too-far', last: '2027-11-19' }],
  ] as const)('%s', (_name, chosen, expected) => {
    expect(supplementDayOf(day(chosen), local('2026-11-18 09:00'), HOURS, CALENDAR)).toEqual(expected);
  });

  it('is past on its own day once the office has closed', () => {
    expect([local('2026-11-18 16:59'), local('2026-11-18 17:00')].map((now) => supplementDayOf(day('2026-11-18'), now, HOURS, CALENDAR).kind)).toEqual(['day', 'past']);
  });
});

it('papers that come on the last day are in time, and a minute into the next they are not', () => {
  expect([local('2026-11-18 23:59'), local('2026-11-19 00:00')].map((now) => isSupplementPast(day('2026-11-18'), now))).toEqual([false, true]);
});
