// The printer's line: which job comes next, which may be tried again without a person, and what a crash left half done.

import { z } from 'zod';
import type { EpochMs, PrintJobId } from '../../../shared/base/ids.ts';
import { epochMsSchema, printJobIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';

const lineRow = z.object({ printJobId: printJobIdSchema, what: z.enum(['ticket', 'receipt', 'cover', 'fee-receipt', 'form', 'petition']), ofId: z.string(), paper: z.string(), attempts: z.int(), queuedAt: epochMsSchema, printer: z.string().nullable() });
const attemptsRow = z.object({ attempts: z.int() });
/** A job with the paper's content as JSON text. */
export type LineRow = z.output<typeof lineRow>;

const SELECT = 'SELECT print_job_id AS printJobId, what, of_id AS ofId, paper, attempts, queued_at AS queuedAt, printer FROM print_job';

/** The printer of tickets has a line of its own: whoever waits for a number does not wait for an office printer. */
export type PrintLine = 'roll' | 'system';
const OF_LINE: Readonly<Record<PrintLine, string>> = { roll: 'printer IS NULL', system: 'printer IS NOT NULL' };

/** The job that was asked for first. The order is that of the rows: a clock that is set must not mix up the line. */
export function nextQueued(store: Readable, line: PrintLine): LineRow | null {
  return store.get(lineRow, `${SELECT} WHERE state = 'queued' AND ${OF_LINE[line]} ORDER BY rowid LIMIT 1`);
}

export function jobsInState(store: Readable, state: 'queued' | 'printing', line: PrintLine): readonly LineRow[] {
  return store.all(lineRow, `${SELECT} WHERE state = $state AND ${OF_LINE[line]} ORDER BY rowid`, { state });
}

/** True while any line has something to print. */
export function isAnyJobOpen(store: Readable): boolean {
  return store.get(attemptsRow, `SELECT attempts FROM print_job WHERE state IN ('queued', 'printing') LIMIT 1`) !== null;
}

/** Written before the first byte goes to the printer. */
export function markPrinting(store: Writable, printJobId: PrintJobId): void {
  store.runOne(`UPDATE print_job SET state = 'printing', code = NULL, try_again = 0, attempts = attempts + 1 WHERE print_job_id = $printJobId AND state = 'queued'`, { printJobId });
}

/** True while this attempt of a job is under way; false once its outcome is written. */
export function isPrinting(store: Readable, { printJobId, attempts }: Pick<LineRow, 'printJobId' | 'attempts'>): boolean {
  return store.get(attemptsRow, `SELECT attempts FROM print_job WHERE print_job_id = $printJobId AND attempts = $attempts AND state = 'printing'`, { printJobId, attempts }) !== null;
}

/** Back into the line at its old place: nothing of this attempt was sent. */
export function unmarkPrinting(store: Writable, printJobId: PrintJobId): void {
  store.runOne(`UPDATE print_job SET state = 'queued', attempts = attempts - 1 WHERE print_job_id = $printJobId AND state = 'printing'`, { printJobId });
}

/**
 * Queues again what failed before a byte of it was sent and is still wanted: created at most `wantedMs` ago, tried fewer than `maxAttempts` times, and, if it is a ticket, still waiting.
 * What seems to be created later than now is not young but of an unknown age: a person decides.
 * Returns the jobs in the order of the line.
 */
export function requeueHealed(store: Writable, line: PrintLine, wantedMs: number, maxAttempts: number, at: EpochMs): readonly LineRow[] {
  const wanted = store.all(
    lineRow,
    `${SELECT} WHERE state = 'failed' AND try_again = 1 AND ${OF_LINE[line]} AND abs($at - created_at) <= $wantedMs AND attempts < $maxAttempts
     AND (what <> 'ticket' OR EXISTS (SELECT 1 FROM ticket WHERE ticket_id = of_id AND state = 'waiting'))
     AND NOT EXISTS (SELECT 1 FROM print_job AS newer WHERE newer.what = print_job.what AND newer.of_id = print_job.of_id AND newer.rowid > print_job.rowid) ORDER BY rowid`,
    { wantedMs, maxAttempts, at },
  );
  for (const { printJobId } of wanted) {
    store.runOne(`UPDATE print_job SET state = 'queued', code = NULL, try_again = 0, queued_at = $at, ended_at = NULL WHERE print_job_id = $printJobId`, { printJobId, at });
  }
  return wanted;
}
