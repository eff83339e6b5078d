// Puts what a salvage has saved in the place of the damaged store, which is moved aside, and leaves a report of what is missing beside it.

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../../shared/base/ids.ts';
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
