// Numbers changes for a commune's feed without a gap.

import { z } from 'zod';
import { must } from '../../shared/base/must.ts';
import type { FeedItem } from '../../shared/wire/feed.ts';
import { texts } from '../database/columns.ts';
import { readRows } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';

const writtenRow = z.object({ added: z.int() });

/** Channel on which gateways hear that a commune's feed grew; the payload is the commune. */
export const FEED_CHANNEL = 'mot_cua_feed';

/**
 * Appends the changes in their order. Must be the last statement of its transaction: the counter's row stays locked until the commit, so that numbers become
 * visible in their order, and the shorter that lasts, the better for everybody in the commune.
 */
export async function appendToFeed(transaction: Transaction, commune: string, changes: readonly FeedItem['change'][], at: number): Promise<void> {
  if (changes.length === 0) return;
  const [written] = await readRows(
    transaction,
    writtenRow,
    `WITH counter AS (UPDATE feed_counter SET last = last + $2 WHERE commune = $1 RETURNING last),
          added AS (INSERT INTO feed (commune, number, change, at)
                    SELECT $1, counter.last - $2 + line.place, line.change::jsonb, $4 FROM counter, unnest($3::text[]) WITH ORDINALITY AS line (change, place)
                    RETURNING number)
     SELECT count(*)::int AS added, pg_notify('${FEED_CHANNEL}', $1::text) AS told FROM added`,
    [commune, changes.length, texts(changes.map((change) => JSON.stringify(change))), at],
  );
  must(written?.added === changes.length ? written : null, 'each enrolled commune has its counter');
}
