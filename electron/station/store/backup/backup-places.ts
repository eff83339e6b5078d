// Where the store's copies lie, which of them there are, and which are kept.

import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { backupSchema, type Backup } from '../../../../shared/contract/care.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { syncNames } from '../durable.ts';
import { readBackupName, type BackupKind, type BackupName } from './backup-name.ts';

/** Whose copies, and where they may be: beside the store, and in a second folder if one is set. */
export interface BackupPlaces {
  readonly dataFolder: string;
  /** The folder of the settings; several stations may share it. It must be there: what is not plugged in is not made. */
  readonly secondFolder: string | null;
  readonly commune: string;
  readonly station: string;
}

/** A folder of copies. */
export interface BackupFolder {
  readonly path: string;
  readonly place: Backup['place'];
}

const HOURLY_KEPT = 24;
const DAILY_KEPT = 14;
const BEFORE_UPDATES_KEPT = 2;
const DAY_MS = 86_400_000;
/** Erased data ages out of the copies with them; half a day of room for the hour in which a daily one is made. */
const LONGEST_KEPT_MS = 14.5 * DAY_MS;

/** The folder for the next copy: the second one where it can be reached, else beside the store; null if neither can be made. Makes the station's own part of it. */
export function folderForNext(places: BackupPlaces): BackupFolder {
  const second = secondFolderOf(places);
  if (second !== null && places.secondFolder !== null && existsSync(places.secondFolder)) {
    mkdirSync(second, { recursive: true, mode: 0o700 });
    return { path: second, place: placeOf(second, places.dataFolder) };
  }
  const own = ownFolderOf(places.dataFolder);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return { path: own, place: 'own-disk' };
}

/** Beside the store. */
export function ownFolderOf(dataFolder: string): string {
  return path.join(dataFolder, 'backups');
}

/** All copies of both places, the newest first. What a name says is believed for the list only: whoever uses a copy verifies it. */
export function listBackups(places: BackupPlaces): readonly (Backup & BackupName & { readonly file: string })[] {
  const second = secondFolderOf(places);
  const folders: BackupFolder[] = [{ path: ownFolderOf(places.dataFolder), place: 'own-disk' }];
  if (second !== null && existsSync(second)) folders.push({ path: second, place: placeOf(second, places.dataFolder) });
  return folders
    .flatMap(({ path: folder, place }) => namesIn(folder).map((found) => ({ ...found, place, file: path.join(folder, found.name), bytes: statSync(path.join(folder, found.name)).size })))
    .sort((one, other) => other.ordinal - one.ordinal);
}

/** For the thread that looks: a disk that does not answer would hold the windows. */
export const lookOrderSchema = z.strictObject({ look: z.literal('copies') });
export const foundBackupsSchema = z.array(backupSchema);

/** All copies as windows see them. */
export function lookAtBackups(places: BackupPlaces): Backup[] {
  return listBackups(places).map(shownBackup);
}

/** A copy as windows see it. */
export function shownBackup({ name, at, bytes, lastSequence, kind, place }: Backup): Backup {
  return { name, at, bytes, lastSequence, kind, place };
}

/** The number of the next copy, and whether it is the first of its day. */
export function nextOf(places: BackupPlaces, at: EpochMs): { readonly ordinal: number; readonly isFirstOfDay: boolean } {
  const found = listBackups(places);
  const today = businessDayOf(at);
  return { ordinal: (found[0]?.ordinal ?? 0) + 1, isFirstOfDay: !found.some((backup) => backup.kind === 'daily' && businessDayOf(backup.at) === today) };
}

/**
 * Removes what is not kept any more of one folder: 24 by the hour or asked for, 14 of days, 2 before updates; and what is older than 14 days, unless `now` is null because the clock cannot be believed.
 * The newest stays whatever its age.
 */
export function thinBackups(folder: string, now: EpochMs | null): readonly string[] {
  const found = [...namesIn(folder)].sort((one, other) => other.ordinal - one.ordinal);
  const keep = new Set<string>();
  const keepNewest = (kinds: readonly BackupKind[], count: number): void => {
    for (const { name } of found.filter(({ kind }) => kinds.includes(kind)).slice(0, count)) keep.add(name);
  };
  keepNewest(['hourly', 'asked'], HOURLY_KEPT);
  keepNewest(['daily'], DAILY_KEPT);
  keepNewest(['update'], BEFORE_UPDATES_KEPT);
  const removed = found.slice(1).filter(({ name, at }) => !keep.has(name) || (now !== null && at < now - LONGEST_KEPT_MS)).map(({ name }) => name);
  for (const name of removed) rmSync(path.join(folder, name), { force: true });
  if (removed.length > 0) syncNames(folder);
  return removed;
}

function namesIn(folder: string): readonly BackupName[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map(readBackupName).filter((found) => found !== null);
}

function secondFolderOf({ secondFolder, commune, station }: BackupPlaces): string | null {
  return secondFolder === null ? null : path.join(secondFolder, `${commune}-${station}`);
}

/** By the file system they are on: a second folder of the same disk dies with it. */
function placeOf(folder: string, dataFolder: string): Backup['place'] {
  return statSync(folder).dev === statSync(dataFolder).dev ? 'own-disk' : 'second-disk';
}
