// Has a verified copy of the store made each hour and when somebody asks, and knows what became of the last one.

import type { Worker } from 'node:worker_threads';
import type { RequestId } from '../../shared/base/ids.ts';
import type { Backup } from '../../shared/contract/care.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { Clock } from './life/clock.ts';
import type { BackupVerdict } from './life/health/check.ts';
import { createWorkerThread } from './life/worker-thread.ts';
import type { BackupKind } from './store/backup/backup-name.ts';
import { listBackups, shownBackup, type BackupPlaces } from './store/backup/backup-places.ts';
import { backupOutcomeSchema, type BackupOrder } from './store/backup/make-backup.ts';

const HOUR_MS = 3_600_000;
/** A station that has just started has something better to do; a new one has nothing yet that is worth a copy. */
const AFTER_START_MS = 60_000;
const NEW_STORE_MS = 600_000;
/** Years of events onto a slow disk, with room to spare. */
const LONGEST_MS = 3_600_000;

export interface BackupKeeperParts {
  readonly places: BackupPlaces;
  /** Starts the thread that copies. */
  readonly start: () => Worker;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** Whether the wall clock may be believed; if not, no copy goes by its age. */
  readonly isClockBelieved: () => boolean;
  readonly onMade: (backup: Backup, removed: number) => void;
  readonly onFailure: (reason: string) => void;
}

/** Until disposed. */
export interface BackupKeeper extends AsyncDisposable {
  /** Both places, the newest first. */
  list(): Backup[];
  /** Makes and verifies one now; a repeated request gets the answer of the first. Throws 'backup.failed'. */
  make(requestId: RequestId): Promise<Backup[]>;
  /** For the health screen. */
  verdict(): BackupVerdict;
}

/** Begins a minute after the start, if the newest copy is older than an hour. */
export function startBackupKeeper({ places, start, clock, isClockBelieved, onMade, onFailure }: BackupKeeperParts): BackupKeeper {
  const stop = new AbortController();
  const thread = createWorkerThread({ start, clock, parse: (said) => backupOutcomeSchema.parse(said), longestMs: LONGEST_MS, restMs: 0 });
  let failure: BackupVerdict['failure'] = null;
  let asked: { readonly requestId: RequestId; readonly made: Promise<Backup[]> } | null = null;

  const list = (): Backup[] => listBackups(places).map(shownBackup);
  const make = async (kind: BackupKind | null): Promise<Backup[]> => {
    const order: BackupOrder = { at: clock.now(), kind, isClockBelieved: isClockBelieved() };
    const outcome = await thread.ask(order).catch((error: unknown) => ({ kind: 'failed' as const, reason: error instanceof Error ? error.name : typeof error }));
    if (outcome.kind === 'failed') {
      failure = { finding: outcome.reason, at: clock.now() };
      if (!stop.signal.aborted) onFailure(outcome.reason);
      throw new Refusal('backup.failed', { reason: outcome.reason });
    }
    failure = null;
    onMade(outcome.backup, outcome.removed);
    return list();
  };
  const run = async (): Promise<void> => {
    const newest = list()[0];
    // A clock that was set back does not put the next copy off.
    await pause(newest === undefined ? NEW_STORE_MS : Math.min(HOUR_MS, Math.max(AFTER_START_MS, newest.at + HOUR_MS - clock.now())));
    while (!stop.signal.aborted) {
      await make(null).catch(() => undefined);
      await pause(HOUR_MS);
    }
  };
  const pause = (ms: number): Promise<void> => clock.sleep(ms, stop.signal).catch(() => undefined);
  const running = run();
  return {
    list,
    make: (requestId) => {
      if (asked?.requestId !== requestId) asked = { requestId, made: make('asked') };
      return asked.made;
    },
    verdict: () => {
      const newest = list()[0];
      return { newest: newest === undefined ? null : { at: newest.at, place: newest.place }, isSecondWanted: places.secondFolder !== null, failure };
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await thread[Symbol.asyncDispose]();
      await running;
    },
  };
}
