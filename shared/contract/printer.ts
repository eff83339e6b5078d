// What whoever looks after the ticket printer sees and does: how it is, how much of its roll is used, a new roll, an error that a hand has ended.

import { z } from 'zod';
import { change, nothing, query } from './command.ts';
import { deviceStateSchema } from './point.ts';
import { epochMsSchema } from './primitives.ts';

export const printerViewSchema = z.strictObject({
  state: deviceStateSchema,
  /** Papers counted since the roll was put in. `perRoll` is null where the settings give no count, `begunAt` while nobody has said when that was. */
  roll: z.strictObject({ perRoll: z.int().nullable(), papers: z.int().min(0), begunAt: epochMsSchema.nullable() }),
});
export type PrinterView = z.infer<typeof printerViewSchema>;

export const printerCommands = {
  'printer.read': query(['admin'], nothing, printerViewSchema),
  /** A person has put in a new roll: the count begins anew. */
  'printer.new-roll': change(['admin'], {}, nothing),
  /** A person has looked at the printer and ends the error that it still shows. What it held of a job is thrown away, never printed again by itself. */
  'printer.clear-error': query(['admin'], nothing, printerViewSchema),
};
