// Looks at every scanned page for a cover sheet, one after the other in the order of capture, and has it bound. What a crash leaves unseen is seen after the next start.

import type { VisitId } from '../../../shared/base/ids.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Clock } from '../life/clock.ts';
import { Wake } from '../life/wake.ts';
import { type BlobFiles, DamagedBlob } from '../store/blob-files.ts';
import type { StationDatabase } from '../store/database.ts';
import { countUnread, nextUnreadPage, noteCodeLookBegun, type UnreadPage } from '../store/page-codes.ts';
import { visitById, type VisitRow } from '../store/visits.ts';
import { bindPage, type PapersOf } from './bind-page.ts';
import type { CodeThread, Sight } from './code-thread.ts';

const LOOK_AGAIN_MS = 60_000;
const PAUSE_MS = 1_000;
/** Under the 15 s after which a window stops waiting. */
const PATIENCE_MS = 10_000;
/** A page at which the thread has died or hung so often, or the whole program ended, is not looked at again: it would take every page behind it along. */
const MOST_TRIES = 2;
/** So often is a file asked for that the disk keeps back, a second apart: then it may not hold up the pages of every counter any longer. */
const MOST_READS = 30;

export interface PageCodesParts {
  readonly database: StationDatabase;
  readonly blobs: Pick<BlobFiles, 'read'>;
  readonly clock: Clock;
  readonly look: CodeThread['look'];
  readonly papersOf: PapersOf;
  readonly mostOfPaper: number;
  /** A page of this visit is known for what it is. */
  readonly changed: (at: Pick<VisitRow, 'visitId' | 'counterId'>) => void;
  /** A failure of our own or of the disk, for the log; the runner goes on. */
  readonly onFailure: (error: unknown) => void;
}

/** The running look-out. Disposing lets the page under way be finished or left for the next start. */
export interface PageCodes extends AsyncDisposable {
  /** A page was scanned. */
  wake(): void;
  /** Null if every page of the visit has been looked at; else resolves when that is so (true) or patience is over (false). */
  settled(visitId: VisitId): Promise<boolean> | null;
}

/** Looks until disposed. */
export function startPageCodes({ database, blobs, clock, look, papersOf, mostOfPaper, changed, onFailure }: PageCodesParts): PageCodes {
  const stop = new AbortController();
  const bell = new Wake(clock);
  const waiting = new Set<() => void>();
  const keptBack = { of: '', count: 0 };

  const sightOf = async (page: UnreadPage): Promise<Sight> => {
    // What is no picture is not looked into; nor is a page whose file is gone: it is shown as damaged where it stands.
    if (page.mime === 'application/pdf' || page.tries >= MOST_TRIES) return { kind: 'no-picture' };
    let bytes;
    try {
      bytes = await blobs.read(page.sha256);
    } catch (error) {
      if (!(error instanceof DamagedBlob)) throw error;
      if (keptBack.of !== page.pageId) Object.assign(keptBack, { of: page.pageId, count: 0 });
      keptBack.count += 1;
      if (error.keptBackBy === null || keptBack.count >= MOST_READS) return { kind: 'no-picture' };
      throw error;
    }
    database.write((store) => noteCodeLookBegun(store, page.pageId));
    try {
      return await look(new Uint8Array(bytes));
    } catch (error) {
      onFailure(error);
      if (page.tries + 1 >= MOST_TRIES) return { kind: 'no-picture' };
      throw error;
    }
  };

  const bind = (page: UnreadPage, sight: Sight): void =>
    database.write((store) => {
      if (!bindPage(store, page, sight, { papersOf, mostOfPaper, at: clock.now() })) return;
      const visit = visitById(store, page.visitId);
      if (visit !== null) store.afterCommit(() => changed(visit));
    });

  /** True if there may be more to see. */
  const step = async (): Promise<boolean> => {
    const page = database.read(nextUnreadPage);
    if (page === null) return false;
    const sight = await sightOf(page);
    if (!stop.signal.aborted) bind(page, sight);
    return true;
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        const isMore = await step();
        for (const look of waiting) look();
        if (!isMore) await bell.wait(LOOK_AGAIN_MS, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return;
        if (!(error instanceof Refusal)) onFailure(error);
        await clock.sleep(PAUSE_MS, stop.signal).catch(() => undefined);
      }
    }
  };

  const isSettled = (visitId: VisitId): boolean => database.read((store) => visitById(store, visitId) === null || countUnread(store, visitId) === 0);
  const running = run();
  return {
    wake: () => bell.ring(),
    settled: (visitId) => {
      if (isSettled(visitId)) return null;
      bell.ring();
      return new Promise<boolean>((resolve) => {
        const end = (isDone: boolean): void => {
          waiting.delete(look);
          resolve(isDone);
        };
        const look = (): void => {
          if (isSettled(visitId)) end(true);
        };
        waiting.add(look);
        clock.sleep(PATIENCE_MS, stop.signal).then(() => end(isSettled(visitId)), () => end(false));
      });
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
    },
  };
}
