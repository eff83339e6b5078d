// Puts a verified copy in the place of the store. What stood there is moved aside, whole; a crash at any moment leaves either the old store or the new one.

import { constants, copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { syncFile, syncNames } from '../durable.ts';
import { FIRST_MARK, type SealMark } from '../seals.ts';
import { raiseRestored } from '../restored-flag.ts';
import { moveAside, prepareAside, type SetAside } from '../set-aside.ts';
import { holdStore, STORE_FILE } from '../store-lock.ts';
import { listBackups, type BackupPlaces } from './backup-places.ts';
import { RefusedBackup, verifyBackup, type StoreEnd } from './verify-backup.ts';

const INCOMING = 'incoming.db';
/** Written when the new store lies whole beside the old one: from then on the change is carried out, over crashes too. */
const INTENT_FILE = 'replacing.json';
const intentSchema = z.strictObject({ aside: z.string() });

/** What was put in place: the copy's name, its newest event, and where the files lie that stood there. */
export interface Restored {
  readonly name: string;
  readonly head: SealMark;
  readonly aside: string;
}

/**
 * Takes the store's lock, so the station must be stopped. `name` is one of `listBackups`, or 'newest': the newest that passes, damaged ones are passed over. `end`: where its log must end.
 * Throws `RefusedBackup` or `LockedStore` with nothing changed. The station that starts next takes a new incarnation, also where its log is not behind what was once seen.
 */
export function restoreBackup(places: BackupPlaces, key: Uint8Array, name: string, at: EpochMs, end?: StoreEnd): Restored {
  using _lock = holdStore(places.dataFolder);
  finishReplacing(places.dataFolder);
  const candidates = listBackups(places).filter((backup) => name === 'newest' || backup.name === name);
  let refused = new RefusedBackup('missing');
  for (const candidate of candidates) {
    try {
      return { name: candidate.name, ...bringIn(places, key, candidate.file, at, end) };
    } catch (error) {
      if (!(error instanceof RefusedBackup)) throw error;
      refused = error;
    }
  }
  throw refused;
}

/** Copies first and verifies the copy: what is read back is what will be opened. */
function bringIn(places: BackupPlaces, key: Uint8Array, file: string, at: EpochMs, end?: StoreEnd): Omit<Restored, 'name'> {
  const incoming = path.join(places.dataFolder, INCOMING);
  rmSync(incoming, { force: true });
  try {
    copyFileSync(file, incoming, constants.COPYFILE_EXCL);
    syncFile(incoming);
    const head = verifyBackup(incoming, key, places, FIRST_MARK, end);
    return { head, aside: replaceStore(places.dataFolder, incoming, { why: 'restore', code: path.basename(file), at }) };
  } finally {
    // Once the change is decided on, this is the store: the old one may be half moved away already.
    if (!isReplacing(places.dataFolder)) rmSync(incoming, { force: true });
  }
}

/** Moves the store aside and gives `incoming`, a whole store of the same folder, its place. The caller holds the lock. Returns where the old files lie. */
export function replaceStore(dataFolder: string, incoming: string, reason: { readonly why: SetAside['why']; readonly code: string; readonly at: EpochMs }): string {
  if (incoming !== path.join(dataFolder, INCOMING)) renameSync(incoming, path.join(dataFolder, INCOMING));
  const aside = prepareAside(dataFolder, STORE_FILE, reason);
  raiseRestored(dataFolder);
  const intent = path.join(dataFolder, INTENT_FILE);
  writeFileSync(`${intent}.tmp`, JSON.stringify({ aside: path.relative(dataFolder, aside) }), { mode: 0o600 });
  syncFile(`${intent}.tmp`);
  renameSync(`${intent}.tmp`, intent);
  syncNames(dataFolder);
  finishReplacing(dataFolder);
  return aside;
}

/** True while a change has been decided on and not carried out: then there is a store, even if its file is on the way. */
export function isReplacing(dataFolder: string): boolean {
  return existsSync(path.join(dataFolder, INTENT_FILE));
}

/** The file that is the store: the new one while a change to it is under way. */
export function storeFileOf(dataFolder: string): string {
  const incoming = path.join(dataFolder, INCOMING);
  return isReplacing(dataFolder) && existsSync(incoming) ? incoming : path.join(dataFolder, STORE_FILE);
}

/** Carries out what a crash interrupted; nothing otherwise. The caller holds the lock. */
export function finishReplacing(dataFolder: string): void {
  const intent = path.join(dataFolder, INTENT_FILE);
  if (!existsSync(intent)) return;
  const { aside } = intentSchema.parse(JSON.parse(readFileSync(intent, 'utf8')));
  const incoming = path.join(dataFolder, INCOMING);
  if (existsSync(incoming)) {
    moveAside(dataFolder, STORE_FILE, path.join(dataFolder, aside));
    renameSync(incoming, path.join(dataFolder, STORE_FILE));
    syncNames(dataFolder);
  }
  must(existsSync(path.join(dataFolder, STORE_FILE)) ? true : null, 'the new store is in its place');
  rmSync(intent, { force: true });
  syncNames(dataFolder);
}
