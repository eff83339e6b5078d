// Papers that were taken although the catalogue does not ask for them, as the head of the point sees them.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { counterIdSchema, dossierIdSchema, epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const paperRow = z.object({ dossierId: dossierIdSchema, code: z.string(), procedureName: z.string(), counterId: counterIdSchema, receivedAt: epochMsSchema, name: z.string(), reason: z.string() });
const countRow = z.object({ count: z.int() });
const OF_PERIOD = 'FROM outside_paper JOIN dossier USING (dossier_id) JOIN dossier_code USING (dossier_id) WHERE received_at >= $from AND received_at < $before';

/** Of dossiers received from a moment on and before another one, the newest first, at most `limit`; `total` counts all. Those of erased dossiers are not there any more. */
export function outsidePapers(store: Readable, span: { readonly from: EpochMs; readonly before: EpochMs }, limit: number): { readonly total: number; readonly papers: readonly z.output<typeof paperRow>[] } {
  return {
    total: store.get(countRow, `SELECT count(*) AS count ${OF_PERIOD}`, span)?.count ?? 0,
    papers: store.all(
      paperRow,
      `SELECT dossier.dossier_id AS dossierId, coalesce(dossier_code.official_code, dossier.provisional_code) AS code, procedure_name AS procedureName, counter_id AS counterId, received_at AS receivedAt, name, reason
       ${OF_PERIOD} ORDER BY received_at DESC, paper_id LIMIT $limit`,
      { ...span, limit },
    ),
  };
}
