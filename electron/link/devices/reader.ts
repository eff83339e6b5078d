// What a machine's settings say of a counter's reader of QR and bar codes.

import { z } from 'zod';
import { hostSchema, portSchema, usbNumberSchema } from './fields.ts';

export const readerSchema = z.discriminatedUnion('kind', [
  /** A USB reader in HID POS mode; numbers and serial say which, where there are several. */
  z.strictObject({ kind: z.literal('hid-pos'), vendorId: usbNumberSchema.optional(), productId: usbNumberSchema.optional(), serialNumber: z.string().max(126).optional() }),
  /** Raw 64-byte HID POS reports over TCP. */
  z.strictObject({ kind: z.literal('hid-stream'), host: hostSchema, port: portSchema }),
]);
export type ReaderSettings = z.infer<typeof readerSchema>;
