// What the people who look after the point see: self-checks, the outbox, prints that want a decision.

import { z } from 'zod';
import { epochMsSchema, printJobIdSchema } from './primitives.ts';
import { errorCodeSchema } from './errors.ts';
import { change, nothing, query } from './command.ts';
import { deviceStateSchema, hostSchema, syncStateSchema } from './point.ts';
import { printStateSchema } from './queue.ts';

/** One numbered self-check. `params` fill the sentence under 'health.<name>.<state>'; `at` is when the verdict was made. 'pending', with no time, is a check that has not come to its first verdict since the start. */
export const checkSchema = z.strictObject({
  number: z.int(), name: z.string(), state: z.enum(['ok', 'warning', 'failed', 'pending']), at: epochMsSchema.nullable(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type Check = z.infer<typeof checkSchema>;

export const healthSchema = z.strictObject({
  host: hostSchema, programVersion: z.string(), stationId: z.string(), communeId: z.string(), incarnation: z.int(), at: epochMsSchema,
  checks: z.array(checkSchema), devices: z.array(deviceStateSchema), sync: syncStateSchema,
});
export type Health = z.infer<typeof healthSchema>;

export const outboxSchema = z.strictObject({
  sync: syncStateSchema,
  /** Oldest first, at most 100. No personal data: what kind of event and how long it waits. */
  waiting: z.array(z.strictObject({ sequence: z.int(), type: z.string(), at: epochMsSchema, label: z.string() })),
  /** `sent`: what the city has of a page that goes in pieces, as far as is known. */
  scans: z.array(z.strictObject({ label: z.string(), bytes: z.int(), sent: z.int().optional(), at: epochMsSchema, attempts: z.int(), code: errorCodeSchema.nullable() })),
  /** What shows that the city was put back from a copy: since when its feed contradicts what was read before, and when it last got events again that it had lost. */
  restored: z.strictObject({ feedAt: epochMsSchema.nullable(), rewound: z.strictObject({ at: epochMsSchema, events: z.int() }).nullable() }),
});
export type Outbox = z.infer<typeof outboxSchema>;

export const printJobSchema = z.strictObject({
  printJobId: printJobIdSchema, what: z.enum(['ticket', 'receipt', 'cover', 'fee-receipt', 'form', 'petition']), label: z.string(), state: printStateSchema, code: errorCodeSchema.nullable(), attempts: z.int(), at: epochMsSchema,
});
export type PrintJobView = z.infer<typeof printJobSchema>;

export const adminCommands = {
  'health.read': query(['admin'], nothing, healthSchema),
  'outbox.read': query(['admin'], nothing, outboxSchema),
  /** Prints of today that are not 'printed', newest first; at a counter without those that a printer without answers has got whole ('printer.unconfirmed'). */
  'print.list': query(['admin', 'counter'], nothing, z.strictObject({ jobs: z.array(printJobSchema) })),
  /** After 'failed', or after a person has looked at a print of unknown outcome. Never a second number. */
  'print.retry': change(['admin', 'counter', 'kiosk'], { printJobId: printJobIdSchema }, printJobSchema),
  /** A person says that a failed or unknown print needs no paper any more. */
  'print.mark': change(['admin', 'counter'], { printJobId: printJobIdSchema }, printJobSchema),
  /** Tries the city now instead of at the next attempt. */
  'sync.now': query(['admin', 'counter'], nothing, syncStateSchema),
  /** After the city was put back from a copy, a person decides: its feed is read from the beginning. Asked twice, it does the same; without a restored city, nothing. */
  'sync.read-again': query(['admin'], nothing, syncStateSchema),
};
