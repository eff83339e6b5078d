// What a machine's settings say of the printer of tickets and receipts.

import { z } from 'zod';
import { hostSchema, portSchema, usbNumberSchema } from './fields.ts';

/** What every printer has, however it is reached. */
const paper = {
  widthMm: z.literal([58, 80]).default(80),
  /** Where the printer has no sensor for the end of the roll: how many papers a roll gives, so that the last tenth is announced. Null counts nothing. */
  ticketsPerRoll: z.int().min(20).max(100_000).nullable().default(null),
};
/** False for printers that never answer anything; their prints all stay 'unknown'. */
const answers = z.boolean().default(true);

export const printerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    /** ESC/POS over TCP, mostly port 9100. */
    kind: z.literal('escpos-tcp'),
    host: hostSchema,
    port: portSchema.default(9_100),
    answers,
    ...paper,
  }),
  z.strictObject({
    /** ESC/POS over USB on Linux: the printer of that file, or the first that has these numbers. */
    kind: z.literal('escpos-usb'),
    path: z.string().regex(/^\/dev\/[A-Za-z0-9/_.:-]{1,200}$/, 'a file below /dev').optional(),
    vendorId: usbNumberSchema.optional(),
    productId: usbNumberSchema.optional(),
    serialNumber: z.string().min(1).max(126).optional(),
    answers,
    ...paper,
  }),
]);
export type PrinterSettings = z.infer<typeof printerSchema>;
