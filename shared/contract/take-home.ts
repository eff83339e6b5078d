// What a citizen takes home of a procedure: a slip on paper, and codes that a phone reads without any network. At the kiosk and at the counter.

import { z } from 'zod';
import { change, query } from './command.ts';
import { coverPrinterSchema } from './cover.ts';
import { printJobIdSchema, procedureCodeSchema } from './primitives.ts';
import { printSchema } from './queue.ts';

/** `caseName` is one of the catalogue's cases of the procedure, or 'Trường hợp khác'; '' for all of them. */
const asked = { code: procedureCodeSchema, caseName: z.string().max(300) };

export const takeHomeCommands = {
  /** The words of each code, in the order in which they are read, and how many papers stand in none of them. Refuses 'procedure.unknown', for a case that the catalogue does not have too. */
  'take-home.read': query(['kiosk', 'counter'], z.strictObject(asked), z.strictObject({ codes: z.array(z.string()).min(1), leftOut: z.int().min(0) })),
  /**
   * Queues the slip, durable before any printer has it; one that is on its way already is not queued a second time. A kiosk prints on the printer of tickets only.
   * Refuses as above; 'printer.absent' where there is no printer of tickets; at a kiosk 'take-home.wait' {seconds}: paper is not a toy.
   */
  'take-home.print': change(['kiosk', 'counter'], { ...asked, printer: coverPrinterSchema }, z.strictObject({ print: printSchema })),
  /** How a slip's print stands. Refuses 'print.not-found', for every other paper too. */
  'take-home.printed': query(['kiosk', 'counter'], z.strictObject({ printJobId: printJobIdSchema }), printSchema),
};
