// Keeps the last verdict on the store: all of it looked over at the start and each day, what is new each hour.

import type { Worker } from 'node:worker_threads';
import type { Clock } from './life/clock.ts';
import type { StoreVerdicts } from './life/health/check.ts';
import { createWorkerThread } from './life/worker-thread.ts';
import { FIRST_MARK, type SealMark } from './store/seals.ts';
import { inspectionSchema, type InspectionOrder } from './store/inspect-store.ts';

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;
/** Years of events on a slow machine, with room to spare. */
const LONGEST_MS = 1_800_000;

export interface InspectorParts {
  /** Starts the thread that looks. */
  readonly start: () => Worker;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** Pages are not what was written. */
  readonly onDamage: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** Until disposed. Reading what is known costs nothing. */
export interface StoreInspector extends AsyncDisposable {
  read(): StoreVerdicts;
}

/** Begins at once. */
export function startStoreInspector({ start, clock, onDamage, onFailure }: InspectorParts): StoreInspector {
  const stop = new AbortController();
  const thread = createWorkerThread({ start, clock, parse: (said) => inspectionSchema.parse(said), longestMs: LONGEST_MS, restMs: 0 });
  let known: StoreVerdicts = { pages: null, seals: null, failure: null };
  let mark: SealMark = FIRST_MARK;

  const look = async (isWhole: boolean): Promise<void> => {
    const order: InspectionOrder = { pages: isWhole, from: isWhole ? FIRST_MARK : mark };
    const found = await thread.ask(order);
    if (found.kind === 'failed' && found.isDamage) onDamage();
    if (found.kind === 'failed') throw Object.assign(new Error('the store could not be looked over'), { name: found.error });
    const at = clock.now();
    mark = found.mark;
    known = { pages: found.pages === null ? known.pages : { finding: found.pages, at }, seals: { finding: found.broken, at }, failure: null };
    if (found.pages !== null && found.pages !== 'ok') onDamage();
  };
  const run = async (): Promise<void> => {
    for (let hour = 0; !stop.signal.aborted; hour += 1) {
      // A look that came to no end is made anew, from the beginning.
      await look(hour % HOURS_A_DAY === 0 || known.failure !== null).catch((error: unknown) => {
        if (stop.signal.aborted) return;
        known = { ...known, failure: { finding: error instanceof Error ? error.name : typeof error, at: clock.now() } };
        onFailure(error);
      });
      await clock.sleep(HOUR_MS, stop.signal).catch(() => undefined);
    }
  };
  const running = run();
  return {
    read: () => known,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await thread[Symbol.asyncDispose]();
      await running;
    },
  };
}
