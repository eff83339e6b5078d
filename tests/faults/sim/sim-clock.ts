// Time, ids and chance as one run of a station's program has them: all out of the world, with a wall clock that may be wrong, and gone with its process.

import type { Clock } from '../../../electron/station/life/clock.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { Chance } from '../../morning/chance.ts';
import type { World } from './world.ts';

/** What is thrown where a process dies: nobody but the simulation may catch it. */
export class Died extends Error {
  override readonly name = 'Died';
}

/** One boot of one machine. */
export class SimClock implements Clock {
  /** How far the wall clock is off, in ms. */
  readonly #skew: () => number;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #bootedAt: number;
  /** Set when the process is gone: whoever sleeps never wakes. */
  isDead = false;
  /** Counts down at each reading of the time; at 0 the process dies there. Null: it does not. */
  diesAfterReadings: number | null = null;

  constructor(world: World, chance: Chance, skew: () => number) {
    this.#world = world;
    this.#chance = chance;
    this.#skew = skew;
    this.#bootedAt = world.now;
  }

  now(): EpochMs {
    this.#mayDie();
    return Math.max(0, this.#world.wall + this.#skew()) as EpochMs;
  }

  monotonic(): number {
    return this.#world.now - this.#bootedAt;
  }

  uuid(): string {
    this.#mayDie();
    return simUuid(this.#chance, Math.max(0, this.#world.wall + this.#skew()));
  }

  random(): number {
    return this.#chance.next();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const aborted = (): void => {
        cancel();
        if (!this.isDead) reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      const cancel = this.#world.after(ms, () => {
        signal?.removeEventListener('abort', aborted);
        if (!this.isDead) resolve();
      });
      if (signal?.aborted === true) return aborted();
      signal?.addEventListener('abort', aborted, { once: true });
    });
  }

  #mayDie(): void {
    if (this.diesAfterReadings === null) return;
    this.diesAfterReadings -= 1;
    if (this.diesAfterReadings < 0) throw new Died('in the middle of a transaction');
  }
}

/** UUID version 7 out of the seed. */
export function simUuid(chance: Chance, ms: number): string {
  const time = Math.floor(ms).toString(16).padStart(12, '0').slice(-12);
  const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(chance.next() * 16).toString(16)).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits(3)}-${'89ab'[Math.floor(chance.next() * 4)] ?? '8'}${digits(3)}-${digits(12)}`;
}
