// The slip about a procedure and its codes: read for the screen, and printed at the kiosk or the counter. What is printed is on record before any printer has it.

import type { Caller } from '../../../../shared/contract/command.ts';
import type { CoverPrinter } from '../../../../shared/contract/cover.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { printJobIdSchema } from '../../../../shared/contract/primitives.ts';
import type { Print } from '../../../../shared/contract/queue.ts';
import type { takeHomeCommands } from '../../../../shared/contract/take-home.ts';
import { SLIPS_COUNT_MS, slipWaitMs } from '../../../../shared/domain/procedure/slip-limit.ts';
import { SCREEN_CODES, takeHomeCodes } from '../../../../shared/domain/procedure/take-home.ts';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { Writable } from '../../store/handle.ts';
import { insertPrintJob, latestPrint, printJobById, settlePrints } from '../../store/print-jobs.ts';
import { answerOnce } from '../../store/requests.ts';
import { isTakeHomePrint, kioskSlipsSince, takeHomePrintOf } from '../../store/take-home-prints.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { formPaper } from '../form/queue-form.ts';
import { actorOf } from '../queue/step.ts';
import { slipValues, takeHomeOf } from './take-home-values.ts';

/** One handler for each command. */
export const takeHomeHandlers: Handlers<keyof typeof takeHomeCommands> = {
  'take-home.read': (context, { code, caseName }) => {
    const { texts, leftOut } = takeHomeCodes(takeHomeOf(context, code, caseName), context.forms.words, SCREEN_CODES);
    return { codes: [...texts], leftOut };
  },
  'take-home.print': (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'take-home.print', input, caller }, (store) => {
      const { code, caseName, printer } = input;
      const taken = takeHomeOf(context, code, caseName);
      if (caller.role === 'kiosk' && printer.kind !== 'roll') throw new Refusal('caller.refused');
      if (printer.kind === 'roll' && !context.forms.hasRoll) throw new Refusal('printer.absent');
      const ofId = takeHomePrintOf(actorOf(caller), code);
      const latest = latestPrint(store, 'form', ofId);
      if (latest?.state === 'queued' || latest?.state === 'printing') return { print: latest };
      if (caller.role === 'kiosk') refuseTooMany(context, store, code);
      return { print: queueSlip(context, store, caller, { taken, ofId, printer }) };
    }),
  'take-home.printed': (context, { printJobId }) => {
    const job = context.database.read((store) => printJobById(store, printJobId));
    if (job === null || job.what !== 'form' || !isTakeHomePrint(job.ofId)) throw new Refusal('print.not-found');
    const { state, code, attempts } = job;
    return { printJobId, state, code, attempts };
  },
};

function refuseTooMany(context: CommandContext, store: Writable, code: string): void {
  const now = context.clock.now();
  const waitMs = slipWaitMs(kioskSlipsSince(store, (now - SLIPS_COUNT_MS) as EpochMs), code, now);
  if (waitMs > 0) throw new Refusal('take-home.wait', { seconds: Math.ceil(waitMs / 1_000) });
}

/** Never marked as a reprint: it promises nothing, and the next person's is as good as the first one's. */
function queueSlip(context: CommandContext, store: Writable, caller: Caller, { taken, ofId, printer }: { readonly taken: ReturnType<typeof takeHomeOf>; readonly ofId: string; readonly printer: CoverPrinter }): Print {
  const at = context.clock.now();
  settlePrints(store, 'form', ofId, at);
  const printJobId = printJobIdSchema.parse(context.clock.uuid());
  const values = slipValues(context, taken, { officerName: '', counter: 'counterId' in caller ? String(caller.counterId) : '', isRoll: printer.kind === 'roll' });
  insertPrintJob(store, { printJobId, what: 'form', ofId, label: taken.code, paper: formPaper(context, store, { form: 'take-home', values, label: taken.code, copyNumber: 1 }), at, printer: printer.kind === 'roll' ? null : printer.name });
  store.afterCommit(() => {
    context.publish('print.changed', { printJobId, ticketId: null, state: 'queued', code: null });
    context.wakePrinter();
  });
  return { printJobId, state: 'queued', code: null, attempts: 0 };
}
