// What a machine's settings say of its devices, one file for each family. Every device may be left out.

import { z } from 'zod';
import { buttonTableSchema, keypadSchema, panelSchema } from './buttons.ts';
import { checkLines } from './check-lines.ts';
import { counterDisplaySchema, displayTableSchema } from './counter-display.ts';
import { linesSchema, nameSchema } from './lines.ts';
import { printerSchema } from './printer.ts';
import { readerSchema } from './reader.ts';
import { scannerSchema } from './scanner.ts';

const counterDevicesSchema = z.strictObject({
  reader: readerSchema.nullable().default(null),
  scanner: scannerSchema.nullable().default(null),
  keypad: keypadSchema.nullable().default(null),
  display: counterDisplaySchema.nullable().default(null),
});

export const deviceSettingsSchema = z
  .strictObject({
    ticketPrinter: printerSchema.nullable().default(null),
    /** Serial ports and what carries one over the network, by the names that devices use. */
    lines: linesSchema.default({}),
    /** Models of panels and keypads that are not built in. */
    buttonTables: z.record(nameSchema, buttonTableSchema).default({}),
    /** Models of counter displays that are not built in. */
    displayTables: z.record(nameSchema, displayTableSchema).default({}),
    panel: panelSchema.nullable().default(null),
    /** The printer of the operating system for A4 papers, by its name there. */
    systemPrinter: z.strictObject({ name: z.string().min(1).max(220) }).nullable().default(null),
    /** By counter number. */
    counters: z.record(z.string().regex(/^[1-9]\d?$/, 'a counter number'), counterDevicesSchema).default({}),
  })
  .superRefine(checkLines);
export type DeviceSettings = z.infer<typeof deviceSettingsSchema>;
