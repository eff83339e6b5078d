// The receipts of a dossier: how many may be in somebody's hands, and which older prints a new one settles.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';
import { printJobIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const countRow = z.object({ count: z.int() });
const openRow = z.object({ printJobId: printJobIdSchema, code: errorCodeSchema.nullable(), attempts: z.int() });
/** A print that a person has to decide about. */
export type OpenReceipt = z.output<typeof openRow>;

/** Receipts that are on paper, or of which nobody can say that they are not. */
export function receiptsThatMayExist(store: Readable, dossierId: DossierId): number {
  const row = store.get(countRow, `SELECT count(*) AS count FROM print_job WHERE what = 'receipt' AND of_id = $dossierId AND (may_exist = 1 OR state = 'printing')`, { dossierId });
  return row?.count ?? 0;
}

/** Receipts that failed or ended unknown, and still wait for a person's decision. */
export function receiptsToDecide(store: Readable, dossierId: DossierId): readonly OpenReceipt[] {
  return store.all(openRow, `SELECT print_job_id AS printJobId, code, attempts FROM print_job WHERE what = 'receipt' AND of_id = $dossierId AND state IN ('failed', 'unknown') ORDER BY rowid`, {
    dossierId,
  });
}
