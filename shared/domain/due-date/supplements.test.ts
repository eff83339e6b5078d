// Due dates of dossiers that waited for papers, limits by channel, and office time against a model that looks at every minute.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { addDays, atMinute, businessDayOf, localTimeOf, minuteOfDay } from '../time/business-day.ts';
import { limitOfChannel } from './channel-limit.ts';
import { dueDateOf } from './due-date.ts';
import type { LimitUnit, TimeLimit } from './limit.ts';
import { holidayCalendar, isWorkingDay, officeMomentFrom, USUAL_OFFICE_HOURS as HOURS } from './office-calendar.ts';
import type { HolidayCalendar } from './office-calendar.ts';
import { officeMinutesBetween } from './office-time.ts';
import { dueAfterWait, wouldCountAsLate } from './supplements.ts';

const BEGIN = '2026-01-01' as BusinessDay;
const CALENDAR = holidayCalendar([{ year: 2026, closed: [{ day: '2026-11-24' as BusinessDay }], working: [] }]);
const local = (text: string): EpochMs => Date.parse(`${text.replace(' ', 'T')}:00+07:00`) as EpochMs;
const within = (amount: number, unit: LimitUnit): TimeLimit => ({ unit, amount, text: '' });
const SAME_DAY: TimeLimit = { unit: 'same-day', text: '' };
interface Wait { readonly requestedAt: EpochMs; readonly completedAt: EpochMs }
const waited = (requested: string, completed: string): Wait => ({ requestedAt: local(requested), completedAt: local(completed) });
const dueAfter = (limit: TimeLimit, receivedAt: EpochMs, waits: readonly Wait[], calendar = CALENDAR) =>
  waits.reduce((due, wait) => (due.kind === 'due' ? dueAfterWait(limit, due.dueAt, wait, HOURS, calendar) : due), dueDateOf(limit, receivedAt, HOURS, calendar));

function textOf(at: EpochMs): string {
  const { hour, minute } = localTimeOf(at);
  return `${businessDayOf(at)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

describe('a due date after supplements', () => {
  it.each([
    // Wednesday 15 July 2026 is an ordinary working day; 3 working days end on Monday 20 July.
    ['is the first one without a wait', within(3, 'working-day'), [], '2026-07-20 09:00'],
    ['shifts by two working days', within(3, 'working-day'), [waited('2026-07-16 09:00', '2026-07-20 09:00')], '2026-07-22 09:00'],
    ['does not shift by a weekend of waiting', within(3, 'working-day'), [waited('2026-07-17 17:30', '2026-07-20 06:30')], '2026-07-20 09:00'],
    ['shifts by office hours', within(4, 'hour'), [waited('2026-07-15 10:00', '2026-07-15 14:00')], '2026-07-15 17:00'],
    ['shifts twice', within(3, 'working-day'), [waited('2026-07-16 09:00', '2026-07-17 09:00'), waited('2026-07-20 09:00', '2026-07-21 09:00')], '2026-07-22 09:00'],
    ['shifts by calendar days, off a weekend', within(15, 'day'), [waited('2026-07-20 09:00', '2026-07-22 15:00')], '2026-08-03 09:00'],
    ['is not brought forward by a clock that was put back during the wait, in calendar days', within(15, 'day'), [waited('2026-07-22 09:00', '2026-07-20 15:00')], '2026-07-30 09:00'],
    ['nor in working days', within(3, 'working-day'), [waited('2026-07-17 09:00', '2026-07-16 09:00')], '2026-07-20 09:00'],
    ['is not saved by a request that came too late', within(1, 'working-day'), [waited('2026-07-16 10:00', '2026-07-20 10:00')], '2026-07-16 09:00'],
    ['shifts over 24 November', within(93, 'working-day'), [waited('2026-07-16 09:00', '2026-07-17 09:00')], '2026-11-25 09:00'],
  ] as const)('%s', (_name, limit, waits, expected) => {
    const due = dueAfter(limit, local('2026-07-15 09:00'), waits);
    expect(due.kind === 'due' ? textOf(due.dueAt) : due.kind).toBe(expected);
  });

  it('is none where the limit says no time, and says where the counting runs into a year without a table', () => {
    expect(dueAfterWait({ unit: 'unstated', text: '1' }, local('2026-07-20 09:00'), waited('2026-07-16 09:00', '2026-07-17 09:00'), HOURS, CALENDAR)).toEqual({ kind: 'none' });
    expect(dueAfterWait(within(3, 'working-day'), local('2026-12-30 09:00'), waited('2026-12-28 09:00', '2027-01-04 09:00'), HOURS, CALENDAR)).toMatchObject({ kind: 'due', isCalendarComplete: false });
  });

  it('warns before the second request, which the index counts as late', () => {
    expect([0, 1, 2].map(wouldCountAsLate)).toEqual([false, true, true]);
  });
});

describe('the limit of a channel', () => {
  const counter = within(3, 'working-day');
  const online = within(2, 'working-day');
  const unclear: TimeLimit = { unit: 'unstated', text: '30' };
  it.each([
    ['its own where there is one', { counter, online }, 'online', { of: 'online', limit: online }],
    ['the counter’s where it has none', { counter, online }, 'post', { of: 'counter', limit: counter }],
    ['the counter’s where its own is unclear', { counter, post: unclear }, 'post', { of: 'counter', limit: counter }],
    ['its own unclear one where there is no other', { post: unclear }, 'post', { of: 'post', limit: unclear }],
    ['none where the page has none', { online }, 'counter', null],
  ] as const)('is %s', (_name, limits, channel, expected) => {
    expect(limitOfChannel(limits, channel)).toEqual(expected);
  });
});

const CLOSED = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 60 });
const ahead = (days: number): { readonly day: BusinessDay } => ({ day: addDays(BEGIN, days) });
const calendarOf = (closed: readonly number[], working: readonly number[] = []): HolidayCalendar => holidayCalendar([{ year: 2026, closed: closed.map(ahead), working: working.map(ahead) }]);
const RECEIVED = fc.integer({ min: 0, max: 365 * 1440 }).map((minute) => atMinute(BEGIN, minute));
const UNITS = fc.constantFrom<LimitUnit>('hour', 'working-day', 'day', 'month');

/** Looks at one minute after the other; `minutes` open ones have passed at the answer. */
function naiveAfter(from: EpochMs, minutes: number, calendar: HolidayCalendar): EpochMs {
  let at = from;
  for (let passed = 0; passed < minutes; at = (at + 60_000) as EpochMs) if (isOpen(at, calendar)) passed += 1;
  return at;
}
function isOpen(at: EpochMs, calendar: HolidayCalendar): boolean {
  const minute = minuteOfDay(at);
  return HOURS.periods.some((period) => minute >= period.fromMinute && minute < period.toMinute) && isWorkingDay(businessDayOf(at), HOURS, calendar);
}

describe('whatever the limit and the calendar', () => {
  it('hours are what a look at every minute counts', () => {
    fc.assert(fc.property(RECEIVED, fc.integer({ min: 1, max: 20 }), CLOSED, (receivedAt, hours, closed) => {
      const calendar = calendarOf(closed);
      const due = dueDateOf(within(hours, 'hour'), receivedAt, HOURS, calendar);
      expect(due.kind === 'due' ? textOf(due.dueAt) : due.kind).toBe(textOf(naiveAfter(officeMomentFrom(receivedAt, HOURS, calendar), hours * 60, calendar)));
    }), { numRuns: 60 });
  });

  it('a longer limit is never due earlier', () => {
    fc.assert(fc.property(UNITS, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 30 }), RECEIVED, CLOSED, (unit, amount, more, receivedAt, closed) => {
      const [one, two] = [amount, amount + more].map((size) => dueDateOf(within(size, unit), receivedAt, HOURS, calendarOf(closed)));
      expect(one?.kind === 'due' && two?.kind === 'due' && two.dueAt >= one.dueAt).toBe(true);
    }), { numRuns: 300 });
  });

  it('one more holiday never makes it earlier', () => {
    const limits = fc.oneof(fc.constant(SAME_DAY), fc.record({ unit: UNITS, amount: fc.integer({ min: 1, max: 60 }), text: fc.constant('') }));
    fc.assert(fc.property(limits, RECEIVED, CLOSED, fc.integer({ min: 0, max: 500 }), (limit, receivedAt, closed, added) => {
      const [before, after] = [closed, [...closed, added]].map((days) => dueDateOf(limit, receivedAt, HOURS, calendarOf(days)));
      if (before?.kind !== 'due' || after?.kind !== 'due') throw new Error('a clear limit gives a date');
      // A calendar day's count keeps its minute when it moves off a closed day, so only the day is ordered there.
      if (limit.unit === 'day' || limit.unit === 'month') expect(after.day >= before.day).toBe(true);
      else expect(after.dueAt).toBeGreaterThanOrEqual(before.dueAt);
    }), { numRuns: 500 });
  });

  it('the time that is left when papers are asked for is left when they are there', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 30 }), RECEIVED, CLOSED, fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 20_000 }), (amount, receivedAt, closed, until, wait) => {
      const calendar = calendarOf(closed);
      const limit = within(amount, 'working-day');
      const first = dueDateOf(limit, receivedAt, HOURS, calendar);
      if (first.kind !== 'due') throw new Error('a clear limit gives a date');
      const requestedAt = Math.min(receivedAt + until * 60_000, first.dueAt) as EpochMs;
      const completedAt = (requestedAt + wait * 60_000) as EpochMs;
      const after = dueAfter(limit, receivedAt, [{ requestedAt, completedAt }], calendar);
      if (after.kind !== 'due') throw new Error('papers that are there give a date');
      expect(officeMinutesBetween(completedAt, after.dueAt, HOURS, calendar)).toBe(officeMinutesBetween(requestedAt, first.dueAt, HOURS, calendar));
      expect(after.dueAt).toBeGreaterThanOrEqual(first.dueAt);
      expect(isWorkingDay(after.day, HOURS, calendar)).toBe(true);
    }), { numRuns: 300 });
  });

  it('office minutes between two moments are what a look at every minute counts', () => {
    fc.assert(fc.property(RECEIVED, fc.integer({ min: 0, max: 5000 }), CLOSED, (from, minutes, closed) => {
      const calendar = calendarOf(closed);
      const open = Array.from({ length: minutes }, (_, minute) => isOpen((from + minute * 60_000) as EpochMs, calendar)).filter(Boolean).length;
      expect(officeMinutesBetween(from, (from + minutes * 60_000) as EpochMs, HOURS, calendar)).toBe(open);
    }), { numRuns: 60 });
  });
});
