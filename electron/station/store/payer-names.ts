// The payer's name on a receipt for money: it goes with the person of a visit that ended without a dossier, as soon as its paper is out.

import type { BusinessDay, EpochMs, PrintJobId, VisitId } from '../../../shared/base/ids.ts';
import type { Writable } from './handle.ts';

const BLANK = `UPDATE print_job SET paper = json_set(paper, '$.payerName', '') WHERE what = 'fee-receipt'`;
/** Whose person nobody needs any more. */
const FORGOTTEN = `SELECT payment_id FROM payment JOIN visit USING (visit_id) JOIN ticket USING (ticket_id) WHERE payment_id = print_job.of_id AND visit.state = 'ended' AND visit.dossier_id IS NULL`;
/** Receipts that may still be in the printer's line when their day is over; older ones have been seen to. */
const LOOKED_BACK_MS = 7 * 24 * 3_600_000;

/** Of a visit that has ended without a dossier. A receipt that is still in the printer's line keeps it: the citizen waits for that paper. */
export function forgetPayer(store: Writable, visitId: VisitId): void {
  store.run(`${BLANK} AND state NOT IN ('queued', 'printing') AND try_again = 0 AND of_id IN (SELECT payment_id FROM payment WHERE visit_id = $visitId)`, { visitId });
}

/** Of a print whose attempt has ended, unless the printer tries it again by itself. */
export function forgetPayerOfPrint(store: Writable, printJobId: PrintJobId): void {
  store.run(`${BLANK} AND print_job_id = $printJobId AND try_again = 0 AND EXISTS (${FORGOTTEN})`, { printJobId });
}

/** Of whatever days before this one left in the printer's line: it comes out without a name, which can be seen on it. */
export function forgetPayersOfEarlierDays(store: Writable, today: BusinessDay, at: EpochMs): void {
  store.run(`${BLANK} AND state IN ('queued', 'failed', 'unknown', 'marked') AND created_at >= $since AND paper ->> '$.payerName' <> '' AND EXISTS (${FORGOTTEN} AND ticket.day < $today)`, { today, since: at - LOOKED_BACK_MS });
}
