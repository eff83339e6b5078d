// Draws papers on a thread of its own: a receipt takes a slow machine a tenth of a second and more, and no window may wait for that.
// The thread is started with the station and again after it has died; one drawing at a time.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { PageForPrinter, PrintJob } from '../devices/ports.ts';
import type { Clock } from '../life/clock.ts';
import { createWorkerThread } from '../life/worker-thread.ts';
import type { DrawnThing } from './draw-paper.ts';

/** What the thread is started with. */
export const drawSettingsSchema = z.strictObject({ widthDots: z.int().positive(), textsFile: z.string(), isTraining: z.boolean().default(false) });
export type DrawSettings = z.infer<typeof drawSettingsSchema>;

/** What it is asked: a picture of any paper, or a page of a cover sheet. */
export const drawOrderSchema = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('picture'), what: z.enum(['ticket', 'receipt', 'cover', 'fee-receipt', 'petition', 'trial']), paper: z.string() }), z.strictObject({ as: z.literal('page'), paper: z.string() }),
]);

const drawnSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drawn'), picture: z.strictObject({ widthDots: z.int(), rows: z.int(), bits: z.custom<Uint8Array>((bits) => bits instanceof Uint8Array) }) }),
  z.strictObject({ kind: z.literal('laid-out'), page: z.strictObject({ kind: z.literal('page'), title: z.string(), body: z.string(), style: z.string() }) }),
  z.strictObject({ kind: z.literal('failed'), detail: z.string() }),
]);
/** What it answers. */
export type Drawn = z.infer<typeof drawnSchema>;

/** A hall that wants no number for so long gives the fonts' memory back, in ms; the next paper waits some tenths of a second more. */
const REST_MS = 60_000;
/** Longest time for one drawing, the start of the thread included, in ms: only what hangs is ended, and an old machine that is busy hangs for nobody. */
const LONGEST_MS = 60_000;

export interface DrawingParts {
  /** Starts the thread anew. */
  readonly start: () => Worker;
  readonly clock: Clock;
}

/** The running thread. */
export interface DrawingThread extends AsyncDisposable {
  /** Draws the paper (JSON text) of a print. Rejects if it is not the paper of that thing, or if the thread dies or is too slow. */
  draw(what: DrawnThing, paper: string): Promise<PrintJob>;
  /** Likewise the page of a cover sheet, for a printer of the operating system. */
  layOut(paper: string): Promise<PageForPrinter>;
}

/** Starts the thread at once, so that the first person does not wait for fonts. */
export function startDrawingThread({ start, clock }: DrawingParts): DrawingThread {
  const thread = createWorkerThread({ start, clock, parse: (said) => drawnSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
  thread.warm();
  return {
    draw: async (what, paper) => {
      const drawn = await thread.ask({ as: 'picture', what, paper });
      if (drawn.kind !== 'drawn') throw failed(drawn);
      return drawn.picture;
    },
    layOut: async (paper) => {
      const drawn = await thread.ask({ as: 'page', paper });
      if (drawn.kind !== 'laid-out') throw failed(drawn);
      return drawn.page;
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}

/** The thread is well; the words are not those of such a paper. */
function failed(drawn: Drawn): Error {
  return new Error(drawn.kind === 'failed' ? drawn.detail : 'the thread answered another question');
}
