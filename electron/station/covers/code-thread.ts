// Looks into scanned pages on a thread of its own: opening a page and finding a code takes a slow machine tenths of a second, and no window may wait for that.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Clock } from '../life/clock.ts';
import { createWorkerThread } from '../life/worker-thread.ts';

/** Longest time for one page, in ms: only what hangs is ended, since a page given up twice is taken for one without a code, whatever it was. */
const LONGEST_MS = 60_000;
const REST_MS = 30_000;

/** What the thread is asked: the bytes of a picture. */
export const pageBytesSchema = z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array);

const sightSchema = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('code'), text: z.string().max(4000) }), z.strictObject({ kind: z.literal('no-code') }), z.strictObject({ kind: z.literal('no-picture') })]);
/** What it answers. */
export type Sight = z.infer<typeof sightSchema>;

export interface CodeThread extends AsyncDisposable {
  /** What stands on the page. Rejects if the thread dies or is too slow. */
  look(bytes: Uint8Array): Promise<Sight>;
}

/** The thread is started with the first page. */
export function createCodeThread(start: () => Worker, clock: Pick<Clock, 'sleep'>): CodeThread {
  const thread = createWorkerThread({ start, clock, parse: (said) => sightSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
  return { look: (bytes) => thread.ask(bytes), [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose]() };
}
