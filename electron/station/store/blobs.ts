// The bytes behind scanned pages: which are drafts, which go to the city, which are there. The files themselves are the business of blob-files.ts.

import { z } from 'zod';
import type { BlobHash, DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { blobHashSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { Page } from '../../../shared/contract/visit.ts';
import type { BlobFiles } from './blob-files.ts';
import type { StationDatabase } from './database.ts';
import type { Readable, Writable } from './handle.ts';
import { forgetUpload } from './uploads.ts';

const waitingRow = z.object({ sha256: blobHashSchema, bytes: z.int(), mime: z.string(), attempts: z.int(), createdAt: epochMsSchema });
/** A page's bytes that the city has not got. */
export type WaitingBlob = z.output<typeof waitingRow>;
const hashRow = z.object({ sha256: blobHashSchema });

/**
 * Notes bytes that are durable on disk. The same bytes scanned twice are one blob, in whatever state it has reached; only where the file had been found damaged are they new,
 * and go to the city if a dossier waits for them; where it was purged it is here once more.
 */
export function addBlob(store: Writable, page: Pick<Page, 'sha256' | 'bytes' | 'mime'>, at: EpochMs): void {
  store.run(
    `INSERT INTO blob (sha256, bytes, mime, state, created_at) VALUES ($sha256, $bytes, $mime, 'draft', $at)
     ON CONFLICT (sha256) DO UPDATE SET attempts = 0, last_code = NULL, verified_at = iif(state = 'purged', $at, verified_at),
       state = CASE WHEN state = 'purged' THEN 'verified' WHEN EXISTS (SELECT 1 FROM dossier_page WHERE dossier_page.sha256 = blob.sha256) THEN 'waiting' ELSE 'draft' END
     WHERE state IN ('damaged', 'purged')`,
    { sha256: page.sha256, bytes: page.bytes, mime: page.mime, at },
  );
}

/** Forgets a draft that no page shows any more; true if its file may go too. Bytes of a dossier always stay. */
export function dropUnusedBlob(store: Writable, sha256: BlobHash): boolean {
  const dropped = store.run(
    `DELETE FROM blob WHERE sha256 = $sha256 AND state = 'draft'
     AND NOT EXISTS (SELECT 1 FROM page WHERE page.sha256 = $sha256 AND removed_at IS NULL)
     AND NOT EXISTS (SELECT 1 FROM dossier_page WHERE dossier_page.sha256 = $sha256)`,
    { sha256 },
  );
  return dropped === 1;
}

/** True if any row still wants the file of these bytes; of those that were purged it is at the city. */
export function isBlobKnown(store: Readable, sha256: BlobHash): boolean {
  return store.get(hashRow, `SELECT sha256 FROM blob WHERE sha256 = $sha256 AND state <> 'purged'`, { sha256 }) !== null;
}

/** Every hash that a row speaks of, also of files that are still to be removed; files of other hashes belong to nobody. */
export function knownBlobs(store: Readable): readonly BlobHash[] {
  return store.all(hashRow, 'SELECT sha256 FROM blob UNION SELECT sha256 FROM blob_to_remove').map((row) => row.sha256);
}

/** Forgets bytes that no dossier and no visit names any more; their file is removed after the commit, over a crash too. */
export function doomBlob(store: Writable, sha256: BlobHash, at: EpochMs): void {
  const dropped = store.run(
    `DELETE FROM blob WHERE sha256 = $sha256 AND NOT EXISTS (SELECT 1 FROM dossier_page WHERE dossier_page.sha256 = $sha256)
     AND NOT EXISTS (SELECT 1 FROM page WHERE page.sha256 = $sha256 AND removed_at IS NULL)`,
    { sha256 },
  );
  if (dropped === 0) return;
  forgetUpload(store, sha256);
  markForRemoval(store, sha256, at);
}

/** The city has said anew that it holds these bytes: the file here is given up, the row stays and says so. */
export function purgeBlob(store: Writable, sha256: BlobHash, at: EpochMs): void {
  if (store.run(`UPDATE blob SET state = 'purged' WHERE sha256 = $sha256 AND state = 'verified'`, { sha256 }) === 1) markForRemoval(store, sha256, at);
}

function markForRemoval(store: Writable, sha256: BlobHash, at: EpochMs): void {
  store.run('INSERT INTO blob_to_remove (sha256, at) VALUES ($sha256, $at) ON CONFLICT DO NOTHING', { sha256, at });
}

/** Removes the files that rows have given up, each unless a row wants it again by then; returns how many were looked after. */
export async function removeDoomedFiles(database: StationDatabase, blobs: BlobFiles): Promise<number> {
  const doomed = database.read((store) => store.all(hashRow, 'SELECT sha256 FROM blob_to_remove')).map((row) => row.sha256);
  for (const hash of doomed) {
    await blobs.removeUnless(hash, (known) => database.read((store) => isBlobKnown(store, known)));
    database.write((store) => store.run('DELETE FROM blob_to_remove WHERE sha256 = $sha256', { sha256: hash }));
  }
  return doomed.length;
}

/** The pages of a dossier go on their way; bytes that the city has already got stay there. */
export function sendBlobsOf(store: Writable, dossierId: DossierId): void {
  store.run(`UPDATE blob SET state = 'waiting' WHERE state = 'draft' AND sha256 IN (SELECT sha256 FROM dossier_page WHERE dossier_id = $dossierId)`, { dossierId });
}

/** Bytes to upload, at most `limit`: only of dossiers whose text the city has, so that it knows what they are. Oldest first, but what has failed stands behind what was not tried: one bad page holds up no other. */
export function nextWaitingBlobs(store: Readable, limit: number): readonly WaitingBlob[] {
  return store.all(
    waitingRow,
    `SELECT sha256, bytes, mime, attempts, created_at AS createdAt FROM blob INDEXED BY blob_waiting WHERE state = 'waiting'
     AND EXISTS (SELECT 1 FROM dossier_page JOIN dossier USING (dossier_id) WHERE dossier_page.sha256 = blob.sha256
       AND NOT EXISTS (SELECT 1 FROM event WHERE op_id = opened_op AND seq > (SELECT acked_seq FROM sync WHERE id = 1)))
     ORDER BY attempts, created_at, sha256 LIMIT $limit`,
    { limit },
  );
}

/**
 * The city says that it holds these bytes durably. True if that is news about a page of this station; false for what was known, for drafts (another station scanned the same),
 * for pages of others, and for another length, which cannot be these bytes: they stay on their way and are seen there.
 */
export function markBlobVerified(store: Writable, sha256: BlobHash, bytes: number, at: EpochMs): boolean {
  const isNews = store.run(`UPDATE blob SET state = 'verified', verified_at = $at, last_code = NULL WHERE sha256 = $sha256 AND bytes = $bytes AND state NOT IN ('draft', 'verified', 'purged')`, { sha256, bytes, at }) === 1;
  if (isNews) forgetUpload(store, sha256);
  return isNews;
}
