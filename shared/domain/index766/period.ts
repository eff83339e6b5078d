// Periods of the index as the portal has them: a year, a quarter, a month, each written as its own short text.

import type { BusinessDay } from '../../base/ids.ts';
import { addDays, addMonths, civilDateOf } from '../time/business-day.ts';

export type PeriodKind = 'month' | 'quarter' | 'year';

/** The period of that kind in which a day lies: '2026-11', '2026-Q4', '2026'. */
export function periodOf(kind: PeriodKind, day: BusinessDay): string {
  const { year, month } = civilDateOf(day);
  if (kind === 'year') return String(year);
  return kind === 'quarter' ? `${year}-Q${Math.ceil(month / 3)}` : day.slice(0, 7);
}

/** First and last day. Takes only what `periodOf` writes. */
export function daysOfPeriod(period: string): { readonly kind: PeriodKind; readonly from: BusinessDay; readonly to: BusinessDay } {
  const year = period.slice(0, 4);
  const kind = period.length === 4 ? 'year' : period[5] === 'Q' ? 'quarter' : 'month';
  const month = kind === 'year' ? 1 : kind === 'quarter' ? Number(period.slice(6)) * 3 - 2 : Number(period.slice(5));
  const from = `${year}-${String(month).padStart(2, '0')}-01` as BusinessDay;
  return { kind, from, to: addDays(addMonths(from, kind === 'year' ? 12 : kind === 'quarter' ? 3 : 1), -1) };
}

/** The period of the same kind `count` later, earlier when negative. */
export function periodAfter(period: string, count: number): string {
  const { kind, from } = daysOfPeriod(period);
  return periodOf(kind, addMonths(from, count * (kind === 'year' ? 12 : kind === 'quarter' ? 3 : 1)));
}
