// The thread that makes leaves: one page at a time, held whenever somebody is being served, ended when there is nothing to do, since a reader of text takes more memory than the rest of the station.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Clock } from '../../life/clock.ts';
import { createWorkerThread } from '../../life/worker-thread.ts';

/** Longest time for one page, without the time for which it is held. */
const LONGEST_MS = 120_000;
const REST_MS = 5_000;
/** In so small steps is that time counted. */
const STEP_MS = 500;

const bytesSchema = z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array);

/** What the thread is asked. */
export const leafOrderSchema = z.strictObject({ bytes: bytesSchema, budgetBytes: z.int().positive(), withText: z.boolean() });
export type LeafOrder = z.infer<typeof leafOrderSchema>;
/** What it is started with: one number, 1 while it is to hold; and whether nobody waits for it. */
export const leafStartSchema = z.strictObject({ hold: z.custom<SharedArrayBuffer>((hold) => hold instanceof SharedArrayBuffer), goesLast: z.boolean() });
export type LeafStart = z.infer<typeof leafStartSchema>;

const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('made'), leaf: bytesSchema, isRead: z.boolean(), isOverBudget: z.boolean() }),
  z.strictObject({ kind: z.literal('no-picture') }),
]);
/** What it answers: a packed leaf. */
export type LeafAnswer = z.infer<typeof answerSchema>;

export interface LeafThread extends AsyncDisposable {
  /** Rejects if the thread dies or is too slow. */
  make(order: LeafOrder): Promise<LeafAnswer>;
  /** While true, a page that is being read waits within about a second, and no other begins. */
  hold(isHeld: boolean): void;
}

/** `goesLast` where nobody waits for what is made. */
export function createLeafThread(start: (given: LeafStart) => Worker, goesLast: boolean, clock: Pick<Clock, 'sleep'>): LeafThread {
  const hold = new SharedArrayBuffer(4);
  const held = new Int32Array(hold);
  const isHeld = (): boolean => Atomics.load(held, 0) === 1;
  /** Sleeps longer by what was held meanwhile. */
  const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
    for (let left = ms; left > 0; ) {
      await clock.sleep(Math.min(STEP_MS, left), signal);
      if (!isHeld()) left -= STEP_MS;
    }
  };
  const thread = createWorkerThread({ start: () => start({ hold, goesLast }), clock: { sleep }, parse: (said) => answerSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
  return {
    make: (order) => thread.ask(order),
    hold: (wanted) => {
      Atomics.store(held, 0, wanted ? 1 : 0);
      if (!wanted) Atomics.notify(held, 0);
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}
