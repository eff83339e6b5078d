// Forms of a dossier for pages: which fit it now, how each would look, and printing one on a printer of the operating system or on the roll.

import { z } from 'zod';
import { change, query } from './command.ts';
import { coverPrinterSchema, coverPrintersSchema } from './cover.ts';
import { dossierIdSchema, wordsSchema } from './primitives.ts';
import { printSchema } from './queue.ts';

/** The forms that are made from a dossier. The others (book, hand-over list) belong to screens of their own. */
export const dossierFormSchema = z.enum(['receipt', 'receipt-certified', 'receipt-many', 'supplement', 'refusal', 'apology', 'withdrawal', 'control', 'result', 'fee', 'opinion']);
export type DossierForm = z.infer<typeof dossierFormSchema>;

/** 'broken': the unit's own template cannot be read, and the one that came with the program stands in for it. */
export const templateOriginSchema = z.enum(['shipped', 'own', 'broken']);

/** `reason` is that of forms 02 and 03; empty takes what was written when the dossier was moved on. */
const asked = { dossierId: dossierIdSchema, form: dossierFormSchema, reason: wordsSchema(600) };

export const formPageSchema = z.strictObject({
  pages: z.int().min(1),
  /** The one that was asked for, a PNG; 0 is the first. */
  page: z.int().min(0),
  png: z.base64(),
  template: templateOriginSchema,
  /** From 2 on the paper says that it is a reprint. */
  copyNumber: z.int().min(1),
});
export type FormPage = z.infer<typeof formPageSchema>;

export const formCommands = {
  /** The forms that fit the dossier as it stands, the usual one first, and the printers. Refuses 'dossier.unknown'. */
  'form.offer': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema }), z.strictObject({ forms: z.array(dossierFormSchema), printers: coverPrintersSchema })),
  /** One page as it would be printed now; a page that is not there is the last. It shows the person's data, so the look is noted. Refuses 'dossier.unknown', 'dossier.voided', 'form.not-offered'. */
  'form.preview': query(['counter', 'admin'], z.strictObject({ ...asked, page: z.int().min(0).max(2_000) }), formPageSchema),
  /** The whole paper as a PDF, at most 1 MiB from a byte on of `bytes`. Refuses like the preview. */
  'form.pdf': query(['counter', 'admin'], z.strictObject({ ...asked, from: z.int().min(0) }), z.strictObject({ name: z.string(), bytes: z.int(), base64: z.base64() })),
  /** Queues it, durable before any printer has it. Refuses like the preview; 'printer.absent' for the roll where there is no printer of tickets, 'print.wrong-state' while the same is on its way. */
  'form.print': change(['counter', 'admin'], { ...asked, printer: coverPrinterSchema }, z.strictObject({ print: printSchema })),
};
