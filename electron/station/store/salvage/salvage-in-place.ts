// Puts what a salvage has saved in the place of the damaged store, which is moved aside, and leaves a report of what is missing beside it.

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../../shared/contract/primitives.ts';
import { reasonOf } from '../backup/make-backup.ts';
import { finishReplacing, replaceStore } from '../backup/restore-backup.ts';
import { syncFile, syncNames } from '../durable.ts';
import { holdStore, STORE_FILE } from '../store-lock.ts';
import { salvageReportSchema, salvageStore, type SalvageReport } from './salvage-store.ts';

const REPORT_FILE = 'salvage-report.json';
const NEW_STORE = 'salvaged.tmp';

/**
 * Takes the store's lock, so the station must be stopped. The report is on the disk before anything is moved. Throws `UnreadableStore` or `LockedStore` with nothing changed.
 * The station that starts next finds what the report says under 'store.history'.
 */
export function salvageInPlace(dataFolder: string, key: Uint8Array, at: EpochMs, lastSeen: number): { readonly report: SalvageReport; readonly aside: string } {
  using _lock = holdStore(dataFolder);
  finishReplacing(dataFolder);
  const target = path.join(dataFolder, NEW_STORE);
  const clear = (): void => {
    for (const part of ['', '-wal', '-shm']) rmSync(`${target}${part}`, { force: true });
  };
  clear();
  try {
    const report = salvageStore(path.join(dataFolder, STORE_FILE), key, target, at, lastSeen);
    syncFile(target);
    writeReports(dataFolder, [report, ...readSalvageReports(dataFolder)]);
    return { report, aside: replaceStore(dataFolder, target, { why: 'salvage', code: `${report.missing.length}`, at }) };
  } finally {
    clear();
  }
}

/** For the thread that does it: when, and the highest sequence number that somebody else knows of, or 0. */
export const salvageOrderSchema = z.strictObject({ salvage: z.strictObject({ at: epochMsSchema, lastSeen: z.int().min(0) }) });
export type SalvageOrder = z.infer<typeof salvageOrderSchema>;

/** How it ended; `reason` is a code of the system or the name of an error, never its words. */
export const salvageOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), events: z.int(), missing: z.int() }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
]);
export type SalvageOutcome = z.infer<typeof salvageOutcomeSchema>;

/** As `salvageInPlace`, but never throws. */
export function tryToSalvage(dataFolder: string, key: Uint8Array, { salvage: { at, lastSeen } }: SalvageOrder): SalvageOutcome {
  try {
    const { report } = salvageInPlace(dataFolder, key, at, lastSeen);
    return { kind: 'saved', events: report.events, missing: report.missing.reduce((sum, { from, to }) => sum + to - from + 1, 0) };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** The newest first; empty on a station whose store was never salvaged. */
export function readSalvageReports(dataFolder: string): SalvageReport[] {
  const file = path.join(dataFolder, REPORT_FILE);
  return existsSync(file) ? z.array(salvageReportSchema).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

function writeReports(dataFolder: string, reports: readonly SalvageReport[]): void {
  const file = path.join(dataFolder, REPORT_FILE);
  writeFileSync(`${file}.tmp`, JSON.stringify(reports), { mode: 0o600 });
  syncFile(`${file}.tmp`);
  renameSync(`${file}.tmp`, file);
  syncNames(dataFolder);
}
