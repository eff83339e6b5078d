// When the office of a unit is open, as its settings write it; due dates are counted by these hours.

import { z } from 'zod';
import type { OfficeHours } from '../domain/due-date/office-calendar.ts';

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 07:30');

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

/** Stretches of a working day in order, weekdays from 1 (Monday) to 7, and the time from which a same-day result is given on the next working day. */
export const officeHoursSchema = z
  .strictObject({
    periods: z.array(z.strictObject({ from: timeOfDay, to: timeOfDay })).min(1).max(4),
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    sameDayUntil: timeOfDay,
  })
  .superRefine(({ periods, weekdays }, context) => {
    const ends = periods.flatMap(({ from, to }) => [minuteOf(from), minuteOf(to)]);
    if (ends.some((end, place) => place > 0 && end <= (ends[place - 1] ?? 0))) context.addIssue({ code: 'custom', path: ['periods'], message: 'the stretches stand in order, each ends after it begins, and none overlaps the next', params: { rule: 'hours-order' } });
    if (new Set(weekdays).size < weekdays.length) context.addIssue({ code: 'custom', path: ['weekdays'], message: 'a weekday stands twice', params: { rule: 'weekday-twice' } });
  });
export type OfficeHoursSetting = z.infer<typeof officeHoursSchema>;

/** What most offices have: eight hours from Monday to Friday, same-day results until 15:00. */
export const USUAL_HOURS_SETTING: OfficeHoursSetting = { periods: [{ from: '07:00', to: '11:30' }, { from: '13:30', to: '17:00' }], weekdays: [1, 2, 3, 4, 5], sameDayUntil: '15:00' };

/** The same in the minutes by which due dates are counted. */
export function officeHoursOf({ periods, weekdays, sameDayUntil }: OfficeHoursSetting): OfficeHours {
  return {
    periods: periods.map(({ from, to }) => ({ fromMinute: minuteOf(from), toMinute: minuteOf(to) })),
    weekdays: weekdays as OfficeHours['weekdays'],
    sameDayUntilMinute: minuteOf(sameDayUntil),
  };
}
