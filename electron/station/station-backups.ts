// The copies of a machine's store, as the recovery door lists and restores them.

import type { MachineSettings } from '../link/settings.ts';
import type { Clock } from './life/clock.ts';
import type { RecoveryBackups } from './recovery.ts';
import { lookAtBackups, type BackupPlaces } from './store/backup/backup-places.ts';
import { restoreBackup } from './store/backup/restore-backup.ts';
import { RefusedBackup, type StoreEnd } from './store/backup/verify-backup.ts';

export function stationBackups({ dataFolder, backup, profile }: MachineSettings, clock: Pick<Clock, 'now'>): RecoveryBackups {
  const places: BackupPlaces = { dataFolder, secondFolder: backup.folder ?? null, commune: profile.commune, station: profile.station };
  return {
    list: () => lookAtBackups(places),
    restore: (name, keys, end) => keys.some((key) => isRestored(places, key, name, clock, end)),
  };
}

function isRestored(places: BackupPlaces, key: Uint8Array, name: string, clock: Pick<Clock, 'now'>, end?: StoreEnd): boolean {
  try {
    restoreBackup(places, key, name, clock.now(), end);
    return true;
  } catch (error) {
    if (error instanceof RefusedBackup) return false;
    throw error;
  }
}
