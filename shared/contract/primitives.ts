// Parsers of the ids and small values that messages are made of.

import { z } from 'zod';
import type {
  BlobHash, BusinessDay, CommuneId, CounterId, DeskDay, DossierId, EpochMs, FieldCode, OperationId, PageId, PaymentId, PrintJobId, ProcedureCode, RequestId, StationId, TicketId, VisitId,
} from '../base/ids.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

// A custom schema cannot be written down by itself: `meta` says it to whoever publishes one as JSON Schema.
function text<T extends string>(pattern: RegExp, what: string) {
  return z.custom<T>((value) => typeof value === 'string' && pattern.test(value), { error: what }).meta({ type: 'string', pattern: pattern.source });
}
function whole<T extends number>(min: number, max: number, what: string) {
  return z.custom<T>((value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max, { error: what }).meta({ type: 'integer', minimum: min, maximum: max });
}

export const ticketIdSchema = text<TicketId>(UUID, 'ticket id');
export const visitIdSchema = text<VisitId>(UUID, 'visit id');
export const dossierIdSchema = text<DossierId>(UUID, 'dossier id');
export const pageIdSchema = text<PageId>(UUID, 'page id');
export const printJobIdSchema = text<PrintJobId>(UUID, 'print job id');
export const paymentIdSchema = text<PaymentId>(UUID, 'payment id');
export const operationIdSchema = text<OperationId>(UUID, 'operation id');
export const requestIdSchema = text<RequestId>(UUID, 'request id');
export const counterIdSchema = whole<CounterId>(1, 99, 'counter number');
export const fieldCodeSchema = text<FieldCode>(/^[A-Z]$/, 'field letter');
export const procedureCodeSchema = text<ProcedureCode>(/^\d\.\d{6}$/, 'procedure code');
export const blobHashSchema = text<BlobHash>(/^[0-9a-f]{64}$/, 'SHA-256');
export const stationIdSchema = text<StationId>(/^[A-Z0-9]{1,8}$/, 'station');
export const communeIdSchema = text<CommuneId>(/^[A-Z0-9]{2,12}$/, 'commune');
export const businessDaySchema = text<BusinessDay>(/^\d{4}-\d{2}-\d{2}$/, 'day');
export const deskDaySchema = text<DeskDay>(/^\d{4}-\d{2}-\d{2}(?:\.[1-9])?$/, 'day of the cash desk');
export const epochMsSchema = whole<EpochMs>(0, 8_640_000_000_000_000, 'epoch milliseconds');

/** A person's words: trimmed, NFC, without control characters and halves of characters (which no seal can be computed over), at most `max` UTF-16 units. */
export function wordsSchema(max: number) {
  return tidyWords(max, (value) => value.trim());
}

/** Words of a draft that is saved while they are typed: the space before the next word stays. */
export function typedWordsSchema(max: number) {
  return tidyWords(max, (value) => value);
}

function tidyWords(max: number, ends: (value: string) => string) {
  return z
    .string()
    .max(max * 2)
    .transform((value) => ends(value.toWellFormed().normalize('NFC').replaceAll(/\p{Cc}/gu, ' ')))
    .pipe(z.string().max(max));
}

/** Whole đồng, up to a hundred billion. */
export const amountSchema = z.int().min(0).max(100_000_000_000);
/** A bank's own number of a transfer, as a statement has it. */
export const bankReferenceSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{3,63}$/);

/** A line without what was shown for an exemption. `amount` is what is paid of it. */
export const paidLineSchema = z.strictObject({
  feeId: z.string().min(1).max(64), name: z.string().min(1).max(200), kind: z.enum(['phi', 'le-phi']), unit: z.string().max(60), quantity: z.int().min(1), unitAmount: amountSchema, amount: amountSchema,
  /** Pages of one copy, where the price goes by them. */
  pages: z.int().min(1).exactOptional(),
});

/** A line as a dossier is charged by it: an original's name goes with the person, so that no payment has it. */
export const chargedLineSchema = paidLineSchema.extend({ original: z.string().min(1).max(200).exactOptional() });

/** A book of receipts: its symbol and its volume, as they are printed. */
export const receiptBookSchema = z.strictObject({ symbol: z.string().regex(/^[A-Z0-9/.-]{1,20}$/), volume: z.string().regex(/^[A-Za-z0-9.-]{1,12}$/) });

/** Year, quarter or month that a reading is of: '2026', '2026-Q4', '2026-11'. */
export const indexPeriodSchema = z.string().regex(/^20\d{2}(?:-Q[1-4]|-(?:0[1-9]|1[0-2]))?$/);
/** 'total', one of the six groups, or a row of them. */
export const indexSubjectSchema = z.enum(['total', 'CKMB', 'TDGQ', 'CLGQ', 'TTTT', 'MDSH', 'MDHL', '1.1', '1.2', '1.3', '1.4', '2.1', '3.1', '3.2', '3.3', '3.5', '3.5b', '3.6', '4.1', '4.2', '4.2c', '4.3', '4.4', '4.5a', '4.5b', '5.2', '5.3', '5.4']);
