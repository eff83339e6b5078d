// Clears what abandoned visits leave behind: a person who went without a dossier must not stay in this machine.

import { z } from 'zod';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { blobHashSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import { dropUnusedBlob } from './blobs.ts';
import type { Writable } from './handle.ts';

const visitRow = z.object({ visitId: visitIdSchema });
const hashRow = z.object({ sha256: blobHashSchema });

/** How long the pages of an abandoned visit stay, unseen and encrypted: long enough to notice that a wrong clock or a wrong touch has ended it. */
export const ABANDONED_PAGES_KEPT_MS = 3 * 24 * 3_600_000;

/**
 * Takes procedure, papers and pages out of visits that ended without a dossier before a moment; their person, and the answers about them, went as they ended. The visit itself stays, without personal data.
 * Returns the bytes that nothing speaks of any more; their files are for `BlobFiles.removeUnless`.
 */
export function clearAbandonedDrafts(store: Writable, endedBefore: number): readonly BlobHash[] {
  const visits = store.all(
    visitRow,
    `SELECT visit_id AS visitId FROM visit WHERE dossier_id IS NULL AND state = 'ended' AND ended_at < $endedBefore
     AND (procedure_code IS NOT NULL OR EXISTS (SELECT 1 FROM page WHERE page.visit_id = visit.visit_id) OR EXISTS (SELECT 1 FROM visit_paper WHERE visit_paper.visit_id = visit.visit_id))`,
    { endedBefore },
  );
  const unused: BlobHash[] = [];
  for (const { visitId } of visits) {
    const hashes = store.all(hashRow, 'SELECT DISTINCT sha256 FROM page WHERE visit_id = $visitId', { visitId });
    store.run('DELETE FROM page WHERE visit_id = $visitId', { visitId });
    store.run('DELETE FROM visit_paper WHERE visit_id = $visitId', { visitId });
    store.runOne('UPDATE visit SET procedure_code = NULL WHERE visit_id = $visitId', { visitId });
    for (const { sha256 } of hashes) if (dropUnusedBlob(store, sha256)) unused.push(sha256);
  }
  return unused;
}
