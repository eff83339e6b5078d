// Has every page of an open visit looked at, one after the other and only after it is safe. What is not seen yet stands in the store: a station that ends takes it up again.

import type { EventPayload } from '../../../shared/contract/events.ts';
import type { Clock } from '../life/clock.ts';
import { type BlobFiles, DamagedBlob } from '../store/blob-files.ts';
import type { StationDatabase } from '../store/database.ts';
import { nextUnseenPage, noteLook, noteLookBegun, visitsShowing } from '../store/page-looks.ts';
import type { LookThread, PageLook } from './page-look.ts';
import type { BlobHash } from '../../../shared/base/ids.ts';

export interface WatchParts {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly clock: Pick<Clock, 'now'>;
  readonly thread: LookThread;
  /** Called after the commit, for each counter that shows the page. */
  readonly tell: (changed: EventPayload<'visit.changed'>) => void;
  /** A page that could not be looked at; it stays as it is, and is simply not judged. */
  readonly onFailure: (error: unknown) => void;
}

export interface PageWatch extends AsyncDisposable {
  /** To be called when pages may have come. Returns at once. */
  wake(): void;
}

/** Begins with what an earlier run of the station has left. */
export function watchPages({ database, blobs, clock, thread, tell, onFailure }: WatchParts): PageWatch {
  let isStopped = false;
  let isAwake = false;
  let running: Promise<void> | null = null;

  const look = async (sha256: BlobHash): Promise<PageLook | null> => {
    try {
      return await thread.look(await blobs.read(sha256));
    } catch (error) {
      // Removed a moment ago, or damaged, which is told where the page is shown.
      if (error instanceof DamagedBlob) return null;
      throw error;
    }
  };

  const lookAtNext = async (): Promise<boolean> => {
    const sha256 = database.read(nextUnseenPage);
    if (sha256 === null || isStopped) return false;
    if (!database.write((store) => noteLookBegun(store, sha256))) return true;
    try {
      const seen = await look(sha256);
      // A thread that was ended with the station has not failed at the page.
      if (isStopped) return false;
      database.write((store) => {
        noteLook(store, sha256, seen, clock.now());
        const shown = visitsShowing(store, sha256);
        store.afterCommit(() => shown.forEach(({ visitId, counterId }) => tell({ visitId, counterId })));
      });
    } catch (error) {
      if (!isStopped) onFailure(error);
    }
    return !isStopped;
  };

  const run = async (): Promise<void> => {
    // What woke it may be in the middle of telling.
    await Promise.resolve();
    while (isAwake) {
      isAwake = false;
      try {
        while (await lookAtNext());
      } catch (error) {
        // A disk in trouble is told by whoever needs it more; the next wake tries again.
        onFailure(error);
      }
    }
    running = null;
  };

  const wake = (): void => {
    isAwake = true;
    if (!isStopped) running ??= run();
  };
  wake();
  return {
    wake,
    [Symbol.asyncDispose]: async () => {
      isStopped = true;
      isAwake = false;
      await thread[Symbol.asyncDispose]();
      await running;
    },
  };
}
