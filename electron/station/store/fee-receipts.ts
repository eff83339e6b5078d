// The printed receipts of a payment: how many may be in somebody's hands, and the older prints that a new one settles.

import { z } from 'zod';
import type { EpochMs, PaymentId } from '../../../shared/base/ids.ts';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';
import { printJobIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';
import { markEnded } from './print-jobs.ts';

const countRow = z.object({ count: z.int() });
const openRow = z.object({ printJobId: printJobIdSchema, code: errorCodeSchema.nullable() });

/** Receipts that are on paper, or of which nobody can say that they are not. */
export function feeReceiptsThatMayExist(store: Readable, paymentId: PaymentId): number {
  return store.get(countRow, `SELECT count(*) AS count FROM print_job WHERE what = 'fee-receipt' AND of_id = $paymentId AND (may_exist = 1 OR state = 'printing')`, { paymentId })?.count ?? 0;
}

/** Ends prints that failed or whose end is unknown. */
export function settleFeeReceipts(store: Writable, paymentId: PaymentId, at: EpochMs): void {
  const open = store.all(openRow, `SELECT print_job_id AS printJobId, code FROM print_job WHERE what = 'fee-receipt' AND of_id = $paymentId AND state IN ('failed', 'unknown')`, { paymentId });
  for (const { printJobId, code } of open) markEnded(store, printJobId, { state: 'marked', code, mayExist: false, triedAgain: false }, at);
}
