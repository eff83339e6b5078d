// What goes by rule: the person of a dossier long after it ended, the pages that the city holds, and what an erasure still owes.

import { z } from 'zod';
import type { BlobHash, DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { blobHashSchema, dossierIdSchema } from '../../../shared/contract/primitives.ts';
import { isEnd } from '../../../shared/domain/dossier/status.ts';
import { purgeBlob } from './blobs.ts';
import type { StationDatabase } from './database.ts';
import { dossierById } from './dossiers.ts';
import type { Readable, Writable } from './handle.ts';
import { isUnsettledAtCity, owedRedactions, redactDossier } from './redaction.ts';
import { readSyncMarks } from './sync-state.ts';
import { IS_VOIDED } from './voided.ts';

/** How long things stay, and whom to ask. */
export interface RetentionRules {
  /** Days after the city's word that it holds a page. */
  readonly scanDays: number;
  /** Days after a dossier was seen to have ended. */
  readonly dossierDays: number;
  /** True where no city will ever get anything. */
  readonly isAlone: boolean;
  /** True while the disk is short: then pages that the city holds go at once. */
  readonly isDiskShort: () => boolean;
  /** Asks the city once more; null when it does not answer. */
  readonly isHeldByCity: (sha256: BlobHash, bytes: number) => Promise<boolean | null>;
}

const DAY_MS = 86_400_000;
/** So much in an hour: a point opens fewer. */
const DOSSIERS_AT_ONCE = 20;
const NOTED_AT_ONCE = 300;
const PAGES_AT_ONCE = 500;

const dossierRow = z.object({ dossierId: dossierIdSchema });
const pageRow = z.object({ sha256: blobHashSchema, bytes: z.int() });

/** Forgets whom the city's word, or an event that came back, says to be erased. By no clock: the decision was a person's. Returns how many dossiers. */
export function redactOwed(database: StationDatabase, at: EpochMs, { isAlone }: RetentionRules): number {
  return database.write((store) => {
    const upTo = lastOf(store, isAlone);
    const owed = owedRedactions(store, upTo, DOSSIERS_AT_ONCE);
    for (const dossierId of owed) redactDossier(store, dossierId, { reason: 'erased', at, upTo });
    return owed.length;
  });
}

/** Forgets the persons of dossiers that ended long ago; only under a believed clock. Returns how many dossiers. */
export function redactOutdated(database: StationDatabase, now: EpochMs, { dossierDays, isAlone }: RetentionRules): number {
  database.write((store) => noteEnded(store, now));
  const old = database.read((store) =>
    store.all(dossierRow, 'SELECT dossier_id AS dossierId FROM dossier_ended WHERE is_redacted = 0 AND seen_at < $before ORDER BY seen_at LIMIT $limit', { before: now - dossierDays * DAY_MS, limit: DOSSIERS_AT_ONCE }),
  );
  // Each by itself: windows wait for no more than one.
  return old.filter(({ dossierId }) => database.write((store) => redactIfEnded(store, dossierId, now, isAlone))).length;
}

function redactIfEnded(store: Writable, dossierId: DossierId, now: EpochMs, isAlone: boolean): boolean {
  if (!hasEnded(store, dossierId)) {
    store.run('DELETE FROM dossier_ended WHERE dossier_id = $dossierId', { dossierId });
    return false;
  }
  if (!isAlone && isUnsettledAtCity(store, dossierId)) return false;
  redactDossier(store, dossierId, { reason: 'outdated', at: now, upTo: lastOf(store, isAlone) });
  store.run('UPDATE dossier_ended SET is_redacted = 1 WHERE dossier_id = $dossierId', { dossierId });
  return true;
}

function lastOf(store: Readable, isAlone: boolean): number {
  return isAlone ? Number.MAX_SAFE_INTEGER : readSyncMarks(store).ackedSeq;
}

/** Notes dossiers that are now seen to have ended. */
function noteEnded(store: Writable, now: EpochMs): void {
  const candidates = store.all(
    dossierRow,
    `SELECT dossier_id AS dossierId FROM dossier LEFT JOIN city_dossier USING (dossier_id) WHERE NOT EXISTS (SELECT 1 FROM dossier_ended WHERE dossier_ended.dossier_id = dossier.dossier_id)
     AND (dossier.status IN (3, 8, 10) OR city_dossier.status IN (3, 8, 10) OR ${IS_VOIDED}) LIMIT $limit`,
    { limit: NOTED_AT_ONCE },
  );
  for (const { dossierId } of candidates) if (hasEnded(store, dossierId)) store.run('INSERT INTO dossier_ended (dossier_id, seen_at) VALUES ($dossierId, $now)', { dossierId, now });
}

function hasEnded(store: Readable, dossierId: DossierId): boolean {
  const row = dossierById(store, dossierId);
  return row !== null && (row.isVoided || isEnd(row.status));
}

/**
 * Gives up the files of pages that the city has held long enough, each only after it has said so once more: its word of then is a month old, and this is the last copy outside of it.
 * One that it does not hold any more goes on its way again. Returns how many were given up.
 */
export async function purgeHeldPages(database: StationDatabase, now: EpochMs, { scanDays, isDiskShort, isHeldByCity }: RetentionRules): Promise<number> {
  const pages = database.read((store) =>
    store.all(
      pageRow,
      `SELECT sha256, bytes FROM blob WHERE state = 'verified' AND verified_at <= $before
       AND NOT EXISTS (SELECT 1 FROM page JOIN visit USING (visit_id) WHERE page.sha256 = blob.sha256 AND visit.state <> 'ended') ORDER BY verified_at LIMIT $limit`,
      { before: isDiskShort() ? now : now - scanDays * DAY_MS, limit: PAGES_AT_ONCE },
    ),
  );
  let purged = 0;
  for (const { sha256, bytes } of pages) {
    const isHeld = await isHeldByCity(sha256, bytes);
    if (isHeld === null) break;
    database.write((store) => {
      if (isHeld) purgeBlob(store, sha256, now);
      else store.run(`UPDATE blob SET state = 'waiting', verified_at = NULL WHERE sha256 = $sha256 AND state = 'verified'`, { sha256 });
    });
    purged += isHeld ? 1 : 0;
  }
  return purged;
}
