// When a citizen may be asked to come anew.

import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { newDateOf, proposedNewDate } from './new-date.ts';
import { holidayCalendar, USUAL_OFFICE_HOURS } from './office-calendar.ts';

const at = (text: string): EpochMs => Date.parse(`${text}:00+07:00`) as EpochMs;
const day = (text: string): BusinessDay => text as BusinessDay;
/** National Day is a Wednesday and a Thursday here; the Saturday of the week before is worked. */
const CALENDAR = holidayCalendar([{ year: 2026, closed: [{ day: day('2026-09-02') }, { day: day('2026-09-03') }], working: [{ day: day('2026-08-29') }] }]);
const LATE = { now: at('2026-08-28T10:00'), dueBefore: at('2026-08-27T17:00') };

describe('a new date', () => {
  it.each([
    ['2026-08-31', 16 * 60, { kind: 'date', at: at('2026-08-31T16:00') }],
    ['2026-08-29', 8 * 60, { kind: 'date', at: at('2026-08-29T08:00') }],
    ['2026-08-28', 11 * 60, { kind: 'date', at: at('2026-08-28T11:00') }],
    ['2026-08-31', 17 * 60, { kind: 'date', at: at('2026-08-31T17:00') }],
    ['2026-08-28', 9 * 60, { kind: 'too-early' }],
    ['2026-08-27', 17 * 60, { kind: 'too-early' }],
    ['2026-09-02', 9 * 60, { kind: 'closed', next: '2026-09-04' }],
    ['2026-08-30', 9 * 60, { kind: 'closed', next: '2026-08-31' }],
    ['2026-08-31', 6 * 60, { kind: 'closed', next: '2026-08-31' }],
    ['2026-08-31', 17 * 60 + 1, { kind: 'closed', next: '2026-08-31' }],
  ])('on %s at minute %i is %o', (text, minute, expected) => {
    expect(newDateOf(day(text), minute, LATE, USUAL_OFFICE_HOURS, CALENDAR)).toEqual(expected);
  });

  it('is later than a date that has not come yet', () => {
    expect(newDateOf(day('2026-08-31'), 9 * 60, { ...LATE, dueBefore: at('2026-08-31T09:00') }, USUAL_OFFICE_HOURS, CALENDAR)).toEqual({ kind: 'too-early' });
  });

  it.each([
    [LATE, '2026-08-29T17:00'],
    [{ now: at('2026-09-01T10:00'), dueBefore: at('2026-08-27T17:00') }, '2026-09-04T17:00'],
    [{ now: at('2026-08-28T10:00'), dueBefore: at('2026-09-01T17:00') }, '2026-09-04T17:00'],
  ])('is proposed for the working day after today and after the date that stands', (moment, expected) => {
    expect(proposedNewDate(moment, USUAL_OFFICE_HOURS, CALENDAR)).toBe(at(expected));
  });
});
