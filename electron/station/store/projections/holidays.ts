// The working calendar out of the log: of each year, the last table that was set. Canonical, so that what is written now is what a rebuild writes.

import { canonicalBody } from '../../../../shared/wire/operation.ts';
import type { Writable } from '../handle.ts';
import type { Fact } from './fact.ts';

export function projectHolidays(store: Writable, fact: Extract<Fact, { readonly type: 'holidays.set' }>): void {
  const { year, table } = fact.body;
  store.run(
    'INSERT INTO holiday_year (year, aggregate_id, days, set_at) VALUES ($year, $aggregateId, $days, $at) ON CONFLICT (year) DO UPDATE SET aggregate_id = excluded.aggregate_id, days = excluded.days, set_at = excluded.set_at',
    { year, aggregateId: fact.aggregateId, days: table === null ? null : canonicalBody(table), at: fact.at },
  );
}
