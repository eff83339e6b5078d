// What the station does with scanned pages once they are safe: has them looked at, and put to the papers that the cover sheets among them name.

import { Worker } from 'node:worker_threads';
import type { Catalogue, Publish } from './commands/context.ts';
import type { PageCodes } from './covers/page-codes.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { THREAD_LIMITS } from './life/worker-thread.ts';
import { createLookThread } from './pages/page-look.ts';
import { type PageWatch, watchPages } from './pages/watch-pages.ts';
import { startStationCovers } from './station-covers.ts';
import type { BlobFiles } from './store/blob-files.ts';
import type { StationDatabase } from './store/database.ts';

export interface StationPagesParts {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly clock: Clock;
  readonly catalogue: Pick<Catalogue, 'read'>;
  readonly log: Pick<Log, 'error'>;
  readonly workerFile: (name: string) => string;
  readonly publish: Publish;
}

/** Both lines. */
export interface StationPages extends PageWatch {
  readonly covers: Pick<PageCodes, 'wake' | 'settled'>;
}

/** Starts with what an earlier run has left. */
export function startStationPages(parts: StationPagesParts): StationPages {
  const { database, blobs, clock, log, workerFile, publish } = parts;
  const both = new AsyncDisposableStack();
  const thread = createLookThread(() => new Worker(workerFile('page-worker'), { resourceLimits: THREAD_LIMITS }), clock);
  const watch = both.use(watchPages({ database, blobs, clock, thread, tell: (changed) => publish('visit.changed', changed), onFailure: (error) => log.error('page.look', error) }));
  const covers = both.use(startStationCovers(parts));
  return { wake: () => watch.wake(), covers, [Symbol.asyncDispose]: async () => await both.disposeAsync() };
}
