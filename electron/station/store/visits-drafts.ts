// Clears what abandoned visits leave behind: a person who went without a dossier must not stay in this machine.

import { z } from 'zod';
import type { BlobHash, EpochMs } from '../../../shared/base/ids.ts';
import { blobHashSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import { dropUnusedBlob } from './blobs.ts';
import type { Writable } from './handle.ts';

/** How long the draft of an ended visit stays, in ms: until the officer cannot want it back. */
export const ENDED_DRAFT_KEPT_MS = 24 * 3_600_000;
/** How long a visit may be on hold before its draft is cleared, in ms. */
export const HELD_DRAFT_KEPT_MS = 7 * 24 * 3_600_000;

const visitRow = z.object({ visitId: visitIdSchema });
const hashRow = z.object({ sha256: blobHashSchema });

/**
 * Takes person, papers and pages out of visits that ended without a dossier, or were held and never taken up again. The visit itself stays, without personal data.
 * Returns the bytes that nothing speaks of any more; their files are for `BlobFiles.removeUnless`.
 */
export function clearAbandonedDrafts(store: Writable, now: EpochMs): readonly BlobHash[] {
  const visits = store.all(
    visitRow,
    `SELECT visit_id AS visitId FROM visit WHERE dossier_id IS NULL
     AND ((state = 'ended' AND ended_at < $endedBefore) OR (state = 'held' AND started_at < $heldBefore))
     AND (person IS NOT NULL OR procedure_code IS NOT NULL OR EXISTS (SELECT 1 FROM page WHERE page.visit_id = visit.visit_id) OR EXISTS (SELECT 1 FROM visit_paper WHERE visit_paper.visit_id = visit.visit_id))`,
    { endedBefore: now - ENDED_DRAFT_KEPT_MS, heldBefore: now - HELD_DRAFT_KEPT_MS },
  );
  const unused: BlobHash[] = [];
  for (const { visitId } of visits) {
    const hashes = store.all(hashRow, 'SELECT DISTINCT sha256 FROM page WHERE visit_id = $visitId', { visitId });
    store.run('DELETE FROM page WHERE visit_id = $visitId', { visitId });
    store.run('DELETE FROM visit_paper WHERE visit_id = $visitId', { visitId });
    store.runOne(`UPDATE visit SET person = NULL, person_source = NULL, warnings = '[]', procedure_code = NULL WHERE visit_id = $visitId`, { visitId });
    for (const { sha256 } of hashes) if (dropUnusedBlob(store, sha256)) unused.push(sha256);
  }
  return unused;
}
