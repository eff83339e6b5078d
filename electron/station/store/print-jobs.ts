// Prints as rows: queued with the thing they print, 'printing' before the first byte leaves, then what became of them. Paper is not transactional; these rows say what is known.

import { z } from 'zod';
import type { EpochMs, PrintJobId, VisitId } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';
import { epochMsSchema, printJobIdSchema } from '../../../shared/contract/primitives.ts';
import { type Print, printStateSchema } from '../../../shared/contract/queue.ts';
import type { Readable, Writable } from './handle.ts';
import { forgetPayerOfPrint } from './payer-names.ts';

const whatSchema = z.enum(['ticket', 'receipt', 'cover', 'fee-receipt', 'form', 'petition']);
const jobRow = z.object({
  printJobId: printJobIdSchema,
  what: whatSchema,
  ofId: z.string(),
  label: z.string(),
  state: printStateSchema,
  code: errorCodeSchema.nullable(),
  attempts: z.int(),
  createdAt: epochMsSchema,
});
/** A print as it is stored, without the paper's content. */
export type PrintJobRow = z.output<typeof jobRow>;
/** What is printed: `ofId` is then a ticket's, a dossier's or a payment's id, what `coverPrintOf` says, or what whoever queued a form calls it. */
export type PrintedThing = z.output<typeof whatSchema>;

const SELECT = 'SELECT print_job_id AS printJobId, what, of_id AS ofId, label, state, code, attempts, created_at AS createdAt FROM print_job';

export interface NewPrintJob {
  readonly printJobId: PrintJobId;
  readonly what: PrintedThing;
  readonly ofId: string;
  /** What a person calls it: the ticket's number, the dossier's code. No name. */
  readonly label: string;
  /** The words of the paper, fixed now: what is printed later is what was promised now. */
  readonly paper: object;
  readonly at: EpochMs;
  /** A printer of the operating system; null, and left out, for the printer of tickets. */
  readonly printer?: string | null;
}

/** `ofId` of the cover sheet of a visit's paper. */
export function coverPrintOf(visitId: VisitId, paperId: string): string {
  return `${visitId}/${paperId}`;
}

/** Queues a print; it belongs into the transaction of the thing that it prints. */
export function insertPrintJob(store: Writable, { printJobId, what, ofId, label, paper, at, printer = null }: NewPrintJob): void {
  store.runOne(
    `INSERT INTO print_job (print_job_id, what, of_id, label, paper, state, created_at, queued_at, printer) VALUES ($printJobId, $what, $ofId, $label, $paper, 'queued', $at, $at, $printer)`,
    { printJobId, what, ofId, label, paper: JSON.stringify(paper), at, printer },
  );
}

export function printJobById(store: Readable, printJobId: PrintJobId): PrintJobRow | null {
  return store.get(jobRow, `${SELECT} WHERE print_job_id = $printJobId`, { printJobId });
}

/** How the newest print of a thing stands, by the order of asking and not by the clock; null if it was never printed. */
export function latestPrint(store: Readable, what: PrintedThing, ofId: string): Print | null {
  const row = store.get(jobRow, `${SELECT} WHERE what = $what AND of_id = $ofId ORDER BY rowid DESC LIMIT 1`, { what, ofId });
  return row === null ? null : printView(row);
}

/** Likewise for many tickets at once, by ticket id. */
export function latestPrintsOfTickets(store: Readable, ticketIds: readonly string[]): ReadonlyMap<string, Print> {
  const rows = store.all(jobRow, `${SELECT} WHERE what = 'ticket' AND of_id IN (SELECT value FROM json_each($ids)) ORDER BY rowid`, { ids: JSON.stringify(ticketIds) });
  return new Map(rows.map((row) => [row.ofId, printView(row)]));
}

/** Likewise for the cover sheets of a visit, by paper, as far as any were asked for. */
export function latestCoverPrints(store: Readable, visitId: VisitId): readonly { readonly paperId: string; readonly print: Print }[] {
  const rows = store.all(jobRow, `${SELECT} WHERE what = 'cover' AND of_id >= $first AND of_id < $end ORDER BY rowid`, { first: `${visitId}/`, end: `${visitId}0` });
  return [...new Map(rows.map((row) => [row.ofId, row]))].map(([ofId, row]) => ({ paperId: ofId.slice(visitId.length + 1), print: printView(row) }));
}

function printView({ printJobId, state, code, attempts }: PrintJobRow): Print {
  return { printJobId, state, code, attempts };
}

const countRow = z.object({ count: z.int() });

/** Prints of a thing that are on paper, or of which nobody can say that they are not. */
export function printsThatMayExist(store: Readable, what: PrintedThing, ofId: string): number {
  return store.get(countRow, `SELECT count(*) AS count FROM print_job WHERE what = $what AND of_id = $ofId AND (may_exist = 1 OR state = 'printing')`, { what, ofId })?.count ?? 0;
}

/** Asking anew is a person's word on older prints of the same that failed or are unknown: they do not come out later as well. For things of which the log says nothing. */
export function settlePrints(store: Writable, what: 'form' | 'fee-receipt', ofId: string, at: EpochMs): void {
  store.run(`UPDATE print_job SET state = 'marked', try_again = 0, ended_at = $at WHERE what = $what AND of_id = $ofId AND state IN ('failed', 'unknown')`, { what, ofId, at });
}

/**
 * Prints created since a moment that are not on paper for certain, newest first, at most 200.
 * Those that a printer without answers has got whole are asked for apart: with such a printer it is every print, and nobody can decide about all of them.
 */
export function unprintedSince(store: Readable, since: EpochMs, which: 'doubtful' | 'unconfirmed-too'): readonly PrintJobRow[] {
  const unconfirmed = which === 'doubtful' ? `AND NOT (state = 'unknown' AND code IS 'printer.unconfirmed')` : '';
  return store.all(jobRow, `${SELECT} WHERE created_at >= $since AND state <> 'printed' ${unconfirmed} ORDER BY rowid DESC LIMIT 200`, { since });
}

/** Puts a failed or unknown print back into the line, as new: a person has looked. */
export function requeue(store: Writable, printJobId: PrintJobId, at: EpochMs): void {
  store.runOne(`UPDATE print_job SET state = 'queued', code = NULL, try_again = 0, queued_at = $at, ended_at = NULL WHERE print_job_id = $printJobId AND state IN ('failed', 'unknown')`, { printJobId, at });
}

/** How an attempt to print ended. */
export interface PrintEnd {
  readonly state: 'printed' | 'failed' | 'unknown' | 'marked';
  readonly code: ErrorCode | null;
  /** False if the printer certainly got nothing of this attempt. */
  readonly mayExist: boolean;
  /** True if the print is tried again by itself once the printer is ready. */
  readonly triedAgain: boolean;
}

export function markEnded(store: Writable, printJobId: PrintJobId, end: PrintEnd, at: EpochMs): void {
  store.runOne(
    `UPDATE print_job SET state = $state, code = $code, may_exist = max(may_exist, $mayExist), try_again = $tryAgain, ended_at = $at WHERE print_job_id = $printJobId AND state IN ('queued', 'printing', 'failed', 'unknown')`,
    { printJobId, state: end.state, code: end.code, mayExist: end.mayExist ? 1 : 0, tryAgain: end.triedAgain ? 1 : 0, at },
  );
  forgetPayerOfPrint(store, printJobId);
}
