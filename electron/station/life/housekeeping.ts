// Runs what keeps the store tidy: once at the start and then every hour, never while somebody waits for it.

import type { Clock } from './clock.ts';

const HOUR_MS = 3_600_000;

/** Starts `tidy` after `firstAfterMs` and then every hour; a failure is handed to `onFailure` and the next hour tries again. */
export function startHousekeeping(clock: Clock, tidy: () => Promise<void>, onFailure: (error: unknown) => void, firstAfterMs = 0): AsyncDisposable {
  const stop = new AbortController();
  const run = async (): Promise<void> => {
    if (firstAfterMs > 0) await clock.sleep(firstAfterMs, stop.signal).catch(() => undefined);
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
