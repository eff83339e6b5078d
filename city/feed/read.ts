// Reads a commune's feed from a number on, as far as it is kept.

import type { Pool } from 'pg';
import { z } from 'zod';
import { feedItemSchema } from '../../shared/wire/feed.ts';
import type { FeedItem } from '../../shared/wire/feed.ts';
import { readRows } from '../database/rows.ts';
import { WireRefusal } from '../server/refusal.ts';

export interface FeedPage {
  readonly items: readonly FeedItem[];
  /** Last number of the feed; below `after` when the city was restored to an earlier state. */
  readonly last: number;
}

const counterRow = z.object({ last: z.int(), keptFrom: z.int() });

/** First and last number of a commune's feed that are kept; `keptFrom` lies above `last` when nothing is. */
export async function readFeedRange(pool: Pool, commune: string): Promise<z.infer<typeof counterRow>> {
  const [counter] = await readRows(pool, counterRow, 'SELECT last, kept_from AS "keptFrom" FROM feed_counter WHERE commune = $1', [commune]);
  return counter ?? { last: 0, keptFrom: 1 };
}

/** Items after a number, oldest first, without a hole. Refuses a number before what is kept. */
export async function readFeed(pool: Pool, commune: string, after: number, limit: number): Promise<FeedPage> {
  const { last, keptFrom } = await readFeedRange(pool, commune);
  const stale = new WireRefusal('wire.stale-cursor', 'the feed is not kept as far back: take a snapshot');
  if (after + 1 < keptFrom) throw stale;
  if (last <= after) return { items: [], last };
  const items = await readRows(pool, feedItemSchema, 'SELECT number, change, at FROM feed WHERE commune = $1 AND number > $2 ORDER BY number LIMIT $3', [commune, after, limit]);
  // A month may be dropped between the two looks.
  if (items[0]?.number !== after + 1) throw stale;
  return { items, last: Math.max(last, items.at(-1)?.number ?? 0) };
}
