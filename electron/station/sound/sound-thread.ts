// Joins announcements on a thread of its own: files are read there and samples counted, and a network folder that hangs keeps nobody waiting.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { ownRecordingsSchema } from '../../../shared/contract/sound.ts';
import { HELP_TOPICS } from '../../../shared/domain/call/spoken-help.ts';
import type { Clock } from '../life/clock.ts';
import { createWorkerThread } from '../life/worker-thread.ts';

/** What the thread is started with. */
export const soundPlacesSchema = z.strictObject({ shipped: z.string() });

/** What it is asked: to look at the own folder, and, with a call or with the help of a kiosk's page, to join it. */
export const soundOrderSchema = z.strictObject({
  ownFolder: z.string().nullable(),
  call: z.union([
    z.strictObject({ number: z.string(), counterId: z.int(), hasChime: z.boolean(), times: z.int().min(1).max(3) }),
    z.strictObject({ topic: z.enum(HELP_TOPICS), number: z.string().nullable() }),
  ]).nullable(),
});
export type SoundOrder = z.infer<typeof soundOrderSchema>;

const soundAnswerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), own: ownRecordingsSchema, wav: z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array).nullable() }),
  z.strictObject({ kind: z.literal('failed'), detail: z.string() }),
]);
/** What it answers; `wav` is null where no call was given or where it is none. */
export type SoundAnswer = z.infer<typeof soundAnswerSchema>;

/** Longest time for one announcement, the start of the thread included, in ms; a folder that is slower is done without. */
const LONGEST_MS = 30_000;
/** A hall that calls nobody for so long gives the clips' memory back, in ms. */
const REST_MS = 600_000;

/** The running thread. */
export interface SoundThread extends AsyncDisposable {
  /** Rejects if the thread dies or is too slow; the next order starts it anew. */
  ask(order: SoundOrder): Promise<SoundAnswer>;
}

export function createSoundThread(start: () => Worker, clock: Clock): SoundThread {
  return createWorkerThread({ start, clock, parse: (said) => soundAnswerSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
}
