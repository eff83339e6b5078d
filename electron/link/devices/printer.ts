// What a machine's settings say of the printer of tickets and receipts.

import { z } from 'zod';
import { hostSchema, portSchema } from './fields.ts';

export const printerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    /** ESC/POS over TCP, mostly port 9100. */
    kind: z.literal('escpos-tcp'),
    host: hostSchema,
    port: portSchema.default(9_100),
    widthMm: z.literal([58, 80]).default(80),
    /** False for printers that never answer anything; their prints all stay 'unknown'. */
    answers: z.boolean().default(true),
  }),
]);
export type PrinterSettings = z.infer<typeof printerSchema>;
