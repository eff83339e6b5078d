// What a machine's settings say of its devices, one file for each family. Every device may be left out.

import { z } from 'zod';
import { printerSchema } from './printer.ts';
import { readerSchema } from './reader.ts';
import { scannerSchema } from './scanner.ts';

const counterDevicesSchema = z.strictObject({ reader: readerSchema.nullable().default(null), scanner: scannerSchema.nullable().default(null) });

export const deviceSettingsSchema = z.strictObject({
  ticketPrinter: printerSchema.nullable().default(null),
  /** By counter number. */
  counters: z.record(z.string().regex(/^[1-9]\d?$/, 'a counter number'), counterDevicesSchema).default({}),
});
export type DeviceSettings = z.infer<typeof deviceSettingsSchema>;
