// Makes the derived document in the background, page by page, out of what the store says is due; a station that ends takes it up again. Also sees to it that files go with their pages.

import type { BlobHash, BusinessDay } from '../../../../shared/base/ids.ts';
import { addDays } from '../../../../shared/domain/time/business-day.ts';
import { type BlobFiles, DamagedBlob } from '../../store/blob-files.ts';
import type { StationDatabase } from '../../store/database.ts';
import { type DueLeaf, isLeafKnown, knownLeaves, leavesToRemove, nextDueLeaf, noteLeaf, noteLeafBegun, noteLeafRemoved } from '../../store/page-leaves.ts';
import type { LeafAnswer, LeafThread } from './leaf-thread.ts';

export interface LeavesParts {
  readonly database: StationDatabase;
  /** The pages as they were scanned. */
  readonly blobs: BlobFiles;
  /** The leaves' own folder. */
  readonly files: BlobFiles;
  readonly thread: LeafThread;
  readonly budgetBytes: number;
  /** False while the disk is short: what can be made again is not made then. */
  readonly hasRoom: () => boolean;
  /** A page was made; called after the commit. */
  readonly tell: () => void;
  readonly onFailure: (error: unknown) => void;
  readonly today: BusinessDay;
}

export interface Leaves extends AsyncDisposable {
  /** To be called when dossiers have changed. Returns at once. */
  wake(): void;
  /** While true nothing is begun and what has begun waits. */
  hold(isHeld: boolean): void;
}

/** Begins with what an earlier run of the station has left. */
export function keepLeaves({ database, blobs, files, thread, budgetBytes, hasRoom, tell, onFailure, today }: LeavesParts): Leaves {
  let isStopped = false;
  let isAwake = false;
  let running: Promise<void> | null = null;

  const removeFiles = async (): Promise<void> => {
    for (const file of database.read(leavesToRemove)) {
      await files.removeUnless(file, (known) => database.read((store) => isLeafKnown(store, known)));
      database.write((store) => noteLeafRemoved(store, file));
    }
  };

  const make = async ({ sha256, mime, withText }: DueLeaf): Promise<LeafAnswer> => {
    if (!mime.startsWith('image/')) return { kind: 'no-picture' };
    const order = { bytes: await blobs.read(sha256), budgetBytes };
    try {
      return await thread.make({ ...order, withText });
    } catch (error) {
      if (isStopped || !withText) throw error;
      // The page is worth having without its text; that it has none is shown.
      onFailure(error);
      return await thread.make({ ...order, withText: false });
    }
  };

  const keep = async (sha256: BlobHash, answer: LeafAnswer): Promise<void> => {
    if (answer.kind === 'no-picture') {
      database.write((store) => noteLeaf(store, sha256, 'as-is'));
      return;
    }
    const { leaf, isRead, isOverBudget } = answer;
    const { file, isWanted } = await files.storeThen(leaf, (stored) => ({
      file: stored,
      isWanted: database.write((store) => noteLeaf(store, sha256, { state: isRead ? 'read' : 'unread', file: stored, isOverBudget })),
    }));
    if (!isWanted) await files.removeUnless(file, (known) => database.read((store) => isLeafKnown(store, known)));
  };

  const makeNext = async (): Promise<boolean> => {
    const due = isStopped || !hasRoom() ? null : database.read(nextDueLeaf);
    if (due === null) return false;
    if (!database.write((store) => noteLeafBegun(store, due.sha256))) return true;
    try {
      const answer = await make(due);
      if (isStopped) return false;
      await keep(due.sha256, answer);
      tell();
    } catch (error) {
      if (isStopped) return false;
      // One that is damaged or was erased meanwhile is told where it is shown.
      if (!(error instanceof DamagedBlob)) onFailure(error);
    }
    return !isStopped;
  };

  const begin = async (): Promise<void> => {
    await files.sweep();
    // Of an older copy of the store that was put back, or of a crash between file and row: they can be made again.
    const { setAside } = await files.settleUnknown(database.read(knownLeaves), today);
    if (setAside > 0) await files.removeUnclaimed(addDays(today, 1));
  };

  let begun: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    await Promise.resolve();
    while (isAwake) {
      isAwake = false;
      try {
        begun ??= begin();
        await begun;
        await removeFiles();
        while (await makeNext()) await removeFiles();
      } catch (error) {
        onFailure(error);
      }
    }
    running = null;
  };
  const wake = (): void => {
    isAwake = !isStopped;
    if (!isStopped) running ??= run();
  };
  wake();
  return {
    wake,
    hold: (isHeld) => thread.hold(isHeld),
    [Symbol.asyncDispose]: async () => {
      isStopped = true;
      isAwake = false;
      await thread[Symbol.asyncDispose]();
      await running;
    },
  };
}
