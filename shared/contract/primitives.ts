// Parsers of the ids and small values that messages are made of.

import { z } from 'zod';
import type {
  BlobHash, BusinessDay, CommuneId, CounterId, DossierId, EpochMs, FieldCode, OperationId, PageId, PaymentId, PrintJobId, ProcedureCode, RequestId, StationId, TicketId, VisitId,
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
export const epochMsSchema = whole<EpochMs>(0, 8_640_000_000_000_000, 'epoch milliseconds');

/** A person's words: trimmed, NFC, without control characters and halves of characters (which no seal can be computed over), at most `max` UTF-16 units. */
export function wordsSchema(max: number) {
  return z
    .string()
    .max(max * 2)
    .transform((value) => value.toWellFormed().normalize('NFC').replaceAll(/\p{Cc}/gu, ' ').trim())
    .pipe(z.string().max(max));
}
