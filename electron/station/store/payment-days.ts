// Which days of the cash desk are closed, which are open, and what was counted.

import { z } from 'zod';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import { businessDaySchema, counterIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import { paymentEvents } from '../../../shared/wire/payment-events.ts';
import type { Readable } from './handle.ts';

const closedRow = z.object({ closed: z.string().transform((text): unknown => JSON.parse(text)).pipe(paymentEvents['payday.closed']), at: epochMsSchema });
const dayRow = z.object({ day: businessDaySchema });

/** A closed day's sums as they were then; null while it is open. */
export function closedDay(store: Readable, day: BusinessDay): z.output<typeof closedRow> | null {
  return store.get(closedRow, 'SELECT closed, at FROM pay_day WHERE day = $day', { day });
}

/** Days in which money was taken or given back and that nobody has closed, oldest first. */
export function openDays(store: Readable): readonly BusinessDay[] {
  return store
    .all(dayRow, `SELECT day FROM (SELECT confirmed_day AS day FROM payment UNION SELECT reversed_day FROM payment WHERE confirmed_day IS NOT NULL) WHERE day IS NOT NULL AND day NOT IN (SELECT day FROM pay_day) ORDER BY day`)
    .map(({ day }) => day);
}

const countRow = z.object({ counterId: counterIdSchema, counted: z.int(), officerName: z.string(), note: z.string(), at: epochMsSchema });

/** The last count of each counter's drawer for a day. */
export function drawerCounts(store: Readable, day: BusinessDay): readonly z.output<typeof countRow>[] {
  return store.all(countRow, 'SELECT counter_id AS counterId, counted, officer_name AS officerName, note, at FROM drawer_count WHERE day = $day ORDER BY counter_id', { day });
}
