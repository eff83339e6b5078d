// What the second screen of a counter shows to the citizen in front of it.

import { z } from 'zod';
import { counterIdSchema, epochMsSchema, ticketIdSchema } from './primitives.ts';
import { nothing, query } from './command.ts';

export const displaySchema = z.strictObject({
  counterId: counterIdSchema,
  officerName: z.string(),
  officerTitle: z.string(),
  fieldNames: z.array(z.string()),
  view: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('open') }),
    z.strictObject({ kind: z.literal('paused') }),
    z.strictObject({ kind: z.literal('serving'), number: z.string(), since: epochMsSchema }),
    /** The number that was here has no priority and waits on at its place. */
    z.strictObject({ kind: z.literal('back-in-line'), number: z.string() }),
    /** The visit that has just ended here asks for its rating, until `until` or until somebody else is called. */
    z.strictObject({ kind: z.literal('rate'), ticketId: ticketIdSchema, number: z.string(), until: epochMsSchema }),
    /** Data just read, masked, for the citizen to confirm. */
    z.strictObject({
      kind: z.literal('confirm'), number: z.string(), fullName: z.string(), idMasked: z.string(), birthYear: z.string(), procedureName: z.string().nullable(),
    }),
    /** Money that is asked for: the code that a bank's app reads, and what a person compares it with. */
    z.strictObject({
      kind: z.literal('pay'), number: z.string(), amount: z.int(), qrText: z.string(), bankName: z.string(), account: z.string(), holder: z.string(), purpose: z.string(),
    }),
    /** The money of the code that stood here has come: the city has seen it. For a moment, then what follows. */
    z.strictObject({ kind: z.literal('paid'), number: z.string(), amount: z.int() }),
    z.strictObject({
      kind: z.literal('receipt'), number: z.string(), code: z.string(), official: z.boolean(), procedureName: z.string(), dueAt: epochMsSchema.nullable(),
      /** The code on the paper that came out; null until one has, and while a new one is asked for. */
      printedCode: z.string().nullable(),
      /** Text of the QR that the receipt carries too. */
      qrText: z.string(),
    }),
  ]),
});
export type Display = z.infer<typeof displaySchema>;

export const displayCommands = { 'display.read': query(['citizen-display'], nothing, displaySchema) };
