// Queues the receipt (form 01, short). Its words are fixed with the job, so that what comes out later is what was promised now.

import type { DossierId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { printJobIdSchema } from '../../../../shared/contract/primitives.ts';
import { REDACTED } from '../../../../shared/wire/redact.ts';
import { dossierById, openingOf } from '../../store/dossiers.ts';
import { receiptsThatMayExist, receiptsToDecide } from '../../store/dossiers-receipts.ts';
import { appendEvent } from '../../store/event-log.ts';
import type { Writable } from '../../store/handle.ts';
import { insertPrintJob, latestPrint, markEnded } from '../../store/print-jobs.ts';
import { answerOnce } from '../../store/requests.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler } from '../context.ts';
import { feeManner } from '../form/fee-manner.ts';
import { counterOf } from '../visit/own-visit.ts';
import { dossierView } from './dossier-view.ts';
import { receiptPaper } from './receipt-paper.ts';

/**
 * 'receipt.print': any counter may ask for it. A receipt that may be the second one in the world says so on the paper; one that certainly never came out does not count.
 * Refuses 'dossier.voided' once the person's data is gone, 'print.wrong-state' while one is in the printer's line: it will come.
 */
export const printReceipt: Handler<'receipt.print'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'receipt.print', input, caller }, (store) => {
    const row = dossierById(store, input.dossierId);
    if (row === null) throw new Refusal('dossier.not-found');
    const latest = latestPrint(store, 'receipt', row.dossierId);
    if (latest?.state === 'queued' || latest?.state === 'printing') throw new Refusal('print.wrong-state');
    settleOlderReceipts(context, store, row.dossierId, `counter-${counterOf(caller)}`);

    const opened = must(openingOf(store, row.dossierId), 'every dossier has its event');
    // Of somebody who is forgotten there is nothing to be put on paper.
    if (row.isErased || opened.applicant.fullName === REDACTED) throw new Refusal('dossier.voided');
    const printJobId = printJobIdSchema.parse(context.clock.uuid());
    const paper = receiptPaper(context.point, opened, row, receiptsThatMayExist(store, row.dossierId) + 1, feeManner(context, store, row));
    insertPrintJob(store, { printJobId, what: 'receipt', ofId: row.dossierId, label: paper.code, paper, at: context.clock.now() });
    noteAccess(store, context, caller, row.dossierId, 'receipt');
    store.afterCommit(() => {
      context.publish('print.changed', { printJobId, ticketId: null, state: 'queued', code: null });
      context.publish('dossiers.changed', {});
      context.wakePrinter();
      context.wakeSync();
    });
    return dossierView(store, row);
  });

/** For a receipt on whichever printer: asking for a new print is the person's decision about older ones that failed or are unknown: they must not come out later as well. */
export function settleOlderReceipts(context: CommandContext, store: Writable, dossierId: DossierId, actor: string): void {
  for (const { printJobId, code, attempts } of receiptsToDecide(store, dossierId)) {
    markEnded(store, printJobId, { state: 'marked', code, mayExist: false, triedAgain: false }, context.clock.now());
    appendEvent(store, context.identity, context.clock, {
      type: 'print.ended', aggregate: 'print', aggregateId: printJobId, actor,
      body: { printJobId, what: 'receipt', of: dossierId, attempt: Math.max(1, attempts), outcome: 'marked', code },
    });
  }
}
