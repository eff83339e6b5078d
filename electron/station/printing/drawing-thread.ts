// Draws papers on a thread of its own: a receipt takes a slow machine a tenth of a second and more, and no window may wait for that.
// The thread is started with the station and again after it has died; one drawing at a time.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { PrintJob } from '../devices/ports.ts';
import type { Clock } from '../life/clock.ts';
import type { PrintedThing } from '../store/print-jobs.ts';

/** What the thread is started with. */
export const drawSettingsSchema = z.strictObject({ widthDots: z.int().positive(), textsFile: z.string() });
export type DrawSettings = z.infer<typeof drawSettingsSchema>;

/** What it is asked. */
export const drawOrderSchema = z.strictObject({ what: z.enum(['ticket', 'receipt']), paper: z.string() });

const drawnSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drawn'), picture: z.strictObject({ widthDots: z.int(), rows: z.int(), bits: z.custom<Uint8Array>((bits) => bits instanceof Uint8Array) }) }),
  z.strictObject({ kind: z.literal('failed'), detail: z.string() }),
]);
/** What it answers. */
export type Drawn = z.infer<typeof drawnSchema>;

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
  draw(what: PrintedThing, paper: string): Promise<PrintJob>;
}

/** Starts the thread at once, so that the first person does not wait for fonts. */
export function startDrawingThread({ start, clock }: DrawingParts): DrawingThread {
  let turn: Promise<unknown> = Promise.resolve();
  let worker: Worker | null = null;

  /** The living thread; its end is heard at once, and each drawing hears of it too. */
  const living = (): Worker => {
    if (worker !== null) return worker;
    const started = start();
    // Without a listener an error of the thread would end the station; the drawing that it was for rejects with it.
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    // It waits for work for as long as the station lives, and keeps nothing alive by itself.
    started.unref();
    worker = started;
    return started;
  };

  const drawOn = async (thread: Worker, what: PrintedThing, paper: string): Promise<PrintJob> => {
    const done = new AbortController();
    try {
      const answer = await new Promise<unknown>((resolve, reject) => {
        const ended = (): void => reject(new Error('the drawing thread has ended'));
        thread.once('message', resolve).once('error', reject).once('exit', ended);
        done.signal.addEventListener('abort', () => void thread.off('message', resolve).off('error', reject).off('exit', ended));
        clock.sleep(LONGEST_MS, done.signal).then(() => reject(new Error(`not drawn within ${LONGEST_MS} ms`)), () => undefined);
        thread.postMessage({ what, paper });
      });
      const drawn = drawnSchema.parse(answer);
      if (drawn.kind === 'failed') throw new PaperRefused(drawn.detail);
      return drawn.picture;
    } catch (error) {
      // An answer that comes later must not be taken for the next one's.
      if (!(error instanceof PaperRefused)) {
        if (worker === thread) worker = null;
        void thread.terminate();
      }
      throw error;
    } finally {
      done.abort();
    }
  };

  living();
  return {
    draw: (what, paper) => {
      const drawn = turn.then(() => drawOn(living(), what, paper));
      turn = drawn.catch(() => undefined);
      return drawn;
    },
    [Symbol.asyncDispose]: async () => {
      await worker?.terminate();
    },
  };
}

/** The thread is well; the words are not those of such a paper. */
class PaperRefused extends Error {
  override readonly name = 'PaperRefused';
}
