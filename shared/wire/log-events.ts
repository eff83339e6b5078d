// The facts that a station writes to its log and sends to the city: past tense, never changed, each with a version of its own.

import { z } from 'zod';
import { businessDaySchema, counterIdSchema, epochMsSchema, fieldCodeSchema, printJobIdSchema, procedureCodeSchema, ticketIdSchema, visitIdSchema } from '../contract/primitives.ts';
import { calendarEvents } from './calendar-events.ts';
import { handoverEvents, resultEvents } from './handover-events.ts';
import { careEvents, dossierEvents } from './dossier-events.ts';
import { indexEvents } from './index-events.ts';
import { paperNumberSchema } from './paper-number.ts';
import { paymentEvents } from './payment-events.ts';
import { signingEvents } from './signing-events.ts';
import { feedbackEvents } from './feedback-events.ts';

const ticket = { ticketId: ticketIdSchema };
const atCounter = { ...ticket, counterId: counterIdSchema };

/** Version 1 of a skip did not say where in the line the ticket went. */
export const skippedV1Schema = z.strictObject({ ...atCounter, skips: z.int().min(1), missed: z.boolean() });

/** Body of each log event by its type, in its newest version. */
export const logEvents = {
  'ticket.issued': z.strictObject({
    ...ticket, day: businessDaySchema, number: z.string().max(8), field: fieldCodeSchema, sequence: z.int().min(1), priority: z.enum(['none', 'elderly', 'disabled', 'pregnant-or-infant', 'merit']),
    procedureCode: procedureCodeSchema.nullable(), via: z.enum(['kiosk', 'counter']),
  }),
  'ticket.called': z.strictObject({ ...atCounter, visitId: visitIdSchema }),
  'ticket.recalled': z.strictObject(atCounter),
  /** `queuedAt` is its new place in the line; null when the ticket is missed. */
  'ticket.skipped': z.strictObject({ ...atCounter, skips: z.int().min(1), queuedAt: epochMsSchema.nullable() }),
  'ticket.restored': z.strictObject(atCounter),
  'ticket.held': z.strictObject({ ...atCounter, reason: z.string().max(120) }),
  'ticket.transferred': z.strictObject({ ...atCounter, toField: fieldCodeSchema, toCounter: counterIdSchema.nullable() }),
  'ticket.served': z.strictObject({ ...atCounter, dossierOpened: z.boolean() }),
  /** The person goes without a dossier: asked to complete the papers (form 02), or refused (form 03). No name: `reason` and `papers` are the office's own words. */
  'ticket.turned-away': z.strictObject({ ...atCounter, visitId: visitIdSchema, form: z.enum(['supplement', 'refusal']), procedureCode: procedureCodeSchema, procedureName: z.string().max(600), reason: z.string().min(1).max(300), papers: z.array(z.string().max(400)).max(80), paperNumber: paperNumberSchema.exactOptional() }),
  'counter.paused': z.strictObject({ counterId: counterIdSchema, reason: z.enum(['break', 'meeting', 'device', 'other']) }),
  'counter.resumed': z.strictObject({ counterId: counterIdSchema }),
  'print.ended': z.strictObject({
    printJobId: printJobIdSchema, what: z.enum(['ticket', 'receipt']), of: z.string().max(40), attempt: z.int().min(1), outcome: z.enum(['printed', 'failed', 'unknown', 'marked']), code: z.string().max(40).nullable(),
  }),
  ...dossierEvents,
  ...careEvents,
  ...calendarEvents,
  ...paymentEvents,
  ...indexEvents,
  ...feedbackEvents,
  ...handoverEvents,
  ...resultEvents,
  ...signingEvents,
} as const satisfies Record<string, z.ZodType>;

export type LogEventType = keyof typeof logEvents;
export type LogEventBody<Type extends LogEventType> = z.infer<(typeof logEvents)[Type]>;

/** Newest version of each type that is not at 1. A type with its version is immutable: another body is another version. */
const LATER_VERSIONS: Partial<Record<LogEventType, number>> = { 'access.noted': 2, 'dossier.opened': 3, 'ticket.skipped': 2 };

/** The version in which events of a type are written today. */
export function versionOf(type: LogEventType): number {
  return LATER_VERSIONS[type] ?? 1;
}

/** Every type in every version that `readEvent` of upcast.ts reads. */
export function knownVersions(): readonly { readonly type: LogEventType; readonly version: number }[] {
  return (Object.keys(logEvents) as LogEventType[]).flatMap((type) => Array.from({ length: versionOf(type) }, (_, index) => ({ type, version: index + 1 })));
}

/** True for a type that this program knows. */
export function isKnownEvent(type: string): type is LogEventType {
  return Object.hasOwn(logEvents, type);
}

/** What an event belongs to; order is kept inside one aggregate. */
export const aggregateTypeSchema = z.enum(['ticket', 'counter', 'print', 'dossier', 'access', 'station']);
export type AggregateType = z.infer<typeof aggregateTypeSchema>;
