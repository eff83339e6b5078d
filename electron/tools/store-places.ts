// Where a machine's store and its copies are, whether a station holds it, and with which key it opens: what every order about data begins with.

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { MachineSettings } from '../link/settings.ts';
import { MissingKey } from '../station/life/keys/key-state.ts';
import type { KeyVault } from '../station/life/keys/vault.ts';
import { stationKeys } from '../station/station-keys.ts';
import type { BackupPlaces } from '../station/store/backup/backup-places.ts';
import { holdStore, LockedStore, STORE_FILE } from '../station/store/store-lock.ts';

/** Places of the settings' store. */
export function placesOf({ dataFolder, backup, profile }: MachineSettings): BackupPlaces {
  return { dataFolder, secondFolder: backup.folder ?? null, commune: profile.commune, station: profile.station };
}

/** The store's main file. */
export function storeFileOf(dataFolder: string): string {
  return path.join(dataFolder, STORE_FILE);
}

/** True while a station (or another order) holds the store. Makes nothing where there is no store. */
export function isHeld(dataFolder: string): boolean {
  if (!existsSync(storeFileOf(dataFolder))) return false;
  try {
    holdStore(dataFolder)[Symbol.dispose]();
    return false;
  } catch (error) {
    if (error instanceof LockedStore) return true;
    throw error;
  }
}

/** The key that opens the store. Throws `MissingKey`. */
export async function keyOf(settings: MachineSettings, vault: KeyVault): Promise<Uint8Array> {
  const [key] = await stationKeys(settings, vault).candidates();
  if (key === undefined) throw new MissingKey('no key of this machine opens its data');
  return key;
}
