// Wakes long polls when a feed grows: one listening connection per gateway, and a look by themselves every few seconds should that one be silent.

import pg from 'pg';
import type { CityClock } from '../clock.ts';
import type { Log } from '../log.ts';
import { namedFailure } from '../log.ts';
import { FEED_CHANNEL } from './append.ts';

/** How long a poll sleeps at most before it looks by itself. */
const LOOK_AGAIN_MS = 5000;
const MAX_RECONNECT_MS = 5000;

/** Tells who waits for a commune's feed that it may have grown. */
export class Wakeups implements AsyncDisposable {
  readonly #url: string;
  readonly #clock: CityClock;
  readonly #log: Log;
  readonly #waiting = new Map<string, Set<AbortController>>();
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;

  constructor(url: string, clock: CityClock, log: Log) {
    this.#url = url;
    this.#clock = clock;
    this.#log = log;
    this.#running = this.#run();
  }

  /** Resolves when the feed grew, when it is time to look again, after `ms`, or when `signal` is aborted. Start to wait *before* looking at the feed. */
  wait(commune: string, ms: number, signal: AbortSignal): Promise<void> {
    const wake = new AbortController();
    const waiting = this.#waiting.get(commune) ?? new Set();
    this.#waiting.set(commune, waiting.add(wake));
    return this.#clock.pause(Math.min(ms, LOOK_AGAIN_MS), AbortSignal.any([wake.signal, signal])).finally(() => {
      waiting.delete(wake);
      if (waiting.size === 0 && this.#waiting.get(commune) === waiting) this.#waiting.delete(commune);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  #wake(commune: string): void {
    for (const wake of this.#waiting.get(commune) ?? []) wake.abort();
  }

  async #run(): Promise<void> {
    let pauseMs = 100;
    while (!this.#stopping.signal.aborted) {
      const client = new pg.Client({ connectionString: this.#url, connectionTimeoutMillis: 5000, keepAlive: true, application_name: 'mot-cua-city-feed' });
      const over = new AbortController();
      const gone = new Promise<void>((resolve) => {
        client.once('end', resolve);
        client.on('error', (error) => {
          this.#log('warning', 'feed.listener-lost', namedFailure(error));
          resolve();
        });
        this.#stopping.signal.addEventListener('abort', () => resolve(), { once: true, signal: over.signal });
      });
      client.on('notification', ({ payload }) => this.#wake(payload ?? ''));
      try {
        await client.connect();
        await client.query(`LISTEN ${FEED_CHANNEL}`);
        pauseMs = 100;
        // Whatever was said while nobody listened.
        for (const commune of [...this.#waiting.keys()]) this.#wake(commune);
        await gone;
      } catch (error) {
        this.#log('warning', 'feed.listener-refused', namedFailure(error));
      }
      over.abort();
      await client.end().catch((error: unknown) => this.#log('warning', 'feed.listener-end', namedFailure(error)));
      await this.#clock.pause(pauseMs, this.#stopping.signal);
      pauseMs = Math.min(pauseMs * 2, MAX_RECONNECT_MS);
    }
  }
}
