// What the station asks the thread that talks with the spooler of Windows, and what it hears.

import { z } from 'zod';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const spoolerQuestionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('look'), queue: z.string() }),
  z.strictObject({ kind: z.literal('submit'), queue: z.string(), bytes }),
]);
export type SpoolerQuestion = z.infer<typeof spoolerQuestionSchema>;

const jobSchema = z.strictObject({ id: z.int(), status: z.int() });
/** A job in a queue: its number and its bits, as JOB_INFO_1 has them. */
export type SpoolerJob = z.infer<typeof jobSchema>;

export const spoolerAnswerSchema = z.discriminatedUnion('kind', [
  /** The queue's bits, as PRINTER_INFO_2 has them, and its jobs; null where the spooler would not tell of them. */
  z.strictObject({ kind: z.literal('looked'), status: z.int(), attributes: z.int(), jobs: z.array(jobSchema).readonly().nullable() }),
  z.strictObject({ kind: z.literal('missing') }),
  z.strictObject({ kind: z.literal('submitted'), became: z.enum(['taken', 'refused', 'doubtful']), /** The job's number; null for one that the queue did not take. */ job: z.int().nullable() }),
]);
export type SpoolerAnswer = z.infer<typeof spoolerAnswerSchema>;
