// Starts what looks after the store beside the windows: the one that reads it through, the one that copies it, the one that puts away.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import { startBackupKeeper, type BackupKeeper } from './backup-keeper.ts';
import { createLetterReport } from './letter-report.ts';
import type { Clock } from './life/clock.ts';
import { startHousekeeping } from './life/housekeeping.ts';
import type { Log } from './life/log.ts';
import { PlausibleTime } from './life/plausible-time.ts';
import { createWorkerThread, THREAD_LIMITS } from './life/worker-thread.ts';
import type { BackupPlaces } from './store/backup/backup-places.ts';
import type { BackupSource } from './store/backup/make-backup.ts';
import type { BlobFiles } from './store/blob-files.ts';
import type { StationDatabase } from './store/database.ts';
import type { DiskRoom } from './store/disk-room.ts';
import type { InspectedStore } from './store/inspect-store.ts';
import { comparisonSchema, type Comparison, type comparisonOrderSchema } from './store/projections/compare.ts';
import type { RetentionRules } from './store/retention.ts';
import { STORE_FILE } from './store/store-lock.ts';
import { newestEventAt, tidyStore } from './store/tidy.ts';
import { startStoreInspector, type StoreInspector } from './store-inspector.ts';

/** The start has the disk to itself. */
const RESERVE_AFTER_MS = 120_000;
/** Years of events on a slow machine, with room to spare. */
const COMPARING_MS = 1_800_000;

export interface StoreCareParts {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly key: Uint8Array;
  readonly places: BackupPlaces;
  readonly room: DiskRoom;
  readonly retention: Omit<RetentionRules, 'isDiskShort'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after each tidying that took place: the wall clock is believed then. */
  readonly onTidied: () => void;
  /** File of the thread of that name, as source or as bundle. */
  readonly workerFile: (name: string) => string;
}

/** Until disposed: all of it ends before the store is closed. */
export interface StoreCare extends AsyncDisposable {
  readonly inspector: StoreInspector;
  readonly backups: BackupKeeper;
  /** Reads the whole log; rejects if the thread dies. */
  compareProjections(): Promise<Comparison>;
}

/** Begins at once. */
export async function startStoreCare({ database, blobs, key, places, room, retention, clock, log, workerFile, onTidied }: StoreCareParts): Promise<StoreCare> {
  await using undo = new AsyncDisposableStack();
  const time = new PlausibleTime(clock);
  const inspected: InspectedStore = { file: path.join(places.dataFolder, STORE_FILE), key, commune: places.commune, station: places.station };
  const inspector = undo.use(
    startStoreInspector({ start: () => new Worker(workerFile('store-worker'), { workerData: inspected, resourceLimits: THREAD_LIMITS }), clock, onDamage: () => database.distrust('quick_check'), onFailure: (error) => log.error('store.inspection-failed', error) }),
  );
  const comparer = undo.use(
    createWorkerThread({
      start: () => new Worker(workerFile('store-worker'), { workerData: inspected, resourceLimits: THREAD_LIMITS }), clock, parse: (said) => comparisonSchema.parse(said), longestMs: COMPARING_MS, restMs: 0,
    }),
  );
  const source: BackupSource = { file: inspected.file, key, places };
  const backups = undo.use(
    startBackupKeeper({
      places, clock,
      start: () => new Worker(workerFile('backup-worker'), { workerData: source, resourceLimits: THREAD_LIMITS }),
      isClockBelieved: () => time.isPlausible(database.read(newestEventAt)),
      onMade: ({ name, bytes, place }, removed) => log.info('backup.made', { name, bytes, place, removed }),
      onFailure: (reason) => log.warn('backup.failed', { reason }),
    }),
  );
  const reportLetters = createLetterReport(database, clock, log);
  undo.use(
    startHousekeeping(
      clock,
      async () => {
        const tidied = await tidyStore(database, blobs, clock, time, { ...retention, isDiskShort: () => room.level() !== 'ample' });
        if (tidied === null) {
          log.warn('store.tidy-put-off', { reason: 'clock' });
          return;
        }
        log.info('store.tidied', { ...tidied });
        onTidied();
        reportLetters();
      },
      (error) => log.error('store.tidy-failed', error),
    ),
  );
  undo.use(
    startHousekeeping(
      clock,
      async () => {
        const level = room.level();
        if (level !== 'ample') log.warn('store.disk-low', { level, freeMb: Math.floor(room.freeBytes() / 1024 ** 2) });
        await room.replenish();
      },
      (error) => log.error('store.reserve-failed', error),
      RESERVE_AFTER_MS,
    ),
  );
  const parts = undo.move();
  return { inspector, backups, compareProjections: () => comparer.ask({ compare: 'projections' } satisfies z.infer<typeof comparisonOrderSchema>), [Symbol.asyncDispose]: () => parts.disposeAsync() };
}
