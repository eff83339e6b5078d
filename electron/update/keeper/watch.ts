// Watches one start of the program: does it become healthy, in time, and how does it end?

import type { Clock } from '../../station/life/clock.ts';
import type { LifeNote } from '../notes.ts';
import type { Unhealthy } from './plan.ts';
import type { RunningProgram } from './ports.ts';

const LOOK_MS = 200;
/** A program that wrote an order has this long to close itself. */
const CLOSING_MS = 120_000;
/** A version on trial that nobody starts for so long is spoken of. */
const UNSTARTED_MS = 30 * 60_000;

export interface WatchParts {
  readonly program: RunningProgram;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** How long a version on trial may take after its start was first seen; null for a settled one, which takes as long as it takes. */
  readonly healthWithinMs: number | null;
  readonly lifeNow: () => LifeNote | null;
  readonly isOrdered: () => boolean;
  /** Told at every look. */
  readonly onLook: () => void;
  /** Its start is seen for the first time. */
  readonly onStarted: () => void;
  readonly onHealthy: () => void;
  /** It wrote an order and did not close itself. */
  readonly onNotClosed: () => void;
}

/** 'ended' is an end that nobody need worry about: of a healthy program, or of a settled one that a person closed. 'unstarted': nobody has started a version on trial for half an hour. */
export type LifeEnd = { readonly kind: 'ended'; readonly how: number | string } | { readonly kind: 'unhealthy'; readonly unhealthy: Pick<Unhealthy, 'reason' | 'detail'> } | { readonly kind: 'unstarted' } | { readonly kind: 'told-to-end' };

export async function watchLife({ program, clock, signal, healthWithinMs, lifeNow, isOrdered, onLook, onStarted, onHealthy, onNotClosed }: WatchParts): Promise<LifeEnd> {
  const end: { how: number | string | null } = { how: null };
  void program.ended.then((how) => (end.how = how));
  const isOnTrial = healthWithinMs !== null;
  const watchedFrom = clock.monotonic();
  let began: number | null = null;
  let isHealthy = false;
  let orderedAt: number | null = null;
  for (;;) {
    await Promise.race([program.ended, clock.sleep(LOOK_MS, signal).catch(() => undefined)]);
    if (signal.aborted) return { kind: 'told-to-end' };
    onLook();
    if (began === null && program.startedAs() !== null) {
      began = clock.monotonic();
      onStarted();
    }
    const life = isHealthy ? null : lifeNow();
    if (life?.stage === 'healthy') {
      isHealthy = true;
      onHealthy();
    }
    if (life?.stage === 'worse' && isOnTrial) return { kind: 'unhealthy', unhealthy: { reason: 'worse', detail: life.worse } };
    if (end.how !== null) {
      if (isHealthy || (end.how === 0 && !isOnTrial)) return { kind: 'ended', how: end.how };
      return { kind: 'unhealthy', unhealthy: { reason: 'crashed', detail: [] } };
    }
    if (isOnTrial && began === null) {
      // One that does not even load: its process comes and goes, or stands there, and no word of it ever comes.
      const seen = program.seenSince();
      if (seen !== null && clock.monotonic() - seen > healthWithinMs) {
        onStarted();
        return { kind: 'unhealthy', unhealthy: { reason: 'late', detail: [] } };
      }
      if (seen === null && clock.monotonic() - watchedFrom > UNSTARTED_MS) return { kind: 'unstarted' };
    }
    if (isOnTrial && !isHealthy && began !== null && clock.monotonic() - began > healthWithinMs) return { kind: 'unhealthy', unhealthy: { reason: 'late', detail: [] } };
    orderedAt = isHealthy && isOrdered() ? (orderedAt ?? clock.monotonic()) : null;
    if (orderedAt !== null && clock.monotonic() - orderedAt > CLOSING_MS) onNotClosed();
  }
}
