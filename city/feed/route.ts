// GET /v1/changes: the feed from a number on; with `waitMs` it stays open until there is something to say.

import type { Pool } from 'pg';
import { pullQuerySchema } from '../../shared/wire/feed.ts';
import type { PullAnswer, PullQuery } from '../../shared/wire/feed.ts';
import type { CityClock } from '../clock.ts';
import { parseOutside } from '../server/body.ts';
import { assertOwn, authenticate } from '../server/caller.ts';
import { WireRefusal } from '../server/refusal.ts';
import type { Route } from '../server/server.ts';
import { downCast } from './down-cast.ts';
import { readFeed } from './read.ts';
import type { FeedPage } from './read.ts';
import type { Wakeups } from './wakeups.ts';

export interface FeedContext {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly wakeups: Wakeups;
}

/** A station of the first version does not know the word for a cursor that is too old. */
function forVersion(error: unknown, accept: string | undefined): unknown {
  if (accept !== undefined || !(error instanceof WireRefusal) || error.code !== 'wire.stale-cursor') return error;
  return new WireRefusal('wire.version', error.detail);
}

/** Looks, and looks again whenever the feed may have grown. No connection of the pool is held in between. */
async function follow({ pool, clock, wakeups }: FeedContext, { commune, after, limit, waitMs }: PullQuery, gone: AbortSignal): Promise<FeedPage> {
  const deadline = clock.monotonic() + waitMs;
  for (;;) {
    const remainingMs = deadline - clock.monotonic();
    const looked = new AbortController();
    // Waiting begins before the look: what is committed between the two wakes it.
    const woken = wakeups.wait(commune, Math.max(remainingMs, 0), AbortSignal.any([gone, looked.signal]));
    try {
      const page = await readFeed(pool, commune, after, limit);
      if (page.items.length > 0 || page.last < after || remainingMs <= 0 || gone.aborted) return page;
      await woken;
    } finally {
      looked.abort();
    }
  }
}

export function feedRoute(context: FeedContext): Route {
  return {
    method: 'GET',
    url: '/v1/changes',
    wantsRequestId: true,
    answer: async ({ request, requestId, gone }) => {
      const sender = await authenticate(context.pool, request.headers.authorization);
      const query = parseOutside(pullQuerySchema, request.query);
      assertOwn(sender, query);
      try {
        const { items, last } = await follow(context, query, gone);
        return { requestId, items: downCast(items, query.accept), last, cityTime: context.clock.now() } satisfies PullAnswer;
      } catch (error) {
        throw forVersion(error, query.accept);
      }
    },
  };
}
