// What the day's calls tell: who was called last, how long people took, and how many others came since the last priority call.

import { z } from 'zod';
import type { BusinessDay, CounterId, FieldCode, TicketId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { counterIdSchema, epochMsSchema, fieldCodeSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const callRow = z.object({ number: z.string(), counterId: counterIdSchema, calledAt: epochMsSchema, calls: z.int() });

/** The last eight numbers called today, the newest call first; each number once. */
export function lastCalls(store: Readable, day: BusinessDay): z.output<typeof callRow>[] {
  return store.all(
    callRow,
    `SELECT number, last_counter AS counterId, called_at AS calledAt, calls FROM ticket WHERE day = $day AND call_order IS NOT NULL
     ORDER BY called_at DESC, call_order DESC LIMIT 8`,
    { day },
  );
}

const sinceRow = z.object({ lastPriority: z.int().nullable(), since: z.int() });

/** Calls of today in these fields without priority after the last with it; null if there was none with it. Of a ticket called twice the last call counts, and a skipped one, as `skipped` is about to be, has lost its priority. */
export function calledSincePriority(store: Readable, day: BusinessDay, fields: readonly FieldCode[], skipped: TicketId | null): number | null {
  const row = store.get(
    sinceRow,
    `WITH called AS (SELECT call_order, priority <> 'none' AND skips = 0 AND priority_check IS NOT 'removed' AND ticket_id IS NOT $skipped AS first FROM ticket WHERE day = $day AND call_order IS NOT NULL AND field IN (SELECT value FROM json_each($fields)))
     SELECT (SELECT max(call_order) FROM called WHERE first) AS lastPriority,
            (SELECT count(*) FROM called WHERE NOT first AND call_order > coalesce((SELECT max(call_order) FROM called WHERE first), 0)) AS since`,
    { day, fields: JSON.stringify(fields), skipped },
  );
  const { lastPriority, since } = must(row, 'an aggregate has one row');
  return lastPriority === null ? null : since;
}

const servedRow = z.object({ ms: z.int() });

/** How long the last people of these fields took at a counter today, in ms, newest first. */
export function lastServedMs(store: Readable, day: BusinessDay, fields: readonly FieldCode[], limit: number): readonly number[] {
  return store
    .all(
      servedRow,
      `SELECT max(0, served_at - called_at) AS ms FROM ticket WHERE day = $day AND state = 'served' AND called_at IS NOT NULL AND field IN (SELECT value FROM json_each($fields)) ORDER BY served_at DESC, sequence DESC LIMIT $limit`,
      { day, fields: JSON.stringify(fields), limit },
    )
    .map((row) => row.ms);
}

const servedCount = z.object({ field: fieldCodeSchema, counterId: counterIdSchema, count: z.int() });

/** People served today by field and counter. */
export function servedToday(store: Readable, day: BusinessDay): readonly { readonly field: FieldCode; readonly counterId: CounterId; readonly count: number }[] {
  return store.all(servedCount, `SELECT field, counter_id AS counterId, count(*) AS count FROM ticket WHERE day = $day AND state = 'served' GROUP BY field, counter_id`, { day });
}
