// A slice that keeps the last known answer of one query fresh: read at the start, on pushed events, and after each reconnect.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { EventName } from '../../shared/contract/events.ts';
import type { Failure } from '../../shared/contract/command.ts';
import type { Client } from './client.ts';
import { failureOf, localFailure } from './call-failed.ts';

/** The last known answer. With `failure` set it is stale: `at` (epoch ms) says how old it is. */
export type Remembered<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly at: number }
  | { readonly kind: 'known'; readonly value: Value; readonly at: number; readonly failure: Failure | null };

export interface Memory<Value> {
  readonly store: StoreApi<Remembered<Value>>;
  /** Begins reading and listening; the answer ends it. The memory may be started again (StrictMode does). */
  readonly start: () => () => void;
  /** Reads again now; asked for while a read is under way, it reads once more after it. */
  readonly refresh: () => void;
  /** Puts in an answer that came another way, such as a changing command's output. */
  readonly put: (value: Value) => void;
}

export interface MemoryOptions<Value> {
  readonly read: () => Promise<Value>;
  /** Pushed events after which the answer may be another. */
  readonly again: readonly EventName[];
  /** Also reads at this interval: for answers that change by themselves, and to find a station that fell silent. */
  readonly everyMs?: number;
  /** Epoch ms. */
  readonly now: () => number;
  /** For answers that are compared with events: `at` is when the read began, since what happened during it may be missing. Otherwise when the answer came. */
  readonly isDatedByAsking?: boolean;
}

/** Pause after a failed read before the next try. */
const RETRY_MS = 3_000;
/** A break shorter than this is not worth a word on the screen. */
const GRACE_MS = 1_000;

export function remember<Value>(client: Client, options: MemoryOptions<Value>): Memory<Value> {
  const store = createStore<Remembered<Value>>(() => ({ kind: 'loading' }));
  let running = 0;
  let reading = false;
  let wanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let grace: ReturnType<typeof setTimeout> | undefined;

  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(refresh, ms);
  }
  function put(value: Value, at = options.now()): void {
    store.setState({ kind: 'known', value, at, failure: null }, true);
  }
  function fail(failure: Failure): void {
    const before = store.getState();
    store.setState(before.kind === 'known' ? { ...before, failure } : { kind: 'failed', failure, at: options.now() }, true);
  }
  async function readOnce(run: number): Promise<void> {
    reading = true;
    wanted = false;
    const askedAt = options.now();
    try {
      const value = await options.read();
      if (run !== running) return;
      put(value, options.isDatedByAsking === true ? askedAt : options.now());
      if (options.everyMs !== undefined) later(options.everyMs);
    } catch (thrown) {
      if (run !== running) return;
      fail(failureOf(thrown));
      later(RETRY_MS);
    } finally {
      if (run === running) {
        reading = false;
        if (wanted) refresh();
      }
    }
  }
  function refresh(): void {
    if (reading) wanted = true;
    else void readOnce(running);
  }

  return {
    store,
    refresh,
    put: (value) => put(value),
    start() {
      running += 1;
      reading = false;
      const stops = options.again.map((name) => client.on(name, refresh));
      stops.push(
        client.onConnection(({ kind }) => {
          clearTimeout(grace);
          if (kind === 'open') refresh();
          else grace = setTimeout(() => fail(localFailure('station.unreachable')), GRACE_MS);
        }),
      );
      refresh();
      return () => {
        running += 1;
        clearTimeout(timer);
        clearTimeout(grace);
        for (const stop of stops) stop();
      };
    },
  };
}
