// What a machine's settings say of lines: serial ports and boxes that carry one over the network, each named once, whoever shares it.

import { z } from 'zod';
import { hostSchema, portSchema } from './fields.ts';

/** How settings call a line or a table. */
export const nameSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);
/** A device on a line that it shares; what it means is the table's business. */
export const addressSchema = z.int().min(0).max(255);
/** Bytes, each as two hexadecimal digits. */
export const hexSchema = z.string().regex(/^(?:[0-9A-Fa-f]{2}){0,16}$/);
export const someHexSchema = z.string().regex(/^(?:[0-9A-Fa-f]{2}){1,16}$/);

const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('serial'),
    /** '/dev/ttyUSB0', 'COM3', or a name below /dev/serial/by-id. */
    path: z.string().regex(/^[\w./:@+\\-]{1,200}$/),
    baudRate: z.int().min(300).max(921_600).default(9_600),
    dataBits: z.literal([7, 8]).default(8),
    parity: z.enum(['none', 'even', 'odd']).default('none'),
    stopBits: z.literal([1, 2]).default(1),
    flow: z.enum(['none', 'rts-cts', 'xon-xoff']).default('none'),
  }),
  /** A converter box that carries a serial port over the network as raw bytes. */
  z.strictObject({ kind: z.literal('serial-tcp'), host: hostSchema, port: portSchema }),
]);

export const linesSchema = z.record(nameSchema, lineSchema);
export type LineSettings = z.infer<typeof lineSchema>;

/** How frames look on a line: start, address, content, sum, end. */
export const frameFields = {
  start: hexSchema.default('02'),
  end: hexSchema.default('03'),
  /** The address as one byte, as decimal digits, or not at all. */
  address: z.enum(['none', 'byte', 'digits']).default('digits'),
  addressDigits: z.int().min(1).max(3).default(2),
  /** Over address and content; as one byte, or as two hexadecimal digits. */
  checksum: z.enum(['none', 'xor', 'sum', 'xor-hex', 'sum-hex']).default('none'),
  /** Whether the sum stands before the end, or after it and over it too. */
  checksumAfterEnd: z.boolean().default(false),
};
