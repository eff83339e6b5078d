// Writes how a print ended: the row and the event in the log, which belong together.

import type { Clock } from '../life/clock.ts';
import { appendEvent, type LogIdentity } from './event-log.ts';
import type { Writable } from './handle.ts';
import { markEnded, type PrintEnd, type PrintJobRow } from './print-jobs.ts';

/** The outcome of one attempt, or a person's word on it; `actor` is a role as in the log. */
export function recordPrintEnd(store: Writable, identity: LogIdentity, clock: Clock, job: Pick<PrintJobRow, 'printJobId' | 'what' | 'ofId' | 'attempts'>, end: PrintEnd, actor: string): void {
  const { printJobId, what, ofId, attempts } = job;
  markEnded(store, printJobId, end, clock.now());
  // A cover sheet is an aid to a draft, and drafts are no business of the city's; that a fee's receipt has its number is in the log, whatever became of the paper, and a form or the slip of a complaint says what the log says anyway.
  if (what === 'cover' || what === 'fee-receipt' || what === 'form' || what === 'petition') return;
  appendEvent(store, identity, clock, {
    type: 'print.ended', aggregate: 'print', aggregateId: printJobId, actor, body: { printJobId, what, of: ofId, attempt: Math.max(1, attempts), outcome: end.state, code: end.code },
  });
}
