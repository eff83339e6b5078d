// Which days of the cash desk are closed, which are open, and what was counted.

import { z } from 'zod';
import type { BusinessDay, DeskDay } from '../../../shared/base/ids.ts';
import { deskDaySchema, counterIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import { supplementsOf } from '../../../shared/domain/payment/desk-day.ts';
import { paymentEvents } from '../../../shared/wire/payment-events.ts';
import type { Readable } from './handle.ts';

const closedRow = z.object({ closed: z.string().transform((text): unknown => JSON.parse(text)).pipe(paymentEvents['payday.closed']), at: epochMsSchema });
const dayRow = z.object({ day: deskDaySchema });

/** A closed day's sums as they were then; null while it is open. */
export function closedDay(store: Readable, day: DeskDay): z.output<typeof closedRow> | null {
  return store.get(closedRow, 'SELECT closed, at FROM pay_day WHERE day = $day', { day });
}

/**
 * Days that want somebody, oldest first: those in which money was taken or given back and that nobody has closed; and those closed on `since` or later whose sum is another now. The latter happens where a
 * day was closed in a store that was put back, before the city had said what was taken in its earlier life.
 */
export function openDays(store: Readable, since: BusinessDay): readonly DeskDay[] {
  return store
    .all(
      dayRow,
      `WITH RECURSIVE
         taken (day) AS (SELECT (${nextDay('confirmed_day', "''")}) UNION ALL SELECT (${nextDay('confirmed_day', 'taken.day')}) FROM taken WHERE day IS NOT NULL),
         given (day) AS (SELECT (${nextDay('reversed_day', "''")}) UNION ALL SELECT (${nextDay('reversed_day', 'given.day')}) FROM given WHERE day IS NOT NULL)
       SELECT day FROM (SELECT day FROM taken UNION SELECT day FROM given) WHERE day IS NOT NULL AND day NOT IN (SELECT day FROM pay_day)
       UNION SELECT day FROM pay_day WHERE day >= $since AND (closed ->> '$.cash') + (closed ->> '$.transfers') - (closed ->> '$.reversedCash') - (closed ->> '$.reversedTransfers')
         <> (SELECT coalesce(sum(amount), 0) FROM payment WHERE confirmed_day = pay_day.day) - (SELECT coalesce(sum(amount), 0) FROM payment WHERE reversed_day = pay_day.day AND confirmed_day IS NOT NULL)
       ORDER BY day`,
      { since },
    )
    .map(({ day }) => day);
}

const totalRow = z.object({ total: z.int() });

/** The day of a date and its supplements in which there was anything, in order, and what they come to together. */
export function partsOfDate(store: Readable, date: BusinessDay): { readonly parts: readonly DeskDay[]; readonly total: number } {
  const span = { date, last: supplementsOf(date).at(-1) ?? date };
  return {
    parts: store
      .all(
        dayRow,
        `SELECT day FROM pay_day WHERE day BETWEEN $date AND $last UNION SELECT confirmed_day FROM payment WHERE confirmed_day BETWEEN $date AND $last
         UNION SELECT reversed_day FROM payment WHERE reversed_day BETWEEN $date AND $last AND confirmed_day IS NOT NULL ORDER BY day`,
        span,
      )
      .map(({ day }) => day),
    total: store.get(
      totalRow,
      `SELECT (SELECT coalesce(sum(amount), 0) FROM payment WHERE confirmed_day BETWEEN $date AND $last) - (SELECT coalesce(sum(amount), 0) FROM payment WHERE reversed_day BETWEEN $date AND $last AND confirmed_day IS NOT NULL) AS total`,
      span,
    )?.total ?? 0,
  };
}

/** The first day after another one, by a leap in the index: years of payments are not walked through. */
function nextDay(column: 'confirmed_day' | 'reversed_day', after: string): string {
  return `SELECT ${column} FROM payment WHERE ${column} > ${after} AND confirmed_day IS NOT NULL ORDER BY ${column} LIMIT 1`;
}

const countRow = z.object({ counterId: counterIdSchema, counted: z.int(), officerName: z.string(), note: z.string(), at: epochMsSchema });

/** The last count of each counter's drawer for a day. */
export function drawerCounts(store: Readable, day: DeskDay): readonly z.output<typeof countRow>[] {
  return store.all(countRow, 'SELECT counter_id AS counterId, counted, officer_name AS officerName, note, at FROM drawer_count WHERE day = $day ORDER BY counter_id', { day });
}
