// Clears what abandoned visits leave behind: a person who went without a dossier must not stay in this machine.

import { z } from 'zod';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { blobHashSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import { dropUnusedBlob } from './blobs.ts';
import type { Writable } from './handle.ts';

const visitRow = z.object({ visitId: visitIdSchema });
const hashRow = z.object({ sha256: blobHashSchema });

/**
 * Takes procedure, papers and pages out of visits that ended without a dossier (their person goes as they end), and forgets the answers that were given about them. The visit itself stays, without personal data.
 * Returns the bytes that nothing speaks of any more; their files are for `BlobFiles.removeUnless`.
 */
export function clearAbandonedDrafts(store: Writable): readonly BlobHash[] {
  const visits = store.all(
    visitRow,
    `SELECT visit_id AS visitId FROM visit WHERE dossier_id IS NULL AND state = 'ended'
     AND (procedure_code IS NOT NULL OR EXISTS (SELECT 1 FROM page WHERE page.visit_id = visit.visit_id) OR EXISTS (SELECT 1 FROM visit_paper WHERE visit_paper.visit_id = visit.visit_id))`,
  );
  const unused: BlobHash[] = [];
  for (const { visitId } of visits) {
    const hashes = store.all(hashRow, 'SELECT DISTINCT sha256 FROM page WHERE visit_id = $visitId', { visitId });
    store.run('DELETE FROM page WHERE visit_id = $visitId', { visitId });
    store.run('DELETE FROM visit_paper WHERE visit_id = $visitId', { visitId });
    store.runOne('UPDATE visit SET procedure_code = NULL WHERE visit_id = $visitId', { visitId });
    for (const { sha256 } of hashes) if (dropUnusedBlob(store, sha256)) unused.push(sha256);
  }
  store.run(
    `DELETE FROM request WHERE command GLOB 'visit.*' AND json_extract(output, '$.visitId') IN (SELECT visit_id FROM visit WHERE dossier_id IS NULL AND state = 'ended')`,
  );
  return unused;
}
