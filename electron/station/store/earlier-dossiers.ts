// Earlier dossiers of the person at the counter, for whoever has said why he wants them.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { blobHashSchema, dossierIdSchema, epochMsSchema, pageIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

/** More than these nobody reads through while a citizen waits. */
const MOST = 10;
const OF_PERSON = `applicant_id = $idNumber AND is_erased = 0 AND dossier.dossier_id IS NOT $but AND NOT EXISTS (SELECT 1 FROM city_dossier WHERE city_dossier.dossier_id = dossier.dossier_id AND city_dossier.is_erased = 1)`;

const countRow = z.object({ count: z.int() });

/** How many dossiers of one number this station has, `but` for one; 0 without a number. Those whose person was erased are nobody's. */
export function countEarlier(store: Readable, idNumber: string, but: DossierId | null): number {
  if (idNumber === '') return 0;
  return store.get(countRow, `SELECT count(*) AS count FROM dossier WHERE ${OF_PERSON}`, { idNumber, but })?.count ?? 0;
}

const earlierRow = z.object({ dossierId: dossierIdSchema, code: z.string(), procedureName: z.string(), receivedAt: epochMsSchema });
export type EarlierDossier = z.output<typeof earlierRow>;

/** Newest first. */
export function earlierDossiers(store: Readable, idNumber: string): readonly EarlierDossier[] {
  if (idNumber === '') return [];
  return store.all(
    earlierRow,
    `SELECT dossier.dossier_id AS dossierId, coalesce(dossier_code.official_code, dossier.provisional_code) AS code, procedure_name AS procedureName, received_at AS receivedAt
     FROM dossier JOIN dossier_code USING (dossier_id) WHERE ${OF_PERSON} ORDER BY received_at DESC LIMIT ${MOST}`,
    { idNumber, but: null },
  );
}

const pageRow = z.object({ pageId: pageIdSchema, sha256: blobHashSchema });

/** The pages of a dossier whose bytes are here and whole. */
export function pagesAtHand(store: Readable, dossierId: DossierId): ReadonlySet<string> {
  const rows = store.all(pageRow, `SELECT page_id AS pageId, sha256 FROM dossier_page JOIN blob USING (sha256) WHERE dossier_id = $dossierId AND blob.state IN ('waiting', 'verified')`, { dossierId });
  return new Set(rows.map(({ pageId }) => pageId));
}
