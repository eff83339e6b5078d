// Taking a number, calling it, and everything that can become of it.

import { z } from 'zod';
import { counterIdSchema, epochMsSchema, fieldCodeSchema, printJobIdSchema, procedureCodeSchema, ticketIdSchema, visitIdSchema, wordsSchema } from './primitives.ts';
import { errorCodeSchema } from './errors.ts';
import { change, nothing, query } from './command.ts';

export const prioritySchema = z.enum(['none', 'elderly', 'disabled', 'pregnant-or-infant', 'merit']);
/** What an officer found who looked whether somebody has the priority that was said. */
export const priorityCheckSchema = z.enum(['confirmed', 'removed']);
export const ticketStateSchema = z.enum(['waiting', 'called', 'held', 'missed', 'served']);

/** 'queued' and 'printing' are on their way; 'unknown' means the printer may hold the paper: a person decides. */
export const printStateSchema = z.enum(['queued', 'printing', 'printed', 'failed', 'unknown', 'marked']);
export const printSchema = z.strictObject({ printJobId: printJobIdSchema, state: printStateSchema, code: errorCodeSchema.nullable(), attempts: z.int() });
export type Print = z.infer<typeof printSchema>;

/** A ticket as officers and the kiosk see it; it has no name. */
export const ticketSchema = z.strictObject({
  ticketId: ticketIdSchema,
  /** Letter and three digits: 'A001'. */
  number: z.string(),
  field: fieldCodeSchema,
  priority: prioritySchema,
  state: ticketStateSchema,
  counterId: counterIdSchema.nullable(),
  issuedAt: epochMsSchema,
  calledAt: epochMsSchema.nullable(),
  skips: z.int(),
  procedureCode: procedureCodeSchema.nullable(),
  /** Null until an officer has looked. */
  priorityCheck: priorityCheckSchema.nullable().default(null),
  print: printSchema.nullable(),
});
export type Ticket = z.infer<typeof ticketSchema>;

export const issuedTicketSchema = ticketSchema.extend({
  waitingAhead: z.int().min(0),
  /** Minutes, from the field's last calls today; null before there is anything to go by. */
  expectedWaitMin: z.int().min(0).nullable(),
  counters: z.array(counterIdSchema),
});
export type IssuedTicket = z.infer<typeof issuedTicketSchema>;

export const fieldQueueSchema = z.strictObject({
  field: fieldCodeSchema, waiting: z.int(), expectedWaitMin: z.int().nullable(), openCounters: z.array(counterIdSchema), servedToday: z.int(),
});
export const calledNumberSchema = z.strictObject({ number: z.string(), counterId: counterIdSchema, calledAt: epochMsSchema, calls: z.int() });

/** What the kiosk and the hall board show: numbers only. */
export const queueOverviewSchema = z.strictObject({
  day: z.string(),
  fields: z.array(fieldQueueSchema),
  /** Numbers at a counter now, newest call first. */
  calling: z.array(calledNumberSchema),
  /** The last eight calls, newest first, those in `calling` included. */
  recent: z.array(calledNumberSchema),
  counters: z.array(z.strictObject({ counterId: counterIdSchema, state: z.enum(['open', 'paused']), number: z.string().nullable() })),
});
export type QueueOverview = z.infer<typeof queueOverviewSchema>;

export const pauseReasonSchema = z.enum(['break', 'meeting', 'device', 'other']);

/** The queue as one counter works on it. */
export const deskSchema = z.strictObject({
  counterId: counterIdSchema,
  state: z.enum(['open', 'paused']),
  pauseReason: pauseReasonSchema.nullable(),
  current: ticketSchema.nullable(),
  visitId: visitIdSchema.nullable(),
  waiting: z.array(ticketSchema),
  held: z.array(ticketSchema),
  missed: z.array(ticketSchema),
  servedToday: z.int(),
});
export type Desk = z.infer<typeof deskSchema>;

const called = z.strictObject({ ticket: ticketSchema.nullable(), visitId: visitIdSchema.nullable() });

export const queueCommands = {
  'queue.overview': query(['kiosk', 'board', 'counter', 'admin', 'citizen-display'], nothing, queueOverviewSchema),
  /** Durable before it answers; the paper follows. Refuses 'field.unknown', 'series.full'. */
  'ticket.issue': change(['kiosk', 'counter'], { field: fieldCodeSchema, priority: prioritySchema, procedureCode: procedureCodeSchema.nullable() }, issuedTicketSchema),
  /** The kiosk watches the print of a ticket it has just issued. */
  'ticket.read': query(['kiosk', 'counter'], z.strictObject({ ticketId: ticketIdSchema }), issuedTicketSchema),
  'desk.read': query(['counter'], nothing, deskSchema),
  /** Calls the next person to this counter; `ticket` is null when nobody waits. Refuses 'counter.busy', 'counter.paused'. */
  'queue.next': change(['counter'], {}, called),
  /** Calls one waiting, held or missed ticket out of turn. */
  'ticket.call': change(['counter'], { ticketId: ticketIdSchema }, called),
  'ticket.recall': change(['counter'], { ticketId: ticketIdSchema }, ticketSchema),
  'ticket.skip': change(['counter'], { ticketId: ticketIdSchema }, ticketSchema),
  /** A missed ticket goes to the front of its field. */
  'ticket.restore': change(['counter'], { ticketId: ticketIdSchema }, ticketSchema),
  /** An officer has looked whether a ticket has the priority that was said. Taken away needs a reason; a called one then waits on at the place of its issue and the counter is free. Refuses 'priority.none', 'ticket.wrong-state'. */
  'ticket.check-priority': change(['counter'], { ticketId: ticketIdSchema, outcome: priorityCheckSchema, reason: wordsSchema(120) }, ticketSchema),
  'ticket.hold': change(['counter'], { ticketId: ticketIdSchema, reason: wordsSchema(120) }, ticketSchema),
  'ticket.transfer': change(['counter'], { ticketId: ticketIdSchema, toField: fieldCodeSchema, toCounter: counterIdSchema.nullable() }, ticketSchema),
  'ticket.finish': change(['counter'], { ticketId: ticketIdSchema }, ticketSchema),
  'counter.pause': change(['counter'], { reason: pauseReasonSchema }, deskSchema),
  'counter.resume': change(['counter'], {}, deskSchema),
};
