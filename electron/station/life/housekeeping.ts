// Runs what keeps the store tidy: once at the start and then every hour, never while somebody waits for it.

import type { Clock } from './clock.ts';

const HOUR_MS = 3_600_000;

/** Starts `tidy` now and every hour; a failure is handed to `onFailure` and the next hour tries again. */
export function startHousekeeping(clock: Clock, tidy: () => Promise<void>, onFailure: (error: unknown) => void): AsyncDisposable {
  const stop = new AbortController();
  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await tidy().catch(onFailure);
      await clock.sleep(HOUR_MS, stop.signal).catch(() => undefined);
    }
  };
  const running = run();
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
    },
  };
}
