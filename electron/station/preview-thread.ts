// Makes previews of scanned pages on a thread of its own, which is started with the first page that is too large to be its own preview.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Clock } from './life/clock.ts';
import { createWorkerThread } from './life/worker-thread.ts';

const LONGEST_MS = 20_000;
/** A visit's pages are looked at one after another; between two visits the memory is better used elsewhere. */
const REST_MS = 30_000;

/** What the thread is asked: the bytes of a picture. */
export const pictureSchema = z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array);
const previewSchema = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('drawn'), jpeg: pictureSchema }), z.strictObject({ kind: z.literal('no-picture') })]);
/** What it answers. */
export type Preview = z.infer<typeof previewSchema>;

export interface PreviewThread extends AsyncDisposable {
  /** A small JPEG, or null if the bytes are no picture. Rejects if the thread dies or is too slow. */
  previewOf(bytes: Uint8Array): Promise<Uint8Array | null>;
}

export function createPreviewThread(start: () => Worker, clock: Pick<Clock, 'sleep'>): PreviewThread {
  const thread = createWorkerThread({ start, clock, parse: (said) => previewSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
  return {
    previewOf: async (bytes) => {
      const preview = await thread.ask(bytes);
      return preview.kind === 'drawn' ? preview.jpeg : null;
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}
