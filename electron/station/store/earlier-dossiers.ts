// Earlier dossiers of the person at the counter, for whoever has said why he wants them.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { blobHashSchema, pageIdSchema } from '../../../shared/contract/primitives.ts';
import type { Earlier } from '../../../shared/contract/intake.ts';
import { dossiersOfNumber } from './dossiers.ts';
import type { Readable } from './handle.ts';

/** More than these nobody reads through while a citizen waits. */
const MOST = 10;

/** How many dossiers of one number this station has, `but` for one; 0 without a number. Those whose person was erased, and those that were given up, are nobody's. */
export function countEarlier(store: Readable, idNumber: string, but: DossierId | null): number {
  return dossiersOfNumber(store, idNumber).filter(({ dossierId }) => dossierId !== but).length;
}

export type EarlierDossier = Earlier['dossiers'][number];

/** Newest first, each with the name that stands there now: whoever takes something over sees whose it is. */
export function earlierDossiers(store: Readable, idNumber: string): readonly EarlierDossier[] {
  return dossiersOfNumber(store, idNumber).slice(0, MOST).map(({ dossierId, officialCode, provisionalCode, applicantName, procedureName, receivedAt }) => ({ dossierId, code: officialCode ?? provisionalCode, fullName: applicantName, procedureName, receivedAt }));
}

const pageRow = z.object({ pageId: pageIdSchema, sha256: blobHashSchema });

/** The pages of a dossier whose bytes are here and whole. */
export function pagesAtHand(store: Readable, dossierId: DossierId): ReadonlySet<string> {
  const rows = store.all(pageRow, `SELECT page_id AS pageId, sha256 FROM dossier_page JOIN blob USING (sha256) WHERE dossier_id = $dossierId AND blob.state IN ('waiting', 'verified')`, { dossierId });
  return new Set(rows.map(({ pageId }) => pageId));
}
