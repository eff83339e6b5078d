// Keeps this station and the city in step for as long as it runs: two loops, one that sends and one that listens. Starts again by itself when the network is back.

import { setMaxListeners } from 'node:events';
import type { SyncState } from '../../../shared/contract/point.ts';
import { BackOff, type BackOffLimits } from '../life/back-off.ts';
import type { Clock } from '../life/clock.ts';
import { Wake } from '../life/wake.ts';
import type { BlobFiles } from '../store/blob-files.ts';
import type { StationDatabase } from '../store/database.ts';
import { readSyncMarks } from '../store/sync-state.ts';
import type { CityClient } from './city-client.ts';
import type { CityFailure } from './classify.ts';
import { LinkState, type Lane } from './link-state.ts';
import { mergeFeed } from './merge.ts';
import { sendNext } from './outbound.ts';

/** How long the city may hold a question for news, in ms. */
const LISTEN_MS = 25_000;
const PAGE_ITEMS = 500;
/** A refusal is tried again rarely: somebody must act first. */
const REFUSED_WAIT_MS = 60_000;

/** What sync is made of. `client` is null where no city is configured. */
export interface SyncParts {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly client: CityClient | null;
  readonly clock: Clock;
  readonly backOff: BackOffLimits;
  /** Told after every change that a screen shows. */
  readonly onState: (state: SyncState) => void;
  /** Told when the city's word changed dossiers here. */
  readonly onDossiers: () => void;
  /** A failure of our own: a bug, for the log; the loop goes on. */
  readonly onBug: (error: unknown) => void;
}

/** Running sync. */
export interface Sync extends AsyncDisposable {
  /** An event was committed, or a person asks for it now. */
  wake(): void;
  /** A person asks: forget the waiting time. */
  now(): void;
  read(): SyncState;
}

/** Starts both loops; they end with the returned disposable. */
export function startSync(parts: SyncParts): Sync {
  const { database, clock, client } = parts;
  const state = new LinkState(database, clock, client !== null, parts.onState);
  const outboundBell = new Wake(clock);
  const listenBell = new Wake(clock);
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);

  const failed = (lane: Lane, failure: CityFailure, backOff: BackOff): number => {
    const waitMs = failure.kind === 'refused' ? REFUSED_WAIT_MS : failure.kind === 'busy' && failure.retryAfterMs !== null ? failure.retryAfterMs + clock.random() * failure.retryAfterMs : backOff.next();
    if (!stop.signal.aborted) state.failed(lane, failure, waitMs);
    return waitMs;
  };

  const send = async (city: CityClient): Promise<void> => {
    const backOff = new BackOff(clock, parts.backOff);
    while (!stop.signal.aborted) {
      const step = await sendNext({ database, blobs: parts.blobs, client: city, clock }, stop.signal);
      if (stop.signal.aborted) return;
      if (step.kind === 'moved') {
        backOff.reset();
        state.reached('send');
        parts.onDossiers();
      } else if (step.kind === 'idle') {
        state.tell();
        await outboundBell.wait(LISTEN_MS, stop.signal);
      } else {
        await outboundBell.wait(failed('send', step.failure, backOff), stop.signal);
      }
    }
  };

  const listen = async (city: CityClient): Promise<void> => {
    const backOff = new BackOff(clock, parts.backOff);
    while (!stop.signal.aborted) {
      const { pulledNumber } = database.read(readSyncMarks);
      // The first question, and the first after a failure, is not held: its answer is the news that the city is there.
      const wasFailing = state.isFailing('listen');
      const answer = await city.pull(pulledNumber, PAGE_ITEMS, wasFailing || state.isUntried ? 0 : LISTEN_MS, stop.signal);
      if (stop.signal.aborted) return;
      if (answer.kind === 'failed') {
        await listenBell.wait(failed('listen', answer.failure, backOff), stop.signal);
        continue;
      }
      const merged = mergeFeed(database, clock, answer.value.items);
      if (merged.kind === 'hole') {
        await listenBell.wait(failed('listen', { kind: 'refused', code: 'city.version', detail: `feed number ${merged.expected} is missing` }, backOff), stop.signal);
        continue;
      }
      backOff.reset();
      state.reached('listen');
      // What failed to go out for want of a network goes now; what was refused keeps its own waiting time.
      if (wasFailing) outboundBell.ring();
      if (merged.dossiers + merged.blobs > 0) parts.onDossiers();
    }
  };

  /** A loop survives its own bug: it is reported, and the work goes on after a pause. */
  const guarded = async (work: (city: CityClient) => Promise<void>, city: CityClient): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        await work(city);
      } catch (error) {
        if (stop.signal.aborted) return;
        parts.onBug(error);
        await clock.sleep(parts.backOff.capMs, stop.signal).catch(() => undefined);
      }
    }
  };

  const running = client === null ? [] : [guarded(send, client), guarded(listen, client)];
  return {
    wake: () => {
      // While the city is away, the waiting time holds: a busy counter must not knock at every ticket.
      if (!state.isFailing('send')) outboundBell.ring();
      else state.tell();
    },
    now: () => {
      outboundBell.ring();
      listenBell.ring();
    },
    read: () => state.read(),
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.all(running);
      await client?.[Symbol.asyncDispose]();
    },
  };
}
