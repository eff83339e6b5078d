// What a gateway looks after by itself, at its start and every hour: months of the tables, kept operations, pages that were erased, pages that are arriving. Several gateways may do so at once.

import type { Pool } from 'pg';
import type { BlobStore } from '../blobs/store.ts';
import { sweepUploads } from '../blobs/uploads.ts';
import type { CityClock } from '../clock.ts';
import { namedFailure } from '../log.ts';
import type { Log } from '../log.ts';
import { removeErasedPages } from './erased-pages.ts';
import { interpretKept } from './kept.ts';
import { keepMonths } from './months.ts';

const EVERY_MS = 3_600_000;

export interface UpkeepParts {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly log: Log;
  readonly store: BlobStore;
}

/** What fails is told and tried again with the next round; neither the rest nor the start of the gateway hangs on it. */
async function round(parts: UpkeepParts): Promise<void> {
  const { pool, clock, log, store } = parts;
  const tasks = { months: () => keepMonths(pool, clock, log), kept: () => interpretKept(pool, clock, log), erased: () => removeErasedPages(pool, store), uploads: () => sweepUploads(parts) };
  for (const [task, run] of Object.entries(tasks)) await run().catch((error: unknown) => log('alarm', 'upkeep.failed', { task, ...namedFailure(error) }));
}

/** Looks after everything once and answers then, and goes on every hour until it is disposed of. */
export async function startUpkeep(parts: UpkeepParts): Promise<AsyncDisposable> {
  const { clock } = parts;
  const stopping = new AbortController();
  await round(parts);
  const going = (async () => {
    for (;;) {
      await clock.pause(EVERY_MS, stopping.signal);
      if (stopping.signal.aborted) return;
      await round(parts);
    }
  })();
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      await going;
    },
  };
}
