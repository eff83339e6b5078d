// Has every page of an open visit looked at, one after the other and only after it is safe. What is not seen yet stands in the store: a station that ends takes it up again.

import type { EventPayload } from '../../../shared/contract/events.ts';
import type { Clock } from '../life/clock.ts';
import { steadyLoop } from '../life/steady-loop.ts';
import { type BlobFiles, DamagedBlob } from '../store/blob-files.ts';
import type { StationDatabase } from '../store/database.ts';
import { nextUnseenPage, noteLook, noteLookBegun, takeLookBack, visitsShowing } from '../store/page-looks.ts';
import type { LookThread, PageLook } from './page-look.ts';
import type { BlobHash } from '../../../shared/base/ids.ts';

export interface WatchParts {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
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

  /** What is no picture is answered at once by a thread that is sound. */
  const isThreadSound = (): Promise<boolean> => thread.look(new Uint8Array()).then(() => true, () => false);

  /** 'failed' if it is the page that failed; throws where any other page would fail too. */
  const look = async (sha256: BlobHash): Promise<PageLook | null | 'failed'> => {
    try {
      return await thread.look(await blobs.read(sha256));
    } catch (error) {
      // Removed a moment ago, or damaged, which is told where the page is shown.
      if (error instanceof DamagedBlob) return null;
      if (isStopped || !(await isThreadSound())) throw error;
      onFailure(error);
      return 'failed';
    }
  };

  const lookAtNext = async (): Promise<boolean> => {
    const sha256 = database.read(nextUnseenPage);
    if (sha256 === null || isStopped) return false;
    if (!database.write((store) => noteLookBegun(store, sha256))) return true;
    try {
      const seen = await look(sha256);
      if (seen === 'failed') return true;
      database.write((store) => {
        noteLook(store, sha256, seen, clock.now());
        const shown = visitsShowing(store, sha256);
        store.afterCommit(() => shown.forEach(({ visitId, counterId }) => tell({ visitId, counterId })));
      });
    } catch (error) {
      database.write((store) => takeLookBack(store, sha256));
      // A thread that was ended with the station has not failed.
      if (isStopped) return false;
      throw error;
    }
    return true;
  };

  const looking = steadyLoop({ step: lookAtNext, clock, onFailure });
  looking.wake();
  return {
    wake: () => looking.wake(),
    [Symbol.asyncDispose]: async () => {
      isStopped = true;
      await thread[Symbol.asyncDispose]();
      await looking.end();
    },
  };
}
