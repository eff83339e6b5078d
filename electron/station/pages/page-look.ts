// What is known of a page by its looks, and the thread that looks: started with the first page, one page at a time, ended when no more come.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Clock } from '../life/clock.ts';
import { createWorkerThread } from '../life/worker-thread.ts';

const LONGEST_MS = 30_000;
/** Pages of a visit come in a row; between two visits the memory is better used elsewhere. */
const REST_MS = 20_000;

export const pageLookSchema = z.strictObject({
  /** Nothing is on it but dust, holes, shadow and what shines through. */
  isBlank: z.boolean(),
  /** Degrees by which the writing is turned clockwise; null where nobody can tell. */
  skewDegrees: z.number().nullable(),
});
export type PageLook = z.infer<typeof pageLookSchema>;

/** What the thread is asked: the bytes of a picture. */
export const pageBytesSchema = z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array);
const answerSchema = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('seen'), look: pageLookSchema }), z.strictObject({ kind: z.literal('no-picture') })]);
/** What it answers. */
export type LookAnswer = z.infer<typeof answerSchema>;

export interface LookThread extends AsyncDisposable {
  /** Null if the bytes are no picture. Rejects if the thread dies or is too slow. */
  look(bytes: Uint8Array): Promise<PageLook | null>;
}

export function createLookThread(start: () => Worker, clock: Pick<Clock, 'sleep'>): LookThread {
  const thread = createWorkerThread({ start, clock, parse: (said) => answerSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
  return {
    look: async (bytes) => {
      const answer = await thread.ask(bytes);
      return answer.kind === 'seen' ? answer.look : null;
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}
