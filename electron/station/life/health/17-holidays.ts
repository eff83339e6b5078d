// Check 17: there is a table of days off for every year that receipts may promise a date in.

import { missingTable } from '../../../../shared/domain/due-date/holiday-table.ts';
import { businessDayOf, civilDateOf } from '../../../../shared/domain/time/business-day.ts';
import type { HealthCheck } from './check.ts';

export const holidaysCheck: HealthCheck = {
  number: 17,
  name: 'holidays',
  run: ({ now, calendarYears }) => {
    const today = businessDayOf(now);
    const { year: thisYear } = civilDateOf(today);
    const missing = missingTable(today, calendarYears());
    if (missing === null) return { state: 'ok', params: { year: thisYear } };
    // Without this year's table no due date at all can be promised; without next year's, soon none.
    return { state: missing === thisYear ? 'failed' : 'warning', params: { year: missing } };
  },
};
