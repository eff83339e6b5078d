// What the station does with scanned pages once they are safe: has them looked at and put to the papers that the cover sheets among them name, makes the document of each dossier in the background, and hands documents out. Nothing of it keeps anybody waiting who is being served.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { businessDayOf } from '../../shared/domain/time/business-day.ts';
import type { EventName } from '../../shared/contract/events.ts';
import type { DossierDocuments } from './commands/context.ts';
import type { PageCodes } from './covers/page-codes.ts';
import { THREAD_LIMITS } from './life/worker-thread.ts';
import { createBinderThread } from './pages/document/binder-thread.ts';
import { createDocuments } from './pages/document/documents.ts';
import { keepLeaves } from './pages/leaf/keep-leaves.ts';
import { createLeafThread, type LeafThread } from './pages/leaf/leaf-thread.ts';
import { createLookThread } from './pages/page-look.ts';
import { watchPages } from './pages/watch-pages.ts';
import { startStationCovers, type StationCoversParts } from './station-covers.ts';
import { BlobFiles } from './store/blob-files.ts';
import type { Hearing } from './tell.ts';

export interface StationPagesParts extends StationCoversParts {
  readonly dataFolder: string;
  readonly key: Uint8Array;
  readonly pageKilobytes: number;
  readonly told: Hearing;
  readonly hasRoom: () => boolean;
  /** True while a scanner runs at any counter. */
  readonly isScanning: () => boolean;
}

export interface StationPages extends AsyncDisposable {
  readonly documents: DossierDocuments;
  readonly covers: Pick<PageCodes, 'wake' | 'settled'>;
}

/** Reading text off a page takes one core whole: it waits so long after anything that somebody waits for, in ms. */
const QUIET_MS = 2_000;
/** What comes of a touch, a press or a scan. */
const SERVING: ReadonlySet<EventName> = new Set(['queue.changed', 'print.changed', 'visit.changed']);

/** Starts with what an earlier run has left. */
export function startStationPages(given: StationPagesParts): StationPages {
  const { database, blobs, dataFolder, key, pageKilobytes, clock, log, workerFile, publish, told, hasRoom, isScanning } = given;
  const parts = new AsyncDisposableStack();
  const thread = (name: string, workerData?: unknown): Worker => new Worker(workerFile(name), { workerData, resourceLimits: THREAD_LIMITS });
  const leafThread = (goesLast: boolean): LeafThread => createLeafThread((given) => thread('leaf-worker', given), goesLast, clock);
  const files = new BlobFiles(path.join(dataFolder, 'documents'), key);
  const budgetBytes = pageKilobytes * 1000;

  const looks = parts.use(watchPages({ database, blobs, clock, thread: createLookThread(() => thread('page-worker'), clock), tell: (changed) => publish('visit.changed', changed), onFailure: (error) => log.error('page.look', error) }));
  const covers = parts.use(startStationCovers(given));
  const leaves = parts.use(
    keepLeaves({
      database, blobs, files, thread: leafThread(true), budgetBytes, hasRoom, clock,
      tell: () => publish('dossiers.changed', {}),
      onFailure: (error) => log.error('page.document', error),
      today: businessDayOf(clock.now()),
    }),
  );
  const documents = parts.use(createDocuments({ database, blobs, files, binder: createBinderThread(() => thread('binder-worker'), clock), quick: leafThread(false), budgetBytes, clock }));

  const stopped = new AbortController();
  let heardAt = -Infinity;
  let isHeld = false;
  /** Lets go once nobody has been served for a moment. */
  const holdWhileServing = async (): Promise<void> => {
    isHeld = true;
    leaves.hold(true);
    while (clock.monotonic() - heardAt < QUIET_MS || isScanning()) await clock.sleep(QUIET_MS / 4, stopped.signal);
    isHeld = false;
    leaves.hold(false);
  };

  const stopListening = told.add(({ event }) => {
    if (event === 'visit.changed') looks.wake();
    if (event === 'dossiers.changed') leaves.wake();
    if (!SERVING.has(event)) return;
    heardAt = clock.monotonic();
    // Ends early only with the station.
    if (!isHeld) holdWhileServing().catch(() => undefined);
  });
  return {
    documents,
    covers,
    [Symbol.asyncDispose]: async () => {
      stopListening();
      stopped.abort();
      await parts.disposeAsync();
    },
  };
}
