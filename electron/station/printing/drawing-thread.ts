// Draws papers on a thread of its own: a receipt takes a slow machine a tenth of a second and more, and no window may wait for that.
// The thread is started with the station and again after it has died; one drawing at a time.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { PrintJob } from '../devices/ports.ts';
import type { Clock } from '../life/clock.ts';
import { createWorkerThread } from '../life/worker-thread.ts';
import type { DrawnThing } from './draw-paper.ts';

/** What the thread is started with. */
export const drawSettingsSchema = z.strictObject({ widthDots: z.int().positive(), textsFile: z.string() });
export type DrawSettings = z.infer<typeof drawSettingsSchema>;

/** What it is asked. */
export const drawOrderSchema = z.strictObject({ what: z.enum(['ticket', 'receipt', 'trial']), paper: z.string() });

const drawnSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drawn'), picture: z.strictObject({ widthDots: z.int(), rows: z.int(), bits: z.custom<Uint8Array>((bits) => bits instanceof Uint8Array) }) }),
  z.strictObject({ kind: z.literal('failed'), detail: z.string() }),
]);
/** What it answers. */
export type Drawn = z.infer<typeof drawnSchema>;

/** A hall that wants no number for so long gives the fonts' memory back, in ms; the next paper waits some tenths of a second more. */
const REST_MS = 60_000;
/** Longest time for one drawing, the start of the thread included, in ms. */
const LONGEST_MS = 20_000;

export interface DrawingParts {
  /** Starts the thread anew. */
  readonly start: () => Worker;
  readonly clock: Clock;
}

/** The running thread. */
export interface DrawingThread extends AsyncDisposable {
  /** Draws the paper (JSON text) of a print. Rejects if it is not the paper of that thing, or if the thread dies or is too slow. */
  draw(what: DrawnThing, paper: string): Promise<PrintJob>;
}

/** Starts the thread at once, so that the first person does not wait for fonts. */
export function startDrawingThread({ start, clock }: DrawingParts): DrawingThread {
  const thread = createWorkerThread({ start, clock, parse: (said) => drawnSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
  thread.warm();
  return {
    draw: async (what, paper) => {
      const drawn = await thread.ask({ what, paper });
      // The thread is well; the words are not those of such a paper.
      if (drawn.kind === 'failed') throw new Error(drawn.detail);
      return drawn.picture;
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}
