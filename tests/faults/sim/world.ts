// The time of a simulated history: one queue of events, each worked off to its very end before the next, so that real disks and databases cannot change the order of anything.

import { getActiveResourcesInfo } from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { createHash, type Hash } from 'node:crypto';
import { Chance } from '../../morning/chance.ts';

interface Event {
  readonly at: number;
  readonly order: number;
  readonly work: () => void | Promise<void>;
  isCancelled: boolean;
}

/** 07:30 on a Monday in Hanoi. */
export const FIRST_MOMENT = Date.parse('2026-07-13T07:30:00+07:00');
/** Turns without any file operation after which nothing is under way: a chain of awaits between two of them needs one. */
const QUIET_TURNS = 2;

/** Time, chance and the order of everything. */
export class World {
  readonly chance: Chance;
  /** Milliseconds of true time since the beginning. */
  now = 0;
  /** How many events have been worked off. */
  worked = 0;
  readonly #told: ((line: string) => void) | null;
  readonly #hash: Hash = createHash('sha256');
  #events: Event[] = [];
  #order = 0;
  #isOver = false;

  constructor(seed: number, told: ((line: string) => void) | null = null) {
    this.chance = new Chance(seed);
    this.#told = told;
  }

  /** True wall time. */
  get wall(): number {
    return FIRST_MOMENT + this.now;
  }

  /** Runs `work` after `ms`; the returned function takes it back. */
  after(ms: number, work: () => void | Promise<void>): () => void {
    const event: Event = { at: this.now + Math.max(0, Math.round(ms)), order: (this.#order += 1), work, isCancelled: false };
    if (!this.#isOver) insert(this.#events, event);
    return () => {
      event.isCancelled = true;
    };
  }

  /** Works events off until `isEnough`, `until` has come, or nothing is left to happen. */
  async run(until: number, isEnough: () => boolean = () => false): Promise<void> {
    while (!isEnough()) {
      const event = this.#events[0];
      if (event === undefined || event.at > until) break;
      this.#events.shift();
      if (event.isCancelled) continue;
      this.now = event.at;
      this.worked += 1;
      await event.work();
      await this.settle();
    }
    if (!isEnough()) this.now = Math.max(this.now, until);
  }

  /** Waits until what was set going has come to rest: only sleepers and questions under way are left. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; ) {
      await turn();
      quiet = isFileUnderWay() ? 0 : quiet + 1;
    }
  }

  /** Writes down that something happened; two runs of one seed write the same. */
  trace(what: string): void {
    this.#hash.update(`${this.now} ${what}\n`);
    this.#told?.(`${(this.now / 1000).toFixed(3)} ${what}`);
  }

  /** Hash of everything that was written down. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Nothing happens any more. */
  end(): void {
    this.#isOver = true;
    this.#events = [];
  }
}

function isFileUnderWay(): boolean {
  return getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'CloseReq');
}

/** Keeps the queue in order of time, and of asking within one moment. */
function insert(events: Event[], event: Event): void {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = events[middle];
    if (other !== undefined && (other.at < event.at || (other.at === event.at && other.order < event.order))) low = middle + 1;
    else high = middle;
  }
  events.splice(low, 0, event);
}
