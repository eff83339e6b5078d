// The thread that binds documents and hands them out piece by piece: a document is never whole in the station's own memory. Ended when nobody fetches any more.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Clock } from '../../life/clock.ts';
import { createWorkerThread } from '../../life/worker-thread.ts';

const LONGEST_MS = 60_000;
/** Whoever fetches asks for piece after piece. */
const REST_MS = 30_000;

const bytesSchema = z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array);

/** What the thread is asked; `document` names one of the documents that it holds. */
export const binderOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin'), document: z.string(), title: z.string(), at: z.int() }),
  /** A packed leaf. */
  z.strictObject({ kind: z.literal('leaf'), document: z.string(), bytes: bytesSchema }),
  z.strictObject({ kind: z.literal('pdf'), document: z.string(), bytes: bytesSchema }),
  /** `missing`: pages that could not be added. */
  z.strictObject({ kind: z.literal('finish'), document: z.string(), missing: z.int().min(0) }),
  z.strictObject({ kind: z.literal('piece'), document: z.string(), from: z.int().min(0), most: z.int().positive() }),
]);
export type BinderOrder = z.infer<typeof binderOrderSchema>;

const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done') }),
  /** A scanner's PDF that cannot be read. */
  z.strictObject({ kind: z.literal('unreadable') }),
  z.strictObject({ kind: z.literal('piece'), bytes: z.int(), missing: z.int(), piece: bytesSchema }),
  /** Such a document is not held, or not any more. */
  z.strictObject({ kind: z.literal('unknown') }),
]);
/** What it answers. */
export type BinderAnswer = z.infer<typeof answerSchema>;

export interface BinderThread extends AsyncDisposable {
  /** Rejects if the thread dies or is too slow. */
  ask(order: BinderOrder): Promise<BinderAnswer>;
}

export function createBinderThread(start: () => Worker, clock: Pick<Clock, 'sleep'>): BinderThread {
  const thread = createWorkerThread({ start, clock, parse: (said) => answerSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
  return { ask: (order) => thread.ask(order), [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose]() };
}
