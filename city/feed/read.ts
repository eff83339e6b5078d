// Reads a commune's feed from a number on.

import type { Pool } from 'pg';
import { z } from 'zod';
import { feedItemSchema } from '../../shared/wire/feed.ts';
import type { FeedItem } from '../../shared/wire/feed.ts';
import { readRows } from '../database/rows.ts';

export interface FeedPage {
  readonly items: readonly FeedItem[];
  /** Last number of the feed; below `after` when the city was restored to an earlier state. */
  readonly last: number;
}

/** Items after a number, oldest first, without a hole. */
export async function readFeed(pool: Pool, commune: string, after: number, limit: number): Promise<FeedPage> {
  const [counter] = await readRows(pool, z.object({ last: z.int() }), 'SELECT last FROM feed_counter WHERE commune = $1', [commune]);
  const last = counter?.last ?? 0;
  if (last <= after) return { items: [], last };
  const items = await readRows(pool, feedItemSchema, 'SELECT number, change, at FROM feed WHERE commune = $1 AND number > $2 ORDER BY number LIMIT $3', [commune, after, limit]);
  return { items, last: Math.max(last, items.at(-1)?.number ?? 0) };
}
