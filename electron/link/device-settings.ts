// What a machine's settings say of its devices. Every device may be left out.

import { z } from 'zod';

const hostSchema = z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'a host name or address');
const portSchema = z.int().min(1).max(65_535);
const usbNumberSchema = z.int().min(0).max(0xffff);

const printerSchema = z.discriminatedUnion('kind', [
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

const readerSchema = z.discriminatedUnion('kind', [
  /** A USB reader in HID POS mode; numbers and serial say which, where there are several. */
  z.strictObject({ kind: z.literal('hid-pos'), vendorId: usbNumberSchema.optional(), productId: usbNumberSchema.optional(), serialNumber: z.string().max(126).optional() }),
  /** Raw 64-byte HID POS reports over TCP. */
  z.strictObject({ kind: z.literal('hid-stream'), host: hostSchema, port: portSchema }),
]);

const scannerSchema = z.discriminatedUnion('kind', [
  /** The eSCL root, such as http://192.0.2.7/eSCL. */
  z.strictObject({ kind: z.literal('escl'), url: z.url({ protocol: /^http$/ }) }),
]);

export const deviceSettingsSchema = z.strictObject({
  ticketPrinter: printerSchema.nullable().default(null),
  /** By counter number. */
  counters: z
    .record(z.string().regex(/^[1-9]\d?$/, 'a counter number'), z.strictObject({ reader: readerSchema.nullable().default(null), scanner: scannerSchema.nullable().default(null) }))
    .default({}),
});
export type DeviceSettings = z.infer<typeof deviceSettingsSchema>;
export type ReaderSettings = z.infer<typeof readerSchema>;
