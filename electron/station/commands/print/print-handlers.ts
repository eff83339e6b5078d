// Prints that want a person: which they are, once more, or no more needed. What was printed is never printed again from here.

import type { Caller } from '../../../../shared/contract/command.ts';
import type { PrintJobView } from '../../../../shared/contract/admin.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { ticketIdSchema } from '../../../../shared/contract/primitives.ts';
import { must } from '../../../../shared/base/must.ts';
import type { PrintJobId, RequestId } from '../../../../shared/base/ids.ts';
import { businessDayOf, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import type { Writable } from '../../store/handle.ts';
import { printJobById, type PrintJobRow, requeue, unprintedSince } from '../../store/print-jobs.ts';
import { recordPrintEnd } from '../../store/print-outcome.ts';
import { answerOnce } from '../../store/requests.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';

/** One handler for each command about prints. */
export const printHandlers: Handlers<'print.list' | 'print.retry' | 'print.mark'> = {
  'print.list': (context, _input, caller) => {
    const today = startOfDay(businessDayOf(context.clock.now()));
    return { jobs: context.database.read((store) => unprintedSince(store, today, caller.role === 'admin' ? 'unconfirmed-too' : 'doubtful')).map(viewOf) };
  },
  'print.retry': (context, input, caller) =>
    changeJob(context, caller, { command: 'print.retry', input }, (store, job) => {
      requeue(store, job.printJobId, context.clock.now());
      store.afterCommit(() => context.wakePrinter());
    }),
  'print.mark': (context, input, caller) =>
    changeJob(context, caller, { command: 'print.mark', input }, (store, job) => {
      recordPrintEnd(store, context.identity, context.clock, job, { state: 'marked', code: null, mayExist: false, triedAgain: false }, actorOf(caller));
      store.afterCommit(() => context.wakeSync());
    }),
};

/** Refuses 'print.not-found' (a kiosk knows of tickets only) and 'print.wrong-state' unless the print failed or its outcome is unknown. */
function changeJob(
  context: CommandContext,
  caller: Caller,
  request: { readonly command: string; readonly input: { readonly requestId: RequestId; readonly printJobId: PrintJobId } },
  work: (store: Writable, job: PrintJobRow) => void,
): PrintJobView {
  const { printJobId } = request.input;
  return answerOnce(context.database, context.clock, { ...request, caller }, (store) => {
    const job = printJobById(store, printJobId);
    if (job === null || (caller.role === 'kiosk' && job.what !== 'ticket')) throw new Refusal('print.not-found');
    if (job.state !== 'failed' && job.state !== 'unknown') throw new Refusal('print.wrong-state', { label: job.label, state: job.state });
    work(store, job);
    const changed = must(printJobById(store, printJobId), 'a print is never deleted');
    const ticketId = job.what === 'ticket' ? ticketIdSchema.parse(job.ofId) : null;
    store.afterCommit(() => context.publish('print.changed', { printJobId, ticketId, state: changed.state, code: changed.code }));
    return viewOf(changed);
  });
}

function viewOf({ printJobId, what, label, state, code, attempts, createdAt }: PrintJobRow): PrintJobView {
  return { printJobId, what, label, state, code, attempts, at: createdAt };
}
