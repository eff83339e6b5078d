// Runs the keeper of leases beside the two lanes of sync: woken by every commit, since each may have used up a number, and patient after a failure.

import { setMaxListeners } from 'node:events';
import { BackOff, type BackOffLimits } from '../life/back-off.ts';
import type { LogValues } from '../life/log.ts';
import { Wake } from '../life/wake.ts';
import { LeaseKeeper, type LeaseParts, type LeaseStep } from './leases.ts';

/** Without news it looks again after this time: a new day begins without any. */
const LOOK_MS = 10 * 60_000;
/** A refusal is tried again rarely: somebody must act first. */
const REFUSED_WAIT_MS = 60_000;

export interface LeaseLoopParts extends LeaseParts {
  readonly backOff: BackOffLimits;
  /** For the log: codes and counts. */
  readonly onNote: (event: 'leases.refused' | 'leases.unusable', values: LogValues) => void;
  /** A newer incarnation of this station is known to the city: numbers are lent to that one only. */
  readonly onSuperseded: (incarnation: number) => void;
  readonly onBug: (error: unknown) => void;
}

/** A running loop. */
export interface LeaseLoop extends AsyncDisposable {
  /** Something was committed. */
  wake(): void;
  /** What was refused may be given now. */
  again(): void;
}

/** Starts it; it ends with the returned disposable. */
export function startLeaseLoop(parts: LeaseLoopParts): LeaseLoop {
  const { clock } = parts;
  const bell = new Wake(clock);
  const insistent = new Wake(clock);
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const keeper = new LeaseKeeper(parts);
  const backOff = new BackOff(clock, parts.backOff);

  /** How long to sleep now; 0 after an answer, since more may be wanted than fits into one question. */
  const waitAfter = (step: LeaseStep): number => {
    if (step.kind === 'idle') return LOOK_MS;
    if (step.kind === 'got') {
      backOff.reset();
      if (step.unusable > 0) parts.onNote('leases.unusable', { blocks: step.unusable });
      // An answer to something else than was asked: the same question waits like a refused one.
      return step.blocks + step.refused === 0 ? REFUSED_WAIT_MS : 0;
    }
    const { failure } = step;
    if (failure.kind === 'busy' && failure.retryAfterMs !== null) return Math.round(failure.retryAfterMs * (1 + clock.random()));
    if (failure.kind === 'offline' || failure.kind === 'busy') return backOff.next();
    parts.onNote('leases.refused', { code: failure.code, detail: 'detail' in failure ? failure.detail : '' });
    if (failure.kind === 'superseded') parts.onSuperseded(failure.incarnation);
    return REFUSED_WAIT_MS;
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        const step = await keeper.step(stop.signal);
        if (stop.signal.aborted) return;
        const waitMs = waitAfter(step);
        // After a failure no commit shortens the wait: a busy counter must not knock at every ticket.
        if (step.kind === 'failed') await insistent.wait(waitMs, stop.signal);
        else if (waitMs > 0) await bell.wait(waitMs, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return;
        parts.onBug(error);
        await clock.sleep(parts.backOff.capMs, stop.signal).catch(() => undefined);
      }
    }
  };

  const running = run();
  return {
    wake: () => bell.ring(),
    again: () => {
      insistent.ring();
      bell.ring();
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
    },
  };
}
