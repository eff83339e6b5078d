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
  z.strictObject({
    /** ESC/POS on a serial port, or on a USB converter that looks like one. */
    kind: z.literal('escpos-serial'),
    /** '/dev/ttyUSB0', 'COM3', or a name below /dev/serial/by-id. */
    path: z.string().regex(/^[A-Za-z0-9/_.:+-]{1,200}$/, 'a serial port'),
    /** As the printer's self-test page says. A ticket of 55 kB takes five seconds at 115,200. */
    baudRate: z.literal([9_600, 19_200, 38_400, 57_600, 115_200]).default(115_200),
    dataBits: z.literal([7, 8]).default(8),
    parity: z.enum(['none', 'even', 'odd']).default('none'),
    stopBits: z.literal([1, 2]).default(1),
    flow: z.enum(['none', 'rts-cts', 'xon-xoff']).default('none'),
    answers,
    ...paper,
  }),
  z.strictObject({
    /** ESC/POS through a queue of the Windows spooler, which never says what came out: every print stays 'unknown'. */
    kind: z.literal('escpos-spooler'),
    /** The queue's name as Windows shows it. */
    queue: z.string().min(1).max(220),
    ...paper,
  }),
  z.strictObject({
    /** ESC/POS through a raw queue of CUPS, which never says what came out: every print stays 'unknown'. */
    kind: z.literal('escpos-cups'),
    queue: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$/, 'the name of a queue'),
    /** 'host:port' of another machine's CUPS. */
    server: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,252}(:\d{1,5})?$/, 'host or host:port').optional(),
    ...paper,
  }),
]);
export type PrinterSettings = z.infer<typeof printerSchema>;
