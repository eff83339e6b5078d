// Promised dates: known cases around closing time, weekends and holidays of 2026, and what must hold for every moment.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { addDays, businessDayOf, localTimeOf, minuteOfDay } from '../time/business-day.ts';
import { dueDateOf } from './due-date.ts';
import type { LimitUnit, TimeLimit } from './limit.ts';
import { closingMinute, holidayCalendar, isWorkingDay, officeMomentFrom, openingMinute, USUAL_OFFICE_HOURS as HOURS } from './office-calendar.ts';

const days = (...texts: readonly string[]) => texts.map((text) => ({ day: text as BusinessDay }));
const CALENDAR = holidayCalendar([
  {
    year: 2026,
    closed: days('2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-04-27', '2026-04-30', '2026-05-01',
      '2026-08-31', '2026-09-01', '2026-09-02', '2026-11-24'),
    working: days('2026-08-22'),
  },
  { year: 2027, closed: days('2027-01-01'), working: [] },
]);
/** A moment on the wall clock of the point. */
const local = (text: string): EpochMs => Date.parse(`${text.replace(' ', 'T')}:00+07:00`) as EpochMs;
const within = (amount: number, unit: LimitUnit): TimeLimit => ({ unit, amount, text: '' });
const SAME_DAY: TimeLimit = { unit: 'same-day', text: '' };

function dueText(limit: TimeLimit, received: string): string {
  const due = dueDateOf(limit, local(received), HOURS, CALENDAR);
  if (due.kind === 'none') return 'none';
  const at = localTimeOf(due.dueAt);
  return `${due.day} ${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`;
}

describe('the due date', () => {
  it.each([
    // Wednesday 15 July 2026 is an ordinary working day.
    ['3 working days carry the minute over a weekend', within(3, 'working-day'), '2026-07-15 10:20', '2026-07-20 10:20'],
    ['the day of receipt is not counted', within(1, 'working-day'), '2026-07-15 07:00', '2026-07-16 07:00'],
    ['before opening counts from opening', within(1, 'working-day'), '2026-07-15 05:59', '2026-07-16 07:00'],
    ['lunch counts from half past one', within(1, 'working-day'), '2026-07-15 11:30', '2026-07-16 13:30'],
    ['the last minute is still the same day', within(1, 'working-day'), '2026-07-15 16:59', '2026-07-16 16:59'],
    ['closing time counts as the next morning', within(1, 'working-day'), '2026-07-15 17:00', '2026-07-17 07:00'],
    ['Friday evening counts as Monday morning', within(1, 'working-day'), '2026-07-17 18:00', '2026-07-21 07:00'],
    ['Tết is skipped', within(1, 'working-day'), '2026-02-13 09:00', '2026-02-23 09:00'],
    ['the substitute for the Hùng Kings and the end of April are skipped', within(3, 'working-day'), '2026-04-24 09:00', '2026-05-04 09:00'],
    ['a swapped Saturday is worked', within(1, 'working-day'), '2026-08-21 09:00', '2026-08-22 09:00'],
    ['the day that was swapped away is not', within(1, 'working-day'), '2026-08-28 09:00', '2026-09-03 09:00'],
    ['24 November is closed', within(1, 'working-day'), '2026-11-23 09:00', '2026-11-25 09:00'],
    ['20 working days', within(20, 'working-day'), '2026-07-15 09:00', '2026-08-12 09:00'],
    ['calendar days run through the weekend', within(15, 'day'), '2026-07-15 09:00', '2026-07-30 09:00'],
    ['but do not end on it', within(10, 'day'), '2026-07-15 09:00', '2026-07-27 09:00'],
    ['a month ends on the last day of a shorter one', within(1, 'month'), '2026-10-30 09:00', '2026-11-30 09:00'],
    ['a month that ends on a holiday goes on', within(2, 'month'), '2026-06-30 09:00', '2026-09-03 09:00'],
    ['hours pass over lunch', within(2, 'hour'), '2026-07-15 10:30', '2026-07-15 14:30'],
    ['hours pass over the night', within(3, 'hour'), '2026-07-15 15:30', '2026-07-16 08:30'],
    ['hours pass over Tết', within(4, 'hour'), '2026-02-13 15:00', '2026-02-23 09:00'],
    ['hours that end with a period are due then', within(1, 'hour'), '2026-07-15 10:30', '2026-07-15 11:30'],
    ['eight hours are a working day', within(8, 'hour'), '2026-07-15 07:00', '2026-07-15 17:00'],
    ['in time for the same day', SAME_DAY, '2026-07-15 14:59', '2026-07-15 17:00'],
    ['three o’clock is too late for it', SAME_DAY, '2026-07-15 15:00', '2026-07-16 17:00'],
    ['Friday afternoon is Monday', SAME_DAY, '2026-07-17 15:30', '2026-07-20 17:00'],
    ['a Saturday is Monday', SAME_DAY, '2026-07-18 09:00', '2026-07-20 17:00'],
    ['at lunch is the same day', SAME_DAY, '2026-07-15 12:00', '2026-07-15 17:00'],
    ['too late before Tết', SAME_DAY, '2026-02-13 15:01', '2026-02-23 17:00'],
    ['nothing is promised without a clear limit', { unit: 'unstated', text: '1' } satisfies TimeLimit, '2026-07-15 09:00', 'none'],
  ] as const)('%s', (_name, limit, received, expected) => {
    expect(dueText(limit, received)).toBe(expected);
  });

  it('says when it was counted without a holiday table', () => {
    const complete = (received: string, limit: TimeLimit): boolean | undefined => {
      const due = dueDateOf(limit, local(received), HOURS, CALENDAR);
      return due.kind === 'due' ? due.isCalendarComplete : undefined;
    };
    expect(complete('2026-12-30 09:00', within(3, 'working-day'))).toBe(true);
    expect(complete('2027-12-30 09:00', within(3, 'working-day'))).toBe(false);
    expect(complete('2025-12-30 09:00', within(3, 'working-day'))).toBe(false);
  });
});

const LIMITS: fc.Arbitrary<TimeLimit> = fc.oneof(
  fc.constant(SAME_DAY),
  fc.record({
    unit: fc.constantFrom<LimitUnit>('hour', 'working-day', 'day', 'month'),
    amount: fc.integer({ min: 1, max: 90 }),
    text: fc.constant(''),
  }),
);
const RECEIVED = fc.integer({ min: local('2025-06-01 00:00'), max: local('2027-12-31 23:59') }).map((value) => value as EpochMs);
const CALENDARS = fc.record({
  closed: fc.uniqueArray(fc.integer({ min: 0, max: 800 }), { maxLength: 60 }),
  working: fc.uniqueArray(fc.integer({ min: 0, max: 800 }), { maxLength: 10 }),
}).map(({ closed, working }) => holidayCalendar([{
  year: 2026,
  closed: closed.map((ahead) => ({ day: addDays('2025-06-01' as BusinessDay, ahead) })),
  working: working.map((ahead) => ({ day: addDays('2025-06-01' as BusinessDay, ahead) })),
}]));

describe('whatever is received whenever, with any holidays', () => {
  it('the result is promised for a working day, in office hours, and never before receipt', () => {
    fc.assert(fc.property(LIMITS, RECEIVED, CALENDARS, (limit, receivedAt, calendar) => {
      const due = dueDateOf(limit, receivedAt, HOURS, calendar);
      if (due.kind === 'none') throw new Error('a clear limit gives a date');
      expect(due.dueAt).toBeGreaterThan(receivedAt);
      expect(isWorkingDay(businessDayOf(due.dueAt), HOURS, calendar)).toBe(true);
      expect(minuteOfDay(due.dueAt)).toBeGreaterThanOrEqual(openingMinute(HOURS));
      expect(minuteOfDay(due.dueAt)).toBeLessThanOrEqual(closingMinute(HOURS));
    }), { numRuns: 500 });
  });

  it('who comes later is never promised an earlier result', () => {
    fc.assert(fc.property(LIMITS, RECEIVED, fc.integer({ min: 0, max: 5 * 86_400_000 }), CALENDARS, (limit, first, later, calendar) => {
      const one = dueDateOf(limit, first, HOURS, calendar);
      const two = dueDateOf(limit, (first + later) as EpochMs, HOURS, calendar);
      if (one.kind === 'none' || two.kind === 'none') throw new Error('a clear limit gives a date');
      // A calendar day's count is moved off closed days with its minute kept, so only the day is ordered there.
      if (limit.unit === 'day' || limit.unit === 'month') expect(two.day >= one.day).toBe(true);
      else expect(two.dueAt).toBeGreaterThanOrEqual(one.dueAt);
    }), { numRuns: 500 });
  });

  it('counting from an office moment changes nothing', () => {
    fc.assert(fc.property(LIMITS, RECEIVED, CALENDARS, (limit, receivedAt, calendar) => {
      const moved = officeMomentFrom(receivedAt, HOURS, calendar);
      expect(officeMomentFrom(moved, HOURS, calendar)).toBe(moved);
      const [a, b] = [receivedAt, moved].map((at) => dueDateOf(limit, at, HOURS, calendar));
      expect(a?.kind === 'due' && b?.kind === 'due' && a.dueAt === b.dueAt).toBe(true);
    }));
  });
});
