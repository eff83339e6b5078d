// Who is served when there is more than can be served: each commune has its share of requests, and of the lanes the scans give way first, then what is read again, then the text. Leases never do, and new versions of the program wait for everybody.

import type { CityClock } from '../clock.ts';
import { WireRefusal } from './refusal.ts';

/** Lanes in the order in which they give way: new versions of the program, pages, a station's past and snapshots, the log. Leases, health and the waiting feed are in none: they are small, and without numbers a counter stands still. */
export type Lane = 'updates' | 'scans' | 'past' | 'text';

/** Requests that a commune may make at once, and how many come back each second: thirty times the busiest hour of eight stations. */
const BURST = 600;
const PER_SECOND = 100;
/** Part of the burst that a lane leaves to those after it. */
const LEFT: Readonly<Record<Lane, number>> = { updates: 0.75, scans: 0.5, past: 0.25, text: 0 };
/** Requests that may stand in line for the database before a lane gives way. */
const LONGEST_LINE: Readonly<Record<Lane, number>> = { updates: 8, scans: 24, past: 48, text: 200 };
const RETRY_MS = 2000;
/** Communes whose buckets are full again are forgotten beyond this number. */
const MOST_BUCKETS = 5000;

interface Bucket {
  tokens: number;
  at: number;
}

export class Admission {
  readonly #clock: CityClock;
  readonly #inLine: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** `inLine` says how many requests wait for the database. */
  constructor(clock: CityClock, inLine: () => number) {
    this.#clock = clock;
    this.#inLine = inLine;
  }

  /** Lets a request in or throws 'wire.overloaded' with a time that is spread, so that those who were refused together do not come back together. */
  admit(commune: string, lane: Lane): void {
    const bucket = this.#filled(commune);
    if (this.#inLine() > LONGEST_LINE[lane] || bucket.tokens - 1 < BURST * LEFT[lane]) {
      throw new WireRefusal('wire.overloaded', `too much at once: ${lane} gives way`, { retryAfterMs: Math.round(RETRY_MS * (1 + this.#clock.random())) });
    }
    bucket.tokens -= 1;
  }

  #filled(commune: string): Bucket {
    const now = this.#clock.monotonic();
    const known = this.#buckets.get(commune);
    const bucket = known ?? { tokens: BURST, at: now };
    bucket.tokens = Math.min(BURST, bucket.tokens + ((now - bucket.at) / 1000) * PER_SECOND);
    bucket.at = now;
    if (known === undefined && this.#buckets.size >= MOST_BUCKETS) this.#forget(now);
    this.#buckets.set(commune, bucket);
    return bucket;
  }

  #forget(now: number): void {
    for (const [commune, { tokens, at }] of this.#buckets) {
      if (tokens + ((now - at) / 1000) * PER_SECOND >= BURST) this.#buckets.delete(commune);
    }
  }
}
