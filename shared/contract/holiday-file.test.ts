// The shipped holiday tables: they parse, they are about their year, and the days people know are in them.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../base/ids.ts';
import { dueDateOf } from '../domain/due-date/due-date.ts';
import { holidayCalendar, isWorkingDay, USUAL_OFFICE_HOURS } from '../domain/due-date/office-calendar.ts';
import { weekdayOf } from '../domain/time/business-day.ts';
import { holidayFileSchema } from './holiday-file.ts';
import type { HolidayFile } from './holiday-file.ts';

const read = (year: number): unknown => JSON.parse(readFileSync(new URL(`../../resources/holidays/${year}.json`, import.meta.url), 'utf8'));
const FILES = [2026, 2027].map((year): HolidayFile => holidayFileSchema.parse(read(year)));
const CALENDAR = holidayCalendar(FILES);
const works = (day: string): boolean => isWorkingDay(day as BusinessDay, USUAL_OFFICE_HOURS, CALENDAR);

describe('the shipped holiday tables', () => {
  it('close the eleven days of the Labour Code and 24 November, or what stands for them', () => {
    const closed = [
      '2026-01-01', '2026-02-16', '2026-02-20', '2026-04-27', '2026-04-30', '2026-05-01', '2026-09-01', '2026-09-02', '2026-11-24',
      '2027-01-01', '2027-02-05', '2027-02-11', '2027-04-16', '2027-04-30', '2027-05-03', '2027-09-02', '2027-11-24',
    ];
    expect(closed.filter(works)).toEqual([]);
    expect(['2026-02-13', '2026-02-23', '2026-08-22', '2026-11-25', '2027-02-12', '2027-05-04'].filter((day) => !works(day))).toEqual([]);
  });

  it('substitute and swap only days of the week, and make up for swaps on weekends', () => {
    for (const file of FILES) {
      for (const entry of file.closed) if (entry.kind !== 'holiday') expect(weekdayOf(entry.day), entry.day).toBeLessThanOrEqual(5);
      for (const entry of file.working) expect(weekdayOf(entry.day), entry.day).toBeGreaterThan(5);
    }
  });

  it('carry a promise over Tết 2027', () => {
    const received = Date.parse('2027-02-04T09:00:00+07:00') as EpochMs;
    expect(dueDateOf({ unit: 'working-day', amount: 1, text: '' }, received, USUAL_OFFICE_HOURS, CALENDAR)).toMatchObject({ kind: 'due', day: '2027-02-12', isCalendarComplete: true });
  });
});

describe('a holiday table', () => {
  const entry = { day: '2026-05-01', name: 'x', certainty: 'law', note: 'x', kind: 'holiday' };
  it.each([
    ['a day of another year', { closed: [{ ...entry, day: '2027-05-01' }] }],
    ['a day that does not exist', { closed: [{ ...entry, day: '2026-02-30' }] }],
    ['a day twice', { closed: [entry, entry] }],
    ['a worked Saturday for a day that is not closed', { working: [{ day: '2026-08-22', name: 'x', certainty: 'law', note: 'x', insteadOf: '2026-08-31' }] }],
    ['an unknown key', { holidays: [] }],
  ])('is refused with %s', (_name, changes) => {
    expect(holidayFileSchema.safeParse({ year: 2026, basis: 'x', closed: [], working: [], ...changes }).success).toBe(false);
  });
});
