// Erases a person from a dossier: from the dossier itself, what was overruled, what the portal is to be told, the kept operations, the feed and the incidents, and gives its pages free for removal. What it was is not said anywhere.

import { z } from 'zod';
import { feedChanges } from '../../shared/wire/feed.ts';
import { logEvents } from '../../shared/wire/log-events.ts';
import { PERSONAL_TYPES } from '../../shared/wire/redact.ts';
import { change, readRows } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';

/** Types of operations whose text neither names nor describes the person. What is of no known type may say anything. */
const HARMLESS = Object.keys(logEvents).filter((type) => !PERSONAL_TYPES.includes(type));

/** The hashes of erased operations stay, so that the chain still links; a page that another dossier of the commune names stays as well. */
export async function erasePersons(transaction: Transaction, commune: string, ids: readonly string[], at: number): Promise<void> {
  if (ids.length === 0) return;
  await change(
    transaction,
    `UPDATE dossier SET fields = '{}', applicant = (SELECT jsonb_object_agg(key, '') FROM jsonb_object_keys(applicant) AS key)
     WHERE commune = $1 AND dossier_id = ANY ($2::uuid[])`,
    [commune, ids],
  );
  await change(transaction, 'DELETE FROM overruled WHERE commune = $1 AND dossier_id = ANY ($2::uuid[])', [commune, ids]);
  await change(transaction, "UPDATE portal_step SET note = '' WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) AND note <> ''", [commune, ids]);
  await change(transaction, 'UPDATE portal_case SET heard_fees = NULL, heard_results = NULL, heard_pages = NULL WHERE commune = $1 AND dossier_id = ANY ($2::uuid[])', [commune, ids]);
  await change(transaction, 'UPDATE event SET raw = NULL WHERE commune = $1 AND agg_id = ANY ($2::text[]) AND type <> ALL ($3::text[])', [commune, ids, HARMLESS]);
  await change(
    transaction,
    `UPDATE feed SET change = change || '{"fields": {}, "overruled": {}, "reason": ""}' WHERE commune = $1 AND change ->> 'type' = 'dossier.changed' AND change ->> 'dossierId' = ANY ($2::text[])`,
    [commune, ids],
  );
  await change(transaction, `UPDATE incident SET raw = NULL WHERE commune = $1 AND EXISTS (SELECT FROM unnest($2::text[]) AS id WHERE position(id IN raw::text) > 0)`, [commune, ids]);
  await change(
    transaction,
    `WITH gone AS (UPDATE dossier_page SET removed_at = coalesce(removed_at, $3) WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) RETURNING sha256),
          free AS (SELECT DISTINCT sha256 FROM gone WHERE NOT EXISTS (
            SELECT FROM dossier_page p WHERE p.commune = $1 AND p.sha256 = gone.sha256 AND p.dossier_id <> ALL ($2::uuid[]) AND p.removed_at IS NULL)),
          unnamed AS (DELETE FROM blob USING free WHERE blob.commune = $1 AND blob.sha256 = free.sha256)
     INSERT INTO blob_to_remove (commune, sha256, at) SELECT $1, sha256, $3 FROM free ON CONFLICT DO NOTHING`,
    [commune, ids, at],
  );
}

const idRow = z.object({ id: z.string() });

/** Erases what was sent of dossiers that are erased already and never got as far as a dossier: refused, or not understood. `ids` may be anything that a station calls a dossier. */
export async function eraseStrays(transaction: Transaction, commune: string, ids: readonly string[], at: number): Promise<void> {
  const known = [...new Set(ids)].filter((id) => feedChanges['dossier.received'].shape.dossierId.safeParse(id).success);
  if (known.length === 0) return;
  const erased = await readRows(transaction, idRow, 'SELECT dossier_id AS id FROM dossier WHERE commune = $1 AND dossier_id = ANY ($2::uuid[]) AND is_erased', [commune, known]);
  await erasePersons(transaction, commune, erased.map(({ id }) => id), at);
}
