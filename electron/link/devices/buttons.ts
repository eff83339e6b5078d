// What a machine's settings say of button panels and keypads: where their presses come from, and what each button means.

import { z } from 'zod';
import { fieldCodeSchema } from '../../../shared/contract/primitives.ts';
import { prioritySchema } from '../../../shared/contract/queue.ts';
import { usbNumberSchema } from './fields.ts';
import { addressSchema, frameFields, hexSchema, nameSchema, someHexSchema } from './lines.ts';

const buttonNumberSchema = z.int().min(1).max(64);

/** How a model on a line tells of its buttons, as data. */
export const buttonTableSchema = z.strictObject({
  ...frameFields,
  /** What a frame holds when button 1, 2, 3 … is pressed; all of one length. */
  codes: z.array(someHexSchema).min(1).max(64),
  /** What lights lamp 1, 2, 3 … and what puts it out; empty where there are none. */
  lampsOn: z.array(someHexSchema).max(64).default([]),
  lampsOff: z.array(someHexSchema).max(64).default([]),
  /** What makes it say that a press did nothing; empty where it cannot. */
  refused: hexSchema.default(''),
});
export type ButtonTable = z.output<typeof buttonTableSchema>;

const digits = (prefix: string, suffix: string): string[] => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${prefix}3${digit}${suffix}`);

/** Tables of common models, by the name that settings may use. */
export const BUILT_IN_BUTTON_TABLES: Readonly<Record<string, ButtonTable>> = {
  /** One byte for each press, '1' to '9'. */
  'single-byte': buttonTableSchema.parse({ start: '', end: '', address: 'none', codes: digits('', '') }),
  /** STX, two digits of address, the button's digit, ETX; lamps by 'L', digit, '1' or '0'; 'B' beeps. */
  'stx-etx': buttonTableSchema.parse({ codes: digits('4B', ''), lampsOn: digits('4C', '31'), lampsOff: digits('4C', '30'), refused: '4230' }),
};

const hidFields = {
  vendorId: usbNumberSchema.optional(),
  productId: usbNumberSchema.optional(),
  serialNumber: z.string().max(126).optional(),
  /** Bit of the first button in a report, without the report's number; left out: as the device says, or as its kind has it. */
  firstBit: z.int().min(0).max(511).optional(),
  /** Number of the report with the buttons, for Windows, which shows no descriptor; left out: as the device says, or no numbers. */
  reportId: z.int().min(1).max(255).optional(),
};

/** Where presses come from. */
const inputSchema = z.discriminatedUnion('kind', [
  /** A panel of a maker's own usage page, with lamps as bits of an output report; keyboards and mice have such pages too, so its numbers must be given. */
  z.strictObject({ kind: z.literal('hid-panel'), ...hidFields, vendorId: usbNumberSchema, productId: usbNumberSchema, usagePage: usbNumberSchema.default(0xff00), usage: usbNumberSchema.default(1) }),
  /** A "zero delay" encoder, which the system takes for a joystick. */
  z.strictObject({ kind: z.literal('hid-joystick'), ...hidFields }),
  /** A model on a line, by its table. */
  z.strictObject({ kind: z.literal('line'), line: nameSchema, table: nameSchema.default('stx-etx'), address: addressSchema.default(1) }),
]);
export type ButtonInput = z.infer<typeof inputSchema>;

export const panelSchema = z.strictObject({
  input: inputSchema,
  /** Lamps of buttons whose field takes numbers are lit. */
  lamps: z.boolean().default(true),
  buttons: z.array(z.strictObject({ button: buttonNumberSchema, field: fieldCodeSchema, priority: prioritySchema.default('none') })).min(1).max(64),
});
export type PanelSettings = z.infer<typeof panelSchema>;

export const keypadSchema = z.strictObject({
  input: inputSchema,
  /** Number of the button of each key; null where the model has none. */
  buttons: z
    .strictObject({
      next: buttonNumberSchema.nullable().default(1),
      repeat: buttonNumberSchema.nullable().default(2),
      absent: buttonNumberSchema.nullable().default(3),
      done: buttonNumberSchema.nullable().default(4),
      pause: buttonNumberSchema.nullable().default(5),
    })
    .prefault({}),
});
export type KeypadSettings = z.infer<typeof keypadSchema>;
