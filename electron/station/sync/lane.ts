// What the lanes between station and city have in common: they are woken, they say how they fare, and after a failure they wait.

import type { BackOff } from '../life/back-off.ts';
import type { Clock } from '../life/clock.ts';
import type { Wake } from '../life/wake.ts';
import type { ScanFailure } from './uploads.ts';

/** A refusal is tried again rarely: somebody must act first. */
export const REFUSED_WAIT_MS = 60_000;

/** A lane as its loop holds it. */
export interface LaneTools {
  readonly bell: Wake;
  readonly backOff: BackOff;
  /** The city answered, and what it said was taken. */
  reached(): void;
  /** Nothing to do, so nothing is in the way. */
  rests(): void;
  /** Says what is in the way and waits, `waitMs` or as long as such a failure wants. */
  failed(failure: ScanFailure, waitMs?: number): Promise<void>;
}

/** Milliseconds until the next attempt. A city that names a time gets up to twice that time, so that not all stations come back at once. */
export function waitAfter(failure: ScanFailure, backOff: BackOff, clock: Clock): number {
  if (failure.kind === 'busy' && failure.retryAfterMs !== null) return Math.round(failure.retryAfterMs * (1 + clock.random()));
  return failure.kind === 'offline' || failure.kind === 'busy' ? backOff.next() : REFUSED_WAIT_MS;
}

/** Weather passes by itself, a refusal wants a person. */
export function hindranceOf({ kind, code }: ScanFailure) {
  return { kind: kind === 'offline' || kind === 'busy' ? 'offline' : 'refused', code } as const;
}
