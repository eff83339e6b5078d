// The thread on which forms are laid out and drawn: a book of a year takes seconds, and neither a window nor a ticket may wait for that. Ended when nobody asks any more.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { FormPaper } from '../../../shared/domain/paper/paper-words.ts';
import type { PrintJob } from '../devices/ports.ts';
import type { Clock } from '../life/clock.ts';
import { createWorkerThread } from '../life/worker-thread.ts';
import { formPaperSchema } from './form-paper.ts';

/** A book of a thousand dossiers on a slow machine. */
const LONGEST_MS = 60_000;
const REST_MS = 30_000;

const bytesSchema = z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array);

/** What the thread is started with. */
export const formSettingsSchema = z.strictObject({ textsFile: z.string(), isTraining: z.boolean().default(false) });

/** What it is asked: the whole paper, pictures of some of its pages, or a strip for the ticket printer. */
export const formOrderSchema = z.strictObject({
  as: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pdf') }), z.strictObject({ kind: z.literal('strip'), widthDots: z.int().min(8).max(2_048).multipleOf(8) }),
    z.strictObject({ kind: z.literal('pictures'), dpi: z.int().min(50).max(300), from: z.int().min(0), most: z.int().min(1).max(40) }),
  ]),
  paper: formPaperSchema,
});
export type FormOrder = z.infer<typeof formOrderSchema>;

const size = { pages: z.int().min(1), widthPoints: z.number(), heightPoints: z.number() };
const madeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pdf'), ...size, pdf: bytesSchema }),
  z.strictObject({ kind: z.literal('pictures'), ...size, pictures: z.array(bytesSchema) }),
  z.strictObject({ kind: z.literal('strip'), picture: z.strictObject({ widthDots: z.int(), rows: z.int(), bits: bytesSchema }) }),
  z.strictObject({ kind: z.literal('failed'), detail: z.string() }),
]);
/** What it answers. */
export type MadeForm = z.infer<typeof madeSchema>;
type MadePdf = Extract<MadeForm, { kind: 'pdf' }>;
type MadePictures = Extract<MadeForm, { kind: 'pictures' }>;

/** The thread, whether it runs at the moment or not. All reject for a paper that cannot be drawn, and if the thread dies or is too slow. */
export interface FormThread extends AsyncDisposable {
  /** The whole paper; the same one gives the same bytes. */
  pdf(paper: FormPaper): Promise<MadePdf>;
  /** The paper on one strip for a ticket printer of that width. */
  strip(paper: FormPaper, widthDots: number): Promise<PrintJob>;
  /** PNG pictures of at most `most` pages from `from` (0 is the first) on; `pages` of the answer counts all. */
  pictures(paper: FormPaper, wanted: { readonly dpi: number; readonly from: number; readonly most: number }): Promise<MadePictures>;
}

export function createFormThread(start: () => Worker, clock: Pick<Clock, 'sleep'>): FormThread {
  const thread = createWorkerThread({ start, clock, parse: (said) => madeSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
  const ask = async (order: FormOrder): Promise<MadeForm> => {
    const made = await thread.ask(order);
    if (made.kind === 'failed') throw new Error(made.detail);
    return made;
  };
  return {
    pdf: async (paper) => {
      const made = await ask({ as: { kind: 'pdf' }, paper });
      if (made.kind !== 'pdf') throw new Error('the thread answered another question');
      return made;
    },
    strip: async (paper, widthDots) => {
      const made = await ask({ as: { kind: 'strip', widthDots }, paper });
      if (made.kind !== 'strip') throw new Error('the thread answered another question');
      return made.picture;
    },
    pictures: async (paper, wanted) => {
      const made = await ask({ as: { kind: 'pictures', ...wanted }, paper });
      if (made.kind !== 'pictures') throw new Error('the thread answered another question');
      return made;
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}
