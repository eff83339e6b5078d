// Works off in the background what the store says is due, step by step; after a failure it rests, longer each time, so that one lasting trouble neither burns a core nor floods the log.

import type { Clock } from './clock.ts';

export interface SteadyParts {
  /** One step; true if there may be more to do. What it throws is told, and after a rest it is tried again. */
  readonly step: () => Promise<boolean>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly onFailure: (error: unknown) => void;
}

export interface SteadyLoop {
  /** To be called when there may be something to do. Returns at once, and cuts no rest short. */
  wake(): void;
  /** Begins no further step and resolves once the one that runs is over. */
  end(): Promise<void>;
}

const FIRST_REST_MS = 5_000;
const LONGEST_REST_MS = 600_000;

/** Does nothing before it is first woken. */
export function steadyLoop({ step, clock, onFailure }: SteadyParts): SteadyLoop {
  const stopped = new AbortController();
  let isAwake = false;
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    // What woke it may be in the middle of telling.
    await Promise.resolve();
    let restMs = FIRST_REST_MS;
    while (isAwake && !stopped.signal.aborted) {
      isAwake = false;
      try {
        while (!stopped.signal.aborted && (await step())) restMs = FIRST_REST_MS;
      } catch (error) {
        onFailure(error);
        isAwake = true;
        // Ends early only with the station.
        await clock.sleep(restMs, stopped.signal).catch(() => undefined);
        restMs = Math.min(2 * restMs, LONGEST_REST_MS);
      }
    }
    running = null;
  };
  return {
    wake: () => {
      isAwake = true;
      if (!stopped.signal.aborted) running ??= run();
    },
    end: async () => {
      stopped.abort();
      await running;
    },
  };
}
