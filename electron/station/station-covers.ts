// Puts the look-out for cover sheets together: the thread that opens pages, and the line that binds them.

import { Worker } from 'node:worker_threads';
import type { Catalogue, Publish } from './commands/context.ts';
import { askedProcedure } from './commands/visit/asked-papers.ts';
import { SCAN_LIMITS } from './commands/visit/scan-sessions.ts';
import { createCodeThread } from './covers/code-thread.ts';
import { type PageCodes, startPageCodes } from './covers/page-codes.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { THREAD_LIMITS } from './life/worker-thread.ts';
import type { BlobFiles } from './store/blob-files.ts';
import type { StationDatabase } from './store/database.ts';

export interface StationCoversParts {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly clock: Clock;
  readonly catalogue: Pick<Catalogue, 'read'>;
  readonly log: Pick<Log, 'error'>;
  readonly workerFile: (name: string) => string;
  readonly publish: Publish;
}

/** Starts looking, first at what the last run left. Disposing ends the line first, then the thread. */
export function startStationCovers({ database, blobs, clock, catalogue, log, workerFile, publish }: StationCoversParts): PageCodes {
  const parts = new AsyncDisposableStack();
  const thread = parts.use(createCodeThread(() => new Worker(workerFile('cover-worker'), { resourceLimits: THREAD_LIMITS }), clock));
  const codes = parts.use(
    startPageCodes({
      database, blobs, clock,
      look: (bytes) => thread.look(bytes),
      papersOf: (visit) => askedProcedure(catalogue, visit)?.papers.map(({ paperId }) => paperId) ?? null,
      mostOfPaper: SCAN_LIMITS.pagesOfPaper,
      changed: ({ counterId, visitId }) => publish('visit.changed', { counterId, visitId }),
      onFailure: (error) => log.error('cover.failed', error),
    }),
  );
  return { wake: () => codes.wake(), settled: (visitId) => codes.settled(visitId), [Symbol.asyncDispose]: async () => await parts.disposeAsync() };
}
