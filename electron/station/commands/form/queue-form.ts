// Makes a form ready for paper: with the template in force, its words fixed, and queued for a printer of the operating system or of tickets.

import type { PrintJobId } from '../../../../shared/base/ids.ts';
import type { CoverPrinter } from '../../../../shared/contract/cover.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { printJobIdSchema } from '../../../../shared/contract/primitives.ts';
import { type FormValues, type PaperForm, strayFields } from '../../../../shared/domain/paper/form.ts';
import type { FormPaper } from '../../../../shared/domain/paper/paper-words.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { insertPrintJob, latestPrint, printsThatMayExist, settlePrints } from '../../store/print-jobs.ts';
import type { CommandContext } from '../context.ts';
import { templateInForce } from './template-in-force.ts';

/** The paper of a form now. `label` is a code or a number by which a person finds it again, and no name. Throws for values that the form has no field for: a slip of the caller. */
export function formPaper(context: Pick<CommandContext, 'forms' | 'point'>, store: Readable, { form, values, label, copyNumber }: { readonly form: PaperForm; readonly values: FormValues; readonly label: string; readonly copyNumber: number }): FormPaper {
  const stray = strayFields(form, values);
  if (stray.length > 0) throw new Error(`the form ${form} has no field ${stray.join(', ')}`);
  return { form, template: templateInForce(store, context.forms.shipped, form).text, values, label, copyNumber, isExample: context.point.example };
}

/**
 * Queues a form that is no receipt of a dossier; it belongs into the transaction of what it prints. `ofId` tells one paper from another: a second print of the same is marked as such.
 * Older prints of it that failed or are in doubt are settled. Refuses 'print.wrong-state' while one is on its way, 'printer.absent' for the printer of tickets where there is none.
 */
export function queueForm(context: CommandContext, store: Writable, { form, values, label, ofId, printer }: { readonly form: PaperForm; readonly values: FormValues; readonly label: string; readonly ofId: string; readonly printer: CoverPrinter }): PrintJobId {
  if (printer.kind === 'roll' && !context.forms.hasRoll) throw new Refusal('printer.absent');
  const latest = latestPrint(store, 'form', ofId);
  if (latest?.state === 'queued' || latest?.state === 'printing') throw new Refusal('print.wrong-state');
  const at = context.clock.now();
  settlePrints(store, 'form', ofId, at);
  const printJobId = printJobIdSchema.parse(context.clock.uuid());
  const paper = formPaper(context, store, { form, values, label, copyNumber: printsThatMayExist(store, 'form', ofId) + 1 });
  insertPrintJob(store, { printJobId, what: 'form', ofId, label, paper, at, printer: printer.kind === 'roll' ? null : printer.name });
  store.afterCommit(() => {
    context.publish('print.changed', { printJobId, ticketId: null, state: 'queued', code: null });
    context.wakePrinter();
  });
  return printJobId;
}
