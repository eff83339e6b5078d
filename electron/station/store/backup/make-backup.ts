// Makes a copy of the running store, and gives it its name only when it was read back whole. Runs on a thread of its own.

import { closeSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { backupSchema, type Backup } from '../../../../shared/contract/care.ts';
import { epochMsSchema } from '../../../../shared/contract/primitives.ts';
import { syncFile, syncNames } from '../durable.ts';
import { FIRST_MARK, type SealMark } from '../seals.ts';
import { ConnectionHandle } from '../handle.ts';
import { openForReading } from '../open-connection.ts';
import { backupKindSchema, writeBackupName, type BackupKind } from './backup-name.ts';
import { folderForNext, nextOf, shownBackup, thinBackups, type BackupFolder } from './backup-places.ts';
import { headOf, RefusedBackup, verifyBackup } from './verify-backup.ts';

const UNFINISHED = /^making-\d+\.tmp(?:-journal|-wal|-shm)?$/;
const hashRow = z.object({ hash: z.string() });

/** What the thread is started with. */
export const backupSourceSchema = z.strictObject({
  file: z.string(), key: z.custom<Uint8Array>((key) => key instanceof Uint8Array),
  places: z.strictObject({ dataFolder: z.string(), secondFolder: z.string().nullable(), commune: z.string(), station: z.string() }),
});
export type BackupSource = z.infer<typeof backupSourceSchema>;

/** One copy to be made. `kind` null: the first of its day is 'daily', the others 'hourly'. `isClockBelieved`: then old ones go by age too. */
export const backupOrderSchema = z.strictObject({ at: epochMsSchema, kind: backupKindSchema.nullable(), isClockBelieved: z.boolean() });
export type BackupOrder = z.infer<typeof backupOrderSchema>;

/** How it ended; `reason` is a fault of the copy, a code of the system, or the name of an error, never its words. */
export const backupOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('made'), backup: backupSchema, removed: z.int() }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string() }),
]);
export type BackupOutcome = z.infer<typeof backupOutcomeSchema>;

/** Copies, verifies, names, and removes what is not kept any more. Never throws. */
export function makeBackup(source: BackupSource, order: BackupOrder): BackupOutcome {
  try {
    const { ordinal, isFirstOfDay } = nextOf(source.places, order.at);
    const folder = folderForNext(source.places);
    const backup = copyInto(source, folder, { ordinal, at: order.at, kind: order.kind ?? (isFirstOfDay ? 'daily' : 'hourly') });
    return { kind: 'made', backup, removed: thinBackups(folder.path, order.isClockBelieved ? order.at : null).length };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** `VACUUM INTO` stays encrypted under the same key, unlike SQLite's backup call, and reads one state of the store while it goes on. */
function copyInto({ file, key, places }: BackupSource, folder: BackupFolder, named: { readonly ordinal: number; readonly at: Backup['at']; readonly kind: BackupKind }): Backup {
  for (const left of readdirSync(folder.path)) if (UNFINISHED.test(left)) rmSync(path.join(folder.path, left), { force: true });
  const unfinished = path.join(folder.path, `making-${named.ordinal}.tmp`);
  const live = openForReading(file, key);
  try {
    closeSync(openSync(unfinished, 'wx', 0o600));
    live.pragma('busy_timeout=5000');
    const liveHandle = new ConnectionHandle(live);
    const before = headOf(liveHandle);
    live.prepare('VACUUM INTO ?').run(unfinished);
    syncFile(unfinished);
    const head = verifyBackup(unfinished, key, places);
    agree(liveHandle, before, head);
    const name = writeBackupName({ ...named, lastSequence: head.sequence });
    renameSync(unfinished, path.join(folder.path, name));
    syncNames(folder.path);
    return shownBackup({ ...named, name, bytes: statSync(path.join(folder.path, name)).size, lastSequence: head.sequence, place: folder.place });
  } catch (error) {
    // On a full disk what was written of it is the first thing to give back.
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    live.close();
  }
}

/** The copy ends where the living store was at some moment since the copying began: no earlier, and on the same chain. */
function agree(live: ConnectionHandle, before: SealMark, head: SealMark): void {
  const there = head.sequence === 0 ? FIRST_MARK.hash : live.get(hashRow, 'SELECT hash FROM event WHERE seq = $sequence', { sequence: head.sequence })?.hash;
  if (head.sequence < before.sequence || there !== head.hash) throw new RefusedBackup('damaged');
}

/** What may be said of an error: a fault of a copy, a code of the system, or a name, never its words. */
export function reasonOf(error: unknown): string {
  if (error instanceof RefusedBackup) return error.fault;
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return typeof error;
}
