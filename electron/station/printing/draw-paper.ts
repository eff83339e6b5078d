// From the words that were kept with a print to its picture. A stored paper is an edge: it is parsed before it is drawn.

import { z } from 'zod';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { CoverPaper, FeeReceiptPaper, PageForPrinter, PaperPress, PetitionPaper, PrintJob, ReceiptPaper, TicketPaper } from '../devices/ports.ts';
import type { TrialPaper, TrialPress } from '../devices/trial-ports.ts';
import type { PrintedThing } from '../store/print-jobs.ts';

/** What is drawn: the things that are printed for people, and the test page of the set-up. Forms have a thread of their own. */
export type DrawnThing = Exclude<PrintedThing, 'form'> | 'trial';

/** Draws the paper (JSON text) of a print. Throws if it is not the paper of that thing. */
export type DrawPaper = (what: DrawnThing, paper: string) => PrintJob;

const count = z.int().min(0);

const ticketPaperSchema = z.strictObject({
  unitParent: z.string(),
  unitName: z.string(),
  fieldName: z.string(),
  number: z.string(),
  issuedAt: epochMsSchema,
  waitingAhead: count,
  counters: z.array(z.int()),
  isPriority: z.boolean(),
  qr: z.string().nullable(),
  isExample: z.boolean(),
}) satisfies z.ZodType<TicketPaper>;

const receiptPaperSchema = z.strictObject({
  unitParent: z.string(),
  unitName: z.string(),
  unitAddress: z.string(),
  unitPhone: z.string(),
  code: z.string(),
  isProvisional: z.boolean(),
  procedureCode: z.string(),
  procedureName: z.string(),
  applicantName: z.string(),
  applicantIdMasked: z.string(),
  papers: z.array(z.strictObject({ name: z.string(), originals: count, copies: count })),
  receivedAt: epochMsSchema,
  dueAt: epochMsSchema.nullable(),
  owner: z.string().exactOptional(),
  delivery: z.string().exactOptional(),
  dueBefore: epochMsSchema.exactOptional(),
  fee: z.string().exactOptional(),
  counter: z.int(),
  officerName: z.string(),
  ticketNumber: z.string(),
  qr: z.string(),
  copyNumber: z.int().min(1),
  isExample: z.boolean(),
}) satisfies z.ZodType<ReceiptPaper>;

const trialPaperSchema = z.strictObject({
  widthDots: z.int().min(8).max(2_048).multipleOf(8),
  name: z.string(),
  unitName: z.string(),
  version: z.string(),
  at: epochMsSchema,
  qr: z.string(),
}) satisfies z.ZodType<TrialPaper>;

const coverPaperSchema = z.strictObject({
  unitName: z.string(),
  number: z.string(),
  paperName: z.string(),
  procedureName: z.string(),
  place: z.int().min(1),
  places: z.int().min(1),
  qr: z.string(),
  isExample: z.boolean(),
}) satisfies z.ZodType<CoverPaper>;

const feeReceiptPaperSchema = z.strictObject({
  unitParent: z.string(),
  unitName: z.string(),
  unitAddress: z.string(),
  unitPhone: z.string(),
  symbol: z.string(),
  volume: z.string(),
  number: z.string(),
  payerName: z.string(),
  about: z.string(),
  procedureName: z.string(),
  lines: z.array(z.strictObject({ name: z.string(), kind: z.enum(['phi', 'le-phi']), quantity: count, unit: z.string(), amount: count })),
  total: count,
  totalWords: z.string(),
  method: z.enum(['cash', 'transfer']),
  paidAt: epochMsSchema,
  counter: z.int().nullable(),
  officerName: z.string(),
  isReversed: z.boolean(),
  copyNumber: z.int().min(1),
  isExample: z.boolean(),
}) satisfies z.ZodType<FeeReceiptPaper>;

const petitionPaperSchema = z.strictObject({
  unitParent: z.string(),
  unitName: z.string(),
  unitPhone: z.string(),
  code: z.string(),
  kind: z.enum(['complaint', 'proposal']),
  receivedAt: epochMsSchema,
  handleBy: epochMsSchema.nullable(),
  isExample: z.boolean(),
}) satisfies z.ZodType<PetitionPaper>;

/** Draws with the press of the printer's width. */
export function createDrawPaper(press: TrialPress): DrawPaper {
  return (what, paper) => {
    const words: unknown = JSON.parse(paper);
    switch (what) {
      case 'ticket':
        return press.drawTicket(ticketPaperSchema.parse(words));
      case 'receipt':
        return press.drawReceipt(receiptPaperSchema.parse(words));
      case 'cover':
        return press.drawCover(coverPaperSchema.parse(words));
      case 'fee-receipt':
        return press.drawFeeReceipt(feeReceiptPaperSchema.parse(words));
      case 'petition':
        return press.drawPetition(petitionPaperSchema.parse(words));
      case 'trial':
        return press.drawTrial(trialPaperSchema.parse(words));
    }
  };
}

/** Lays out the paper (JSON text) of a cover sheet for a printer of the operating system. Throws if it is not one. */
export function layOutCover(press: Pick<PaperPress, 'layOutCover'>, paper: string): PageForPrinter {
  return press.layOutCover(coverPaperSchema.parse(JSON.parse(paper)));
}
