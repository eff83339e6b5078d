// How many people to expect by weekday and hour: the numbers of the last weeks, a week at a time so that nobody waits for it.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HeadForecast } from '../../../../shared/contract/head.ts';
import type { HolidayFile } from '../../../../shared/contract/holiday-file.ts';
import { officeHoursOf } from '../../../../shared/contract/office-hours.ts';
import { closingMinute, isWorkingDay, openingMinute } from '../../../../shared/domain/due-date/office-calendar.ts';
import { busiestHour, LEAST_DAYS, visitForecast, type DayVisits } from '../../../../shared/domain/queue/forecast.ts';
import { addDays, businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { visitsByHour } from '../../store/head-facts.ts';
import { calendarInForce } from '../../store/holidays.ts';
import type { CommandContext } from '../context.ts';

/** A quarter of a year: enough Mondays for a median, and no last season. */
const WEEKS = 13;
const MINUTES = 60;

export async function readForecast({ database, clock, point }: CommandContext, shipped: readonly HolidayFile[]): Promise<HeadForecast> {
  const today = businessDayOf(clock.now());
  const hours = officeHoursOf(point.officeHours);
  const calendar = database.read((store) => calendarInForce(store, shipped));
  const history: DayVisits[] = [];
  for (let week = WEEKS; week > 0; week -= 1) {
    history.push(...database.read((store) => visitsByHour(store, addDays(today, -7 * week), addDays(today, 7 - 7 * week))));
    await nextTurn();
  }
  const worked = history.flatMap((own) => own.hours.map(({ hour }) => hour));
  const forecasts = visitForecast(history, {
    weekdays: hours.weekdays, leastDays: LEAST_DAYS, isOrdinary: (day) => isWorkingDay(day, hours, calendar),
    firstHour: Math.min(Math.floor(openingMinute(hours) / MINUTES), ...worked), lastHour: Math.max(Math.ceil(closingMinute(hours) / MINUTES) - 1, ...worked),
  });
  return { weeks: WEEKS, leastDays: LEAST_DAYS, weekdays: forecasts.map((forecast) => ({ ...forecast, hours: [...forecast.hours] })), busiest: busiestHour(forecasts) };
}
