// Saves what can be read of a machine's damaged store, on a thread of its own: the windows go on meanwhile.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { MachineSettings } from '../link/settings.ts';
import type { Clock } from './life/clock.ts';
import { createWorkerThread, THREAD_LIMITS } from './life/worker-thread.ts';
import type { BackupSource } from './store/backup/make-backup.ts';
import { readHighWater } from './store/high-water.ts';
import { salvageOutcomeSchema, type SalvageOrder, type SalvageOutcome } from './store/salvage/salvage-in-place.ts';
import { STORE_FILE } from './store/store-lock.ts';

/** Years of events on a slow disk that fails at each page, with room to spare. */
const LONGEST_MS = 4 * 3_600_000;

/** Puts what could be saved in the store's place, with the first of the keys that opens it. Changes nothing where nothing can be read. Never rejects. */
export type Salvage = (keys: readonly Uint8Array[]) => Promise<SalvageOutcome>;

export function stationSalvage({ dataFolder, backup, profile }: MachineSettings, workerFile: (name: string) => string, clock: Pick<Clock, 'now' | 'sleep'>): Salvage {
  const places = { dataFolder, secondFolder: backup.folder ?? null, commune: profile.commune, station: profile.station };
  return async (keys) => {
    const seen = readHighWater(dataFolder);
    const order: SalvageOrder = { salvage: { at: clock.now(), lastSeen: seen.kind === 'seen' ? seen.mark.seq : 0 } };
    let outcome: SalvageOutcome = { kind: 'failed', reason: 'no key' };
    for (const key of keys) {
      const source: BackupSource = { file: path.join(dataFolder, STORE_FILE), key, places };
      await using thread = createWorkerThread({
        start: () => new Worker(workerFile('backup-worker'), { workerData: source, resourceLimits: THREAD_LIMITS }), clock, parse: (said) => salvageOutcomeSchema.parse(said), longestMs: LONGEST_MS, restMs: LONGEST_MS,
      });
      outcome = await thread.ask(order).catch((error: unknown): SalvageOutcome => ({ kind: 'failed', reason: error instanceof Error ? error.name : typeof error }));
      if (outcome.kind === 'saved') return outcome;
    }
    return outcome;
  };
}
