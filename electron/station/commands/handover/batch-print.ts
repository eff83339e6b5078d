// Shows and prints papers about several dossiers; the look at each of them is noted.

import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import type { CoverPrinter } from '../../../../shared/contract/cover.ts';
import { keepFormPrinter } from '../../store/cover-printers.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { latestPrint, printsThatMayExist } from '../../store/print-jobs.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext } from '../context.ts';
import { formPaper, queueForm } from '../form/queue-form.ts';
import { templateInForce } from '../form/template-in-force.ts';
import type { Batch } from './batch-paper.ts';

const PREVIEW_DPI = 120;

/** A page as it would be printed now, or the last one there is. */
export async function previewBatch(context: CommandContext, caller: Caller, batchOf: (store: Readable) => Batch, page: number): Promise<CommandOutput<'handover.preview'>> {
  const { form, origin } = context.database.write((store) => {
    const batch = batchOf(store);
    for (const dossierId of batch.dossierIds) noteAccess(store, context, caller, dossierId, 'list');
    return { form: formPaper(context, store, { ...batch, copyNumber: printsThatMayExist(store, 'form', batch.ofId) + 1 }), origin: templateInForce(store, context.forms.shipped, batch.form).origin };
  });
  let made = await context.forms.pictures(form, { dpi: PREVIEW_DPI, from: page, most: 1 });
  const shown = Math.min(page, made.pages - 1);
  if (shown < page) made = await context.forms.pictures(form, { dpi: PREVIEW_DPI, from: shown, most: 1 });
  const png = must(made.pictures[0], 'a page that is there has a picture');
  return { pages: made.pages, page: shown, png: Buffer.from(png.buffer, png.byteOffset, png.length).toString('base64'), template: origin, copyNumber: form.copyNumber };
}

/** Queues it and says so. */
export function printBatch(context: CommandContext, store: Writable, caller: Caller, batch: Batch, printer: CoverPrinter): CommandOutput<'handover.print'> {
  queueBatch(context, store, caller, batch, printer);
  store.afterCommit(() => context.publish('dossiers.changed', {}));
  return { print: must(latestPrint(store, 'form', batch.ofId), 'it was just queued') };
}

export function queueBatch(context: CommandContext, store: Writable, caller: Caller, batch: Batch, printer: CoverPrinter): void {
  if ('counterId' in caller) keepFormPrinter(store, caller.counterId, printer);
  for (const dossierId of batch.dossierIds) noteAccess(store, context, caller, dossierId, 'list');
  queueForm(context, store, { ...batch, printer });
}
