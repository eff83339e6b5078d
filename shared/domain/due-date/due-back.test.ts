// A result comes back so much office time before it is due, over nights, week-ends and holidays, and never before half of a short limit is over.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { dueBackOf } from './due-back.ts';
import { holidayCalendar, USUAL_OFFICE_HOURS } from './office-calendar.ts';
import { officeMinutesBetween } from './office-time.ts';

const at = (text: string): EpochMs => Date.parse(`${text}:00+07:00`) as EpochMs;
const calendar = holidayCalendar([{ year: 2026, closed: [{ day: '2026-07-20' as BusinessDay }], working: [] }]);
const HALF_A_DAY = 240;

it.each([
  ['in the same half day', '2026-07-16T17:00', 120, '2026-07-16T15:00'],
  ['over lunch', '2026-07-16T17:00', HALF_A_DAY, '2026-07-16T11:00'],
  ['over night', '2026-07-17T09:00', HALF_A_DAY, '2026-07-16T15:00'],
  ['over a week-end and a holiday', '2026-07-21T09:00', HALF_A_DAY, '2026-07-17T15:00'],
  ['at an opening, not at the closing before it', '2026-07-16T17:00', 210, '2026-07-16T13:30'],
  ['at once where the desk takes none', '2026-07-16T17:00', 0, '2026-07-16T17:00'],
])('%s: due %s less %i minutes is %s', (_name, due, minutes, back) => {
  expect(dueBackOf({ receivedAt: at('2026-07-13T09:00'), dueAt: at(due) }, minutes, USUAL_OFFICE_HOURS, calendar)).toBe(at(back));
});

it('leaves half of a short limit to whoever decides', () => {
  expect(dueBackOf({ receivedAt: at('2026-07-16T14:00'), dueAt: at('2026-07-16T17:00') }, HALF_A_DAY, USUAL_OFFICE_HOURS, calendar)).toBe(at('2026-07-16T15:30'));
});

it('lies between receipt and promise, with that much office time left', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 * 1440 }), fc.integer({ min: 0, max: 40 * 1440 }), fc.integer({ min: 0, max: 2400 }), (from, length, minutes) => {
      const receivedAt = (at('2026-03-02T00:00') + from * 60_000) as EpochMs;
      const dueAt = (receivedAt + length * 60_000) as EpochMs;
      const back = dueBackOf({ receivedAt, dueAt }, minutes, USUAL_OFFICE_HOURS, calendar);
      const whole = officeMinutesBetween(receivedAt, dueAt, USUAL_OFFICE_HOURS, calendar);
      expect(back >= receivedAt && back <= dueAt).toBe(true);
      expect(officeMinutesBetween(back, dueAt, USUAL_OFFICE_HOURS, calendar)).toBe(Math.min(minutes, Math.floor(whole / 2)));
    }),
  );
});
