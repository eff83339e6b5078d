// Makes the derived document in the background, page by page, out of what the store says is due; a station that ends takes it up again. Also sees to it that files go with their pages.

import type { BlobHash, BusinessDay } from '../../../../shared/base/ids.ts';
import { addDays } from '../../../../shared/domain/time/business-day.ts';
import type { Clock } from '../../life/clock.ts';
import { steadyLoop } from '../../life/steady-loop.ts';
import { type BlobFiles, DamagedBlob } from '../../store/blob-files.ts';
import type { StationDatabase } from '../../store/database.ts';
import { type DueLeaf, giveUpSpentLeaves, isLeafKnown, knownLeaves, leavesToRemove, nextDueLeaf, noteLeaf, noteLeafBegun, noteLeafRemoved, takeLeafTryBack } from '../../store/page-leaves.ts';
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
  readonly clock: Pick<Clock, 'sleep'>;
  /** A page was made or given up; called after the commit. */
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
export function keepLeaves({ database, blobs, files, thread, budgetBytes, hasRoom, clock, tell, onFailure, today }: LeavesParts): Leaves {
  let isStopped = false;
  let isBegun = false;

  const removeFiles = async (): Promise<boolean> => {
    const failures: unknown[] = [];
    for (const file of database.read(leavesToRemove)) {
      try {
        await files.removeUnless(file, (known) => database.read((store) => isLeafKnown(store, known)));
        database.write((store) => noteLeafRemoved(store, file));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'files of documents could not be removed');
    return false;
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

  /** What is no picture is answered at once by a thread that is sound. */
  const isThreadSound = (): Promise<boolean> => thread.make({ bytes: new Uint8Array(), budgetBytes, withText: false }).then(() => true, () => false);

  /** Null if it is the page that failed; throws where any other page would fail too. */
  const answerTo = async (due: DueLeaf): Promise<LeafAnswer | null> => {
    try {
      return await make(due);
    } catch (error) {
      // One that is damaged or was erased meanwhile is told where it is shown.
      if (error instanceof DamagedBlob) return null;
      if (isStopped || !(await isThreadSound())) throw error;
      onFailure(error);
      return null;
    }
  };

  const begin = async (): Promise<void> => {
    await files.sweep();
    // Of an older copy of the store that was put back, or of a crash between file and row: they can be made again.
    const { setAside } = await files.settleUnknown(database.read(knownLeaves), today);
    if (setAside > 0) await files.removeUnclaimed(addDays(today, 1));
    database.write(giveUpSpentLeaves);
    isBegun = true;
  };

  const makeNext = async (): Promise<boolean> => {
    if (!isBegun) await begin();
    const due = isStopped || !hasRoom() ? null : database.read(nextDueLeaf);
    if (due === null) return false;
    if (!database.write((store) => noteLeafBegun(store, due.sha256))) return true;
    try {
      const answer = await answerTo(due);
      if (answer === null) database.write(giveUpSpentLeaves);
      else await keep(due.sha256, answer);
    } catch (error) {
      database.write((store) => takeLeafTryBack(store, due.sha256));
      if (isStopped) return false;
      throw error;
    }
    tell();
    return !isStopped;
  };

  const removing = steadyLoop({ step: removeFiles, clock, onFailure });
  const making = steadyLoop({ step: makeNext, clock, onFailure });
  const wake = (): void => {
    removing.wake();
    making.wake();
  };
  wake();
  return {
    wake,
    hold: (isHeld) => thread.hold(isHeld),
    [Symbol.asyncDispose]: async () => {
      isStopped = true;
      await thread[Symbol.asyncDispose]();
      await Promise.all([removing.end(), making.end()]);
    },
  };
}
