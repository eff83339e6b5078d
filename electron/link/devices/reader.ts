// What a machine's settings say of a counter's reader of QR and bar codes.

import { z } from 'zod';
import { hostSchema, portSchema, usbNumberSchema } from './fields.ts';
import { nameSchema } from './lines.ts';

export const readerSchema = z.discriminatedUnion('kind', [
  /** A USB reader in HID POS mode; numbers and serial say which, where there are several. */
  z.strictObject({ kind: z.literal('hid-pos'), vendorId: usbNumberSchema.optional(), productId: usbNumberSchema.optional(), serialNumber: z.string().max(126).optional() }),
  /** Raw 64-byte HID POS reports over TCP. */
  z.strictObject({ kind: z.literal('hid-stream'), host: hostSchema, port: portSchema }),
  /** A reader on a line of its own: a serial port, or the virtual one of a USB reader ("USB serial", "virtual COM port"). */
  z.strictObject({
    kind: z.literal('serial'),
    line: nameSchema,
    /** What ends each code; 'none' for a reader that sends nothing, whose codes end with the silence. */
    end: z.enum(['cr', 'lf', 'crlf', 'none']).default('cr'),
    /** What the reader sends before each code; printable ASCII. */
    prefix: z.string().regex(/^[\x21-\x7e]{0,8}$/).default(''),
  }),
]);
export type ReaderSettings = z.infer<typeof readerSchema>;
