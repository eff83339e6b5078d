// How many people to expect by weekday and hour, out of the numbers taken on the same weekday before: a median and its spread, or the word that too little is known.

import type { BusinessDay } from '../../base/ids.ts';
import { weekdayOf } from '../time/business-day.ts';
import type { Weekday } from '../time/business-day.ts';

/** Numbers taken on one day by hour; hours without anybody are left out. */
export interface DayVisits {
  readonly day: BusinessDay;
  readonly hours: readonly { readonly hour: number; readonly taken: number }[];
}

/** Half of the days lay from `low` to `high`. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** `days` is how many days it rests on; below the least everything is null. */
export interface WeekdayForecast {
  readonly weekday: Weekday;
  readonly days: number;
  readonly total: Spread | null;
  /** Every hour that was asked for, in order. */
  readonly hours: readonly { readonly hour: number; readonly taken: Spread | null }[];
  /** Percent of a whole week's people, by the medians of the days that are known; null where no other is. */
  readonly share: number | null;
}

export interface ForecastOptions {
  /** Weekdays that the office works on as a rule. */
  readonly weekdays: readonly Weekday[];
  readonly firstHour: number;
  readonly lastHour: number;
  /** Days of one weekday below which nothing is said. */
  readonly leastDays: number;
  /** False for holidays and other closed days: they say nothing of an ordinary one. */
  readonly isOrdinary: (day: BusinessDay) => boolean;
}

/** Fewer than four Mondays make no Monday. */
export const LEAST_DAYS = 4;

/**
 * A day on which nobody took a number was not worked with this program (closed, moved, not yet installed) and is left out, like every day that is not ordinary. A day that was closed in the afternoon only is not
 * told apart: the median forgives it. Quartiles by linear interpolation (Hyndman and Fan, "Sample quantiles in statistical packages", 1996, type 7), to whole people.
 */
export function visitForecast(history: readonly DayVisits[], { weekdays, firstHour, lastHour, leastDays, isOrdinary }: ForecastOptions): readonly WeekdayForecast[] {
  const used = history.filter(({ day, hours }) => isOrdinary(day) && hours.some(({ taken }) => taken > 0));
  const forecasts = weekdays.map((weekday): Omit<WeekdayForecast, 'share'> => {
    const days = used.filter(({ day }) => weekdayOf(day) === weekday);
    const isEnough = days.length >= leastDays;
    const spread = (counts: readonly number[]): Spread | null => (isEnough ? spreadOf(counts) : null);
    return {
      weekday, days: days.length, total: spread(days.map(({ hours }) => hours.reduce((sum, { taken }) => sum + taken, 0))),
      hours: Array.from({ length: lastHour - firstHour + 1 }, (_, index) => ({ hour: firstHour + index, taken: spread(days.map(({ hours }) => hours.find(({ hour }) => hour === firstHour + index)?.taken ?? 0)) })),
    };
  });
  const known = forecasts.flatMap(({ total }) => (total === null ? [] : [total.median]));
  const week = known.reduce((sum, median) => sum + median, 0);
  return forecasts.map((forecast) => ({ ...forecast, share: forecast.total === null || known.length < 2 || week === 0 ? null : Math.round((forecast.total.median * 100) / week) }));
}

/** The weekday and hour with most people by the median; null where nothing is known or nobody comes. The earlier of two alike. */
export function busiestHour(forecasts: readonly WeekdayForecast[]): { readonly weekday: Weekday; readonly hour: number; readonly median: number } | null {
  const all = forecasts.flatMap(({ weekday, hours }) => hours.flatMap(({ hour, taken }) => (taken === null || taken.median === 0 ? [] : [{ weekday, hour, median: taken.median }])));
  return all.reduce<(typeof all)[number] | null>((best, own) => (best === null || own.median > best.median ? own : best), null);
}

/** Null of nothing. */
export function medianOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : quantile(values.toSorted((one, other) => one - other), 0.5);
}

function spreadOf(counts: readonly number[]): Spread | null {
  if (counts.length === 0) return null;
  const sorted = counts.toSorted((one, other) => one - other);
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => Math.round(quantile(sorted, share))) as [number, number, number];
  return { low, median, high };
}

/** Of at least one value, in order. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
