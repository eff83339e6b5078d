// Cover sheets of the visit at a counter: on which printers they can be had, and printing them.

import { z } from 'zod';
import { change, query } from './command.ts';
import { errorCodeSchema } from './errors.ts';
import { visitIdSchema } from './primitives.ts';
import { visitSchema } from './visit.ts';

/** 'roll' is the printer of tickets, whose strip is laid in the feeder or on the glass; 'system' a printer of the operating system, on A4 or A5. */
export const coverPrinterSchema = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('roll') }), z.strictObject({ kind: z.literal('system'), name: z.string().min(1).max(200) })]);
export type CoverPrinter = z.infer<typeof coverPrinterSchema>;

export const coverPrintersSchema = z.strictObject({
  /** Whether the machine has a printer of tickets. */
  roll: z.boolean(),
  system: z.array(z.strictObject({ name: z.string(), label: z.string() })),
  /** Why the system's printers are not known; null where they are, or where this host has no way to any. */
  code: errorCodeSchema.nullable(),
  /** What this counter printed cover sheets on last. */
  chosen: coverPrinterSchema.nullable(),
});
export type CoverPrinters = z.infer<typeof coverPrintersSchema>;

export const coverCommands = {
  'cover.printers': query(['counter'], z.strictObject({}), coverPrintersSchema),
  /**
   * Queues one sheet for each paper, durable before anything is printed; what becomes of each shows in the visit's `covers`. Sheets of the same papers that failed or are in doubt are settled with it.
   * Refuses 'paper.unknown', 'visit.no-procedure', 'dossier.already-open', 'printer.absent' where no printer of tickets is configured.
   */
  'cover.print': change(['counter'], { visitId: visitIdSchema, paperIds: z.array(z.string().max(64)).min(1).max(80), printer: coverPrinterSchema }, visitSchema),
};
