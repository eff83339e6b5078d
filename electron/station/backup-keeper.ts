// Has a verified copy of the store made each hour and when somebody asks, and knows what became of the last one.

import type { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import type { RequestId } from '../../shared/base/ids.ts';
import type { Backup } from '../../shared/contract/care.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { Clock } from './life/clock.ts';
import type { BackupVerdict } from './life/health/check.ts';
import { createWorkerThread } from './life/worker-thread.ts';
import type { BackupKind } from './store/backup/backup-name.ts';
import { foundBackupsSchema, type BackupPlaces, type lookOrderSchema } from './store/backup/backup-places.ts';
import { backupOutcomeSchema, type BackupOrder } from './store/backup/make-backup.ts';

const HOUR_MS = 3_600_000;
/** A station that has just started has something better to do; a new one has nothing yet that is worth a copy. */
const AFTER_START_MS = 60_000;
const NEW_STORE_MS = 600_000;
/** Years of events onto a slow disk, with room to spare. */
const LONGEST_MS = 3_600_000;
/** A disk that sleeps wakes up within this time; one that hangs does not. */
const LONGEST_LOOK_MS = 20_000;
/** The health screen asks far more often than copies come and go. */
const LOOK_AGAIN_MS = 300_000;

export interface BackupKeeperParts {
  readonly places: BackupPlaces;
  /** Starts a thread that copies or looks. */
  readonly start: () => Worker;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** Whether the wall clock may be believed; if not, no copy goes by its age. */
  readonly isClockBelieved: () => boolean;
  readonly onMade: (backup: Backup, removed: number) => void;
  readonly onFailure: (reason: string) => void;
}

/** Until disposed. */
export interface BackupKeeper extends AsyncDisposable {
  /** Both places, the newest first; what was seen last where a disk does not answer. */
  list(): Promise<Backup[]>;
  /** Makes and verifies one now; a repeated request gets the answer of the first. Throws 'backup.failed'. */
  make(requestId: RequestId): Promise<Backup[]>;
  /** For the health screen: as it was seen in the last minutes. */
  verdict(): BackupVerdict;
}

/** Begins a minute after the start, if the newest copy is older than an hour. */
export function startBackupKeeper({ places, start, clock, isClockBelieved, onMade, onFailure }: BackupKeeperParts): BackupKeeper {
  const stop = new AbortController();
  const thread = createWorkerThread({ start, clock, parse: (said) => backupOutcomeSchema.parse(said), longestMs: LONGEST_MS, restMs: 0 });
  let failure: BackupVerdict['failure'] = null;
  let asked: { readonly requestId: RequestId; readonly made: Promise<Backup[]> } | null = null;

  // A thread of its own: it must not wait for a copy that is being made.
  const looker = createWorkerThread({ start, clock, parse: (said) => foundBackupsSchema.parse(said), longestMs: LONGEST_LOOK_MS, restMs: 0 });
  let known: Backup[] = [];
  let lookedAt: number | null = null;
  let unseen: BackupVerdict['failure'] = null;
  const list = async (): Promise<Backup[]> => {
    if (stop.signal.aborted) return known;
    lookedAt = clock.now();
    try {
      known = await looker.ask({ look: 'copies' } satisfies z.infer<typeof lookOrderSchema>);
      unseen = null;
    } catch {
      // A disk that hangs, or is pulled out while it is read.
      if (!stop.signal.aborted) {
        unseen = { finding: 'no-answer', at: clock.now() };
        onFailure('look');
      }
    }
    return known;
  };
  const make = async (kind: BackupKind | null): Promise<void> => {
    const order: BackupOrder = { at: clock.now(), kind, isClockBelieved: isClockBelieved() };
    const outcome = await thread.ask(order).catch((error: unknown) => ({ kind: 'failed' as const, reason: error instanceof Error ? error.name : typeof error }));
    if (outcome.kind === 'failed') {
      failure = { finding: outcome.reason, at: clock.now() };
      if (!stop.signal.aborted) onFailure(outcome.reason);
      throw new Refusal('backup.failed', { reason: outcome.reason });
    }
    failure = null;
    onMade(outcome.backup, outcome.removed);
  };
  const run = async (): Promise<void> => {
    const [newest] = await list();
    // A clock that was set back does not put the next copy off.
    await pause(newest === undefined ? NEW_STORE_MS : Math.min(HOUR_MS, Math.max(AFTER_START_MS, newest.at + HOUR_MS - clock.now())));
    while (!stop.signal.aborted) {
      // Which copies there are now may take a disk its time; the next one does not wait for that.
      await make(null).then(() => void list(), () => undefined);
      await pause(HOUR_MS);
    }
  };
  const pause = (ms: number): Promise<void> => clock.sleep(ms, stop.signal).catch(() => undefined);
  const running = run();
  return {
    list,
    make: (requestId) => {
      if (asked?.requestId !== requestId) asked = { requestId, made: make('asked').then(list) };
      return asked.made;
    },
    verdict: () => {
      // A clock that was set back asks once more than it has to.
      if (lookedAt === null || Math.abs(clock.now() - lookedAt) >= LOOK_AGAIN_MS) void list();
      const [newest] = known;
      return { newest: newest === undefined ? null : { at: newest.at, place: newest.place }, isSecondWanted: places.secondFolder !== null, failure: failure ?? unseen };
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.all([thread[Symbol.asyncDispose](), looker[Symbol.asyncDispose]()]);
      await running;
    },
  };
}
