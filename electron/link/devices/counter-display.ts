// What a machine's settings say of the lit number above a counter, and how its model is spoken to, as data.

import { z } from 'zod';
import { addressSchema, frameFields, hexSchema, nameSchema, someHexSchema } from './lines.ts';

export const displayTableSchema = z.strictObject({
  ...frameFields,
  /** Characters that the model shows; a frame always holds so many. */
  width: z.int().min(1).max(12).default(4),
  align: z.enum(['left', 'right']).default('right'),
  /** What stands where nothing is shown. */
  blank: z.string().regex(/^[\x20-\x7e]$/).default(' '),
  /** False for models that show only digits: 'A025' is then '025'. */
  letters: z.boolean().default(true),
  /** Bytes of characters that the model has elsewhere than in ASCII. */
  characters: z.record(z.string().regex(/^[\x20-\x7e]$/), someHexSchema).default({}),
  /** What the model answers; null for those that never do. */
  answer: z
    .strictObject({ ok: someHexSchema.default('06'), again: hexSchema.default('15'), withinMs: z.int().min(20).max(5_000).default(500), tries: z.int().min(1).max(9).default(3) })
    .nullable()
    .default(null),
});
export type DisplayTable = z.output<typeof displayTableSchema>;

/** Tables of common models, by the name that settings may use. */
export const BUILT_IN_DISPLAY_TABLES: Readonly<Record<string, DisplayTable>> = {
  /** STX, two digits of address, four characters, ETX; never answers. */
  'stx-etx': displayTableSchema.parse({}),
  /** The same for models without letters. */
  'stx-etx-digits': displayTableSchema.parse({ letters: false }),
  /** With the XOR of address and characters before ETX, and ACK or NAK in return. */
  'stx-etx-ack': displayTableSchema.parse({ checksum: 'xor', answer: {} }),
  /** The characters and a carriage return, alone on its line. */
  cr: displayTableSchema.parse({ start: '', end: '0D', address: 'none' }),
};

export const counterDisplaySchema = z.strictObject({ line: nameSchema, table: nameSchema.default('stx-etx'), address: addressSchema.default(1) });
export type CounterDisplaySettings = z.infer<typeof counterDisplaySchema>;
