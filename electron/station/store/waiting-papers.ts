// Dossiers that wait for papers that were asked for, and since when, by our own step or by the city's.

import { z } from 'zod';
import { dossierIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const askedRow = z.object({ dossierId: dossierIdSchema, ownAt: epochMsSchema.nullable(), cityAt: epochMsSchema.nullable() });
/** `ownAt` is null unless our own last step asked; `cityAt` is when the city came to the wait, null where nobody said. */
export type AskedRow = z.output<typeof askedRow>;

/** Whoever shows them says where there are more. */
export const MOST_ASKED = 500;

/** The longest waiting first. */
export function dossiersWaitingForPapers(store: Readable): readonly AskedRow[] {
  return store.all(
    askedRow,
    `SELECT work.dossier_id AS dossierId, asked_at AS ownAt, moved_at AS cityAt FROM dossier_in_work AS work JOIN dossier USING (dossier_id) LEFT JOIN city_dossier USING (dossier_id)
     WHERE work.status = 5 ORDER BY coalesce(asked_at, moved_at) IS NOT NULL, coalesce(asked_at, moved_at), work.dossier_id LIMIT $limit`,
    { limit: MOST_ASKED },
  );
}
