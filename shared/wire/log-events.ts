// The facts that a station writes to its log and sends to the city: past tense, never changed, each with a version of its own.

import { z } from 'zod';
import {
  blobHashSchema, businessDaySchema, counterIdSchema, dossierIdSchema, epochMsSchema, fieldCodeSchema, pageIdSchema, printJobIdSchema, procedureCodeSchema, ticketIdSchema, visitIdSchema,
} from '../contract/primitives.ts';

const ticket = { ticketId: ticketIdSchema };
const atCounter = { ...ticket, counterId: counterIdSchema };

/** A scanned page as the dossier names it; its bytes travel as a blob. */
export const pageReferenceSchema = z.strictObject({
  pageId: pageIdSchema, sha256: blobHashSchema, bytes: z.int().min(1), mime: z.enum(['image/jpeg', 'image/png', 'application/pdf']), scannedAt: epochMsSchema,
});

/** Everything that the city must know of a dossier when it is opened. Personal data: never logged, never in a label. */
export const openedDossierSchema = z.strictObject({
  dossierId: dossierIdSchema,
  visitId: visitIdSchema,
  ticketNumber: z.string().max(8),
  provisionalCode: z.string().max(40),
  procedureCode: procedureCodeSchema,
  procedureName: z.string().max(600),
  applicant: z.strictObject({
    idNumber: z.string().max(20), oldIdNumber: z.string().max(20), fullName: z.string().min(1).max(120), birthDate: z.string().max(10),
    sex: z.enum(['male', 'female', 'unknown']), address: z.string().max(300), issuedOn: z.string().max(10), phone: z.string().max(20), source: z.enum(['card', 'typed']),
  }),
  papers: z.array(z.strictObject({ paperId: z.string().max(64), name: z.string().max(400), originals: z.int().min(0), copies: z.int().min(0), pages: z.array(pageReferenceSchema).max(400) })).max(80),
  counterId: counterIdSchema,
  officerName: z.string().max(120),
  receivedAt: epochMsSchema,
  /** Null when the procedure states no time. */
  dueAt: epochMsSchema.nullable(),
  /** Portal status, 2 = received. */
  status: z.literal(2),
});
export type OpenedDossier = z.infer<typeof openedDossierSchema>;

/** Body of each log event by its type; all are version 1. */
export const logEvents = {
  'ticket.issued': z.strictObject({
    ...ticket, day: businessDaySchema, number: z.string().max(8), field: fieldCodeSchema, sequence: z.int().min(1), priority: z.enum(['none', 'elderly', 'disabled', 'pregnant-or-infant', 'merit']),
    procedureCode: procedureCodeSchema.nullable(), via: z.enum(['kiosk', 'counter']),
  }),
  'ticket.called': z.strictObject({ ...atCounter, visitId: visitIdSchema }),
  'ticket.recalled': z.strictObject(atCounter),
  'ticket.skipped': z.strictObject({ ...atCounter, skips: z.int().min(1), missed: z.boolean() }),
  'ticket.restored': z.strictObject(atCounter),
  'ticket.held': z.strictObject({ ...atCounter, reason: z.string().max(120) }),
  'ticket.transferred': z.strictObject({ ...atCounter, toField: fieldCodeSchema, toCounter: counterIdSchema.nullable() }),
  'ticket.served': z.strictObject({ ...atCounter, dossierOpened: z.boolean() }),
  'counter.paused': z.strictObject({ counterId: counterIdSchema, reason: z.enum(['break', 'meeting', 'device', 'other']) }),
  'counter.resumed': z.strictObject({ counterId: counterIdSchema }),
  'print.ended': z.strictObject({
    printJobId: printJobIdSchema, what: z.enum(['ticket', 'receipt']), of: z.string().max(40), attempt: z.int().min(1), outcome: z.enum(['printed', 'failed', 'unknown', 'marked']), code: z.string().max(40).nullable(),
  }),
  'dossier.opened': openedDossierSchema,
} as const satisfies Record<string, z.ZodType>;

export type LogEventType = keyof typeof logEvents;
export type LogEventBody<Type extends LogEventType> = z.infer<(typeof logEvents)[Type]>;

/** What an event belongs to; order is kept inside one aggregate. */
export const aggregateTypeSchema = z.enum(['ticket', 'counter', 'print', 'dossier']);
export type AggregateType = z.infer<typeof aggregateTypeSchema>;
