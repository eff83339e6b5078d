// The commands of a dossier's forms: which fit it, how each looks, and onto paper. What is printed is on record before any printer has it.

import type { CounterId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { CoverPrinter } from '../../../../shared/contract/cover.ts';
import { type DossierForm, dossierFormSchema, type formCommands } from '../../../../shared/contract/form.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { printJobIdSchema } from '../../../../shared/contract/primitives.ts';
import type { templateCommands } from '../../../../shared/contract/template.ts';
import type { FormPaper } from '../../../../shared/domain/paper/paper-words.ts';
import { REDACTED } from '../../../../shared/wire/redact.ts';
import { type DossierRow, openingOf } from '../../store/dossiers.ts';
import { coverPrinter, keepFormPrinter, formPrinter } from '../../store/cover-printers.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { standingPayment } from '../../store/payments.ts';
import { insertPrintJob, latestPrint, printsThatMayExist, settlePrints } from '../../store/print-jobs.ts';
import { answerOnce } from '../../store/requests.ts';
import { resultOf } from '../../store/results.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { apologiesOf, formOfLastAct, printNameOf } from '../dossier/act-papers.ts';
import { requireDossier } from '../dossier/dossier-life.ts';
import { settleOlderReceipts } from '../dossier/print-receipt.ts';
import { actorOf } from '../queue/step.ts';
import { dossiersOfDay, dossierValues } from './dossier-values.ts';
import { systemPrintersOf } from './printers-of.ts';
import { formPaper, queueForm } from './queue-form.ts';
import { templateHandlers } from './template-handlers.ts';
import { templateInForce } from './template-in-force.ts';

/** Sharp enough to be read on a counter's screen, small enough for one answer. */
const PREVIEW_DPI = 120;
const PIECE_BYTES = 1_048_576;

const RECEIPTS: readonly DossierForm[] = ['receipt', 'receipt-certified'];
/** The one procedure whose receipt lists pages and copies: certifying copies of originals. */
const CERTIFIED = '2.000815';

/** One handler for each command of forms and of their templates. */
export const formHandlers: Handlers<keyof typeof formCommands | keyof typeof templateCommands> = {
  ...templateHandlers,
  'form.offer': async (context, { dossierId }, caller) => {
    const { forms, chosen } = context.database.read((store) => ({ forms: offered(store, requireDossier(store, dossierId)), chosen: 'counterId' in caller ? (formPrinter(store, caller.counterId) ?? coverPrinter(store, caller.counterId)) : null }));
    return { forms: [...forms], printers: { roll: context.forms.hasRoll, ...(await systemPrintersOf(context.forms)), chosen } };
  },
  'form.preview': async (context, { dossierId, form, reason, page }, caller) => {
    const { paper, origin } = context.database.write((store) => {
      const row = printable(store, requireDossier(store, dossierId), form);
      noteEach(store, context, caller, row, form, 'detail');
      return { paper: paperOf(context, store, row, form, reason), origin: templateInForce(store, context.forms.shipped, form).origin };
    });
    let made = await context.forms.pictures(paper, { dpi: PREVIEW_DPI, from: page, most: 1 });
    const last = made.pages - 1;
    if (page > last) made = await context.forms.pictures(paper, { dpi: PREVIEW_DPI, from: last, most: 1 });
    return { pages: made.pages, page: Math.min(page, last), png: base64Of(must(made.pictures[0], 'a page that is there has a picture')), template: origin, copyNumber: paper.copyNumber };
  },
  'form.pdf': async (context, { dossierId, form, reason, from }, caller) => {
    const paper = context.database.write((store) => {
      const row = printable(store, requireDossier(store, dossierId), form);
      noteEach(store, context, caller, row, form, 'export');
      return paperOf(context, store, row, form, reason);
    });
    const { pdf } = await context.forms.pdf(paper);
    return { name: `${paper.label}-${form}.pdf`, bytes: pdf.length, base64: base64Of(pdf.subarray(from, from + PIECE_BYTES)) };
  },
  'form.print': (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'form.print', input, caller }, (store) => {
      const { dossierId, form, reason, printer } = input;
      const row = printable(store, requireDossier(store, dossierId), form);
      if ('counterId' in caller) keepFormPrinter(store, caller.counterId satisfies CounterId, printer);
      noteEach(store, context, caller, row, form, 'receipt');
      const { what, ofId } = thingOf(store, row, form);
      if (what === 'form') queueForm(context, store, { form, values: dossierValues(context, store, row, form, reason), label: labelOf(row), ofId, printer });
      else queueReceipt(context, store, caller, row, { form, reason, printer });
      store.afterCommit(() => context.publish('dossiers.changed', {}));
      return { print: must(latestPrint(store, what, ofId), 'it was just queued') };
    }),
};

/** Of a paper about several dossiers each one was looked into. */
function noteEach(store: Writable, context: CommandContext, caller: Caller, row: DossierRow, form: DossierForm, purpose: Parameters<typeof noteAccess>[4]): void {
  for (const { dossierId } of form === 'receipt-many' ? dossiersOfDay(store, row) : [row]) noteAccess(store, context, caller, dossierId, purpose);
}

/** Usual first. */
function offered(store: Readable, row: DossierRow): readonly DossierForm[] {
  if (row.isErased) return [];
  const isCertified = row.procedureCode === CERTIFIED;
  const fits: Readonly<Record<DossierForm, boolean>> = {
    receipt: true, 'receipt-certified': isCertified, 'receipt-many': dossiersOfDay(store, row).length > 1, supplement: row.status === 5, refusal: row.status === 3 || row.status === 8, apology: apologiesOf(store, row).length > 0, withdrawal: row.status === 7,
    control: true, fee: (standingPayment(store, row.visitId)?.number ?? null) !== null, result: row.status === 9 || row.status === 10 || (resultOf(store, row.dossierId)?.kind ?? 'supplements') !== 'supplements', opinion: true,
  };
  const usual: DossierForm = formOfLastAct(store, row) ?? (row.status === 5 ? 'supplement' : fits.refusal ? 'refusal' : fits.withdrawal ? 'withdrawal' : fits.result ? 'result' : isCertified ? 'receipt-certified' : 'receipt');
  return [usual, ...dossierFormSchema.options.filter((form) => fits[form] && form !== usual)];
}

/** Refuses 'dossier.voided' once the person's data is gone, 'form.not-offered' for a form of another time of its life. */
function printable(store: Readable, row: DossierRow, form: DossierForm): DossierRow {
  // Of somebody who is forgotten there is nothing to be put on paper.
  if (row.isErased || openingOf(store, row.dossierId)?.applicant.fullName === REDACTED) throw new Refusal('dossier.voided');
  if (!offered(store, row).includes(form)) throw new Refusal('form.not-offered');
  return row;
}

function paperOf(context: CommandContext, store: Readable, row: DossierRow, form: DossierForm, reason: string): FormPaper {
  const { what, ofId } = thingOf(store, row, form);
  return formPaper(context, store, { form, values: dossierValues(context, store, row, form, reason), label: labelOf(row), copyNumber: printsThatMayExist(store, what, ofId) + 1 });
}

/** The same rules as for the receipts of the roll, whose number they share: one in the line at a time, older ones in doubt are settled, and the log hears of a dossier's. */
function queueReceipt(context: CommandContext, store: Writable, caller: Caller, row: DossierRow, { form, reason, printer }: { readonly form: DossierForm; readonly reason: string; readonly printer: CoverPrinter }): void {
  // The roll has receipts of its own, short and made for it.
  if (printer.kind === 'roll') throw new Refusal(context.forms.hasRoll ? 'form.not-offered' : 'printer.absent');
  const { what, ofId } = thingOf(store, row, form);
  const latest = latestPrint(store, what, ofId);
  if (latest?.state === 'queued' || latest?.state === 'printing') throw new Refusal('print.wrong-state');
  if (what === 'receipt') settleOlderReceipts(context, store, row.dossierId, actorOf(caller));
  else settlePrints(store, what, ofId, context.clock.now());
  const printJobId = printJobIdSchema.parse(context.clock.uuid());
  insertPrintJob(store, { printJobId, what, ofId, label: labelOf(row), paper: paperOf(context, store, row, form, reason), at: context.clock.now(), printer: printer.name });
  store.afterCommit(() => {
    context.publish('print.changed', { printJobId, ticketId: null, state: 'queued', code: null });
    context.wakePrinter();
    context.wakeSync();
  });
}

function labelOf({ officialCode, provisionalCode }: DossierRow): string {
  return officialCode ?? provisionalCode;
}

/** What is printed, and of what: by it a second print of the same is known, on whichever printer. Of a paper about several dossiers all are named, so that none is forgotten while it still stands on another's paper. */
function thingOf(store: Readable, row: DossierRow, form: DossierForm): { readonly what: 'receipt' | 'fee-receipt' | 'form'; readonly ofId: string } {
  if (RECEIPTS.includes(form)) return { what: 'receipt', ofId: row.dossierId };
  if (form === 'fee') return { what: 'fee-receipt', ofId: must(standingPayment(store, row.visitId), 'a receipt is offered for a payment').paymentId };
  return { what: 'form', ofId: form === 'receipt-many' ? `${dossiersOfDay(store, row).map(({ dossierId }) => dossierId).join(',')}/${form}` : printNameOf(store, row, form) };
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
