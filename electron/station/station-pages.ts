// What the station does with scanned pages once they are safe: has them looked at.

import { Worker } from 'node:worker_threads';
import type { Publish } from './commands/context.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { THREAD_LIMITS } from './life/worker-thread.ts';
import { createLookThread } from './pages/page-look.ts';
import { type PageWatch, watchPages } from './pages/watch-pages.ts';
import type { BlobFiles } from './store/blob-files.ts';
import type { StationDatabase } from './store/database.ts';

export interface StationPagesParts {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
  readonly workerFile: (name: string) => string;
  readonly publish: Publish;
}

/** Starts with what an earlier run has left. */
export function startStationPages({ database, blobs, clock, log, workerFile, publish }: StationPagesParts): PageWatch {
  const thread = createLookThread(() => new Worker(workerFile('page-worker'), { resourceLimits: THREAD_LIMITS }), clock);
  return watchPages({ database, blobs, clock, thread, tell: (changed) => publish('visit.changed', changed), onFailure: (error) => log.error('page.look', error) });
}
