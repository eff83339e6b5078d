// What the station asks the thread that talks with the spooler of Windows, and what it hears.

import { z } from 'zod';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const spoolerQuestionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('look'), queue: z.string() }),
  z.strictObject({ kind: z.literal('submit'), queue: z.string(), bytes }),
]);
export type SpoolerQuestion = z.infer<typeof spoolerQuestionSchema>;

export const spoolerAnswerSchema = z.discriminatedUnion('kind', [
  /** The queue's bits, as PRINTER_INFO_2 has them. */
  z.strictObject({ kind: z.literal('looked'), status: z.int(), attributes: z.int() }),
  z.strictObject({ kind: z.literal('missing') }),
  z.strictObject({ kind: z.literal('submitted'), became: z.enum(['taken', 'refused', 'doubtful']) }),
]);
export type SpoolerAnswer = z.infer<typeof spoolerAnswerSchema>;
