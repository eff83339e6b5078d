// Keeps this station and the city in step for as long as it runs: two loops, one that sends and one that listens. Starts again by itself when the network is back.

import { setMaxListeners } from 'node:events';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { SyncState } from '../../../shared/contract/point.ts';
import type { PullAnswer } from '../../../shared/wire/feed.ts';
import { BackOff, type BackOffLimits } from '../life/back-off.ts';
import type { Clock } from '../life/clock.ts';
import type { LogValues } from '../life/log.ts';
import { Wake } from '../life/wake.ts';
import type { BlobFiles } from '../store/blob-files.ts';
import type { StationDatabase } from '../store/database.ts';
import { readSyncMarks, recordContradicted, type SyncMarks } from '../store/sync-state.ts';
import type { CityClient } from './city-client.ts';
import { Gathered } from './gathered.ts';
import { LinkState, type Lane } from './link-state.ts';
import { mergeFeed, traceOf, type Merged } from './merge.ts';
import { sendNext, type StepFailure } from './outbound.ts';

/** How long the city may hold a question for news, in ms. */
const LISTEN_MS = 25_000;
const PAGE_ITEMS = 500;
/** A refusal is tried again rarely: somebody must act first. */
const REFUSED_WAIT_MS = 60_000;
/** Every window reads its dossiers anew when they have changed, and each page that goes out changes one. */
const DOSSIERS_TOLD_MS = 1000;

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
  /** What somebody may have to look into, for the log: codes and counts, nobody's data. */
  readonly onNote: (event: 'sync.refused' | 'sync.rewound', values: LogValues) => void;
  /** A failure of our own: a bug, for the log; the loop goes on. */
  readonly onBug: (error: unknown) => void;
}

/** Running sync. */
export interface Sync extends AsyncDisposable {
  /** An event was committed. */
  wake(): void;
  /** A person asks: forget the waiting time. */
  now(): void;
  read(): SyncState;
}

/** Starts both loops; they end with the returned disposable. */
export function startSync(parts: SyncParts): Sync {
  const { database, clock, client } = parts;
  const state = new LinkState(database, clock, client !== null, parts.onState);
  const bells = { send: new Wake(clock), listen: new Wake(clock) };
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const dossiersChanged = new Gathered(clock, DOSSIERS_TOLD_MS, () => tellDossiers(parts), stop.signal);
  /** True while text must wait for its next attempt. A page that was refused makes no text wait. */
  let isTextHeldBack = false;

  const failed = (lane: Lane, failure: StepFailure, waitMs: number): number => {
    if (stop.signal.aborted) return waitMs;
    if (failure.kind === 'refused') parts.onNote('sync.refused', { lane, code: failure.code, detail: failure.detail });
    state.failed(lane, { kind: failure.kind === 'refused' ? 'refused' : 'offline', code: failure.code }, waitMs);
    return waitMs;
  };

  /** One lane got through: what the weather did to the other may be over too, so it need not wait any longer. */
  const reached = (lane: Lane): void => {
    state.reached(lane);
    const other = lane === 'send' ? 'listen' : 'send';
    const code = state.hindranceOf(other)?.code;
    if (code === 'city.unreachable' || code === 'city.captive-portal') bells[other].ring();
  };

  const send = async (city: CityClient): Promise<void> => {
    const backOff = new BackOff(clock, parts.backOff);
    while (!stop.signal.aborted) {
      const step = await sendNext({ database, blobs: parts.blobs, client: city, clock }, stop.signal);
      if (stop.signal.aborted) return;
      if (step.kind === 'failed') {
        isTextHeldBack = step.what === 'events' || step.failure.kind !== 'refused';
        // A page that was refused stands behind all others now: those need not wait for somebody to look at it.
        const waitMs = isTextHeldBack ? waitAfter(step.failure, backOff, clock) : backOff.next();
        await bells.send.wait(failed('send', step.failure, waitMs), stop.signal);
        continue;
      }
      isTextHeldBack = false;
      if (step.kind === 'idle') {
        state.rests('send');
        await bells.send.wait(LISTEN_MS, stop.signal);
        continue;
      }
      if (step.kind === 'rewound') parts.onNote('sync.rewound', { from: step.from, to: step.to });
      backOff.reset();
      reached('send');
      dossiersChanged.ring();
    }
  };

  /**
   * A feed with a number missing is asked for again from the same place: going on would leave out what the city said. One that has gone back, or has something else where we stopped
   * reading (the city was restored), is not gone on with even when it reaches our number again, since its numbers mean something else now; that is remembered, and a person must decide.
   */
  const takeIn = ({ items, last }: PullAnswer, { pulledNumber, pulledItem }: SyncMarks, after: number): Extract<Merged, { kind: 'merged' }> | { readonly kind: 'failed'; readonly failure: StepFailure } => {
    const [first] = items;
    const isOther = after < pulledNumber && first?.number === pulledNumber && traceOf(first) !== pulledItem;
    if (last < pulledNumber || isOther) {
      database.write((store) => recordContradicted(store, clock.now()));
      return broken(isOther ? `the feed was restored: its number ${pulledNumber} is another than was read` : `the feed has gone back: it ends at ${last}, ${pulledNumber} was read before`);
    }
    if (after < pulledNumber && first?.number !== pulledNumber) return broken(`feed number ${pulledNumber} is missing`);
    const merged = mergeFeed(database, clock, items);
    return merged.kind === 'hole' ? broken(`feed number ${merged.expected} is missing before ${merged.got}`) : merged;
  };

  const listen = async (city: CityClient): Promise<void> => {
    const backOff = new BackOff(clock, parts.backOff);
    // The first question, also after a failure, is not held: its answer is the news that the city is there.
    let holdMs = 0;
    while (!stop.signal.aborted) {
      const marks = database.read(readSyncMarks);
      if (marks.contradictedAt !== null) {
        await bells.listen.wait(failed('listen', broken('the feed was restored; nobody has decided yet').failure, REFUSED_WAIT_MS), stop.signal);
        continue;
      }
      // Whoever comes back looks first whether what he read last still stands there.
      const after = holdMs === 0 ? Math.max(marks.pulledNumber - 1, 0) : marks.pulledNumber;
      const askedAt = clock.monotonic();
      const answer = await city.pull(after, PAGE_ITEMS, holdMs, stop.signal);
      if (stop.signal.aborted) return;
      const merged = answer.kind === 'failed' ? answer : takeIn(answer.value, marks, after);
      if (merged.kind === 'failed') {
        holdMs = 0;
        await bells.listen.wait(failed('listen', merged.failure, waitAfter(merged.failure, backOff, clock)), stop.signal);
        continue;
      }
      backOff.reset();
      reached('listen');
      if (merged.dossiers + merged.blobs > 0) dossiersChanged.ring();
      // A held question that comes back at once with nothing would be asked again and again without a breath.
      if (holdMs > 0 && merged.items === 0 && clock.monotonic() - askedAt < parts.backOff.baseMs) await bells.listen.wait(parts.backOff.baseMs, stop.signal);
      holdMs = LISTEN_MS;
    }
  };

  /** A loop survives its own bug: it is reported, shown, and the work goes on after a pause. */
  const guarded = async (lane: Lane, work: (city: CityClient) => Promise<void>, city: CityClient): Promise<void> => {
    while (!stop.signal.aborted) {
      try {
        await work(city);
      } catch (error) {
        if (stop.signal.aborted) return;
        parts.onBug(error);
        showBug(lane, error);
        await bells[lane].wait(parts.backOff.capMs, stop.signal);
      }
    }
  };

  /** What broke the loop may keep its state from being stored as well; then the log has to do. */
  const showBug = (lane: Lane, error: unknown): void => {
    try {
      state.failed(lane, { kind: 'refused', code: error instanceof Refusal ? error.code : 'internal' }, parts.backOff.capMs);
    } catch (again) {
      parts.onBug(again);
    }
  };

  const running = client === null ? [] : [guarded('send', send, client), guarded('listen', listen, client)];
  return {
    wake: () => {
      // While text is held back, the waiting time holds: a busy counter must not knock at every ticket.
      if (isTextHeldBack) state.tell();
      else bells.send.ring();
    },
    now: () => {
      bells.send.ring();
      bells.listen.ring();
    },
    read: () => state.read(),
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await Promise.all(running);
      await client?.[Symbol.asyncDispose]();
    },
  };
}

/** The teller stands apart from both loops: what breaks in it is nobody's failure to reach the city. */
function tellDossiers({ onDossiers, onBug }: SyncParts): void {
  try {
    onDossiers();
  } catch (error) {
    onBug(error);
  }
}

/** A feed that cannot be gone on with. */
function broken(detail: string) {
  return { kind: 'failed', failure: { kind: 'refused', code: 'city.fork', detail } } as const;
}

/** Milliseconds until the next attempt. A city that names a time gets up to twice that time, so that not all stations come back at once. */
function waitAfter(failure: StepFailure, backOff: BackOff, clock: Clock): number {
  if (failure.kind === 'refused') return REFUSED_WAIT_MS;
  if (failure.kind === 'busy' && failure.retryAfterMs !== null) return Math.round(failure.retryAfterMs * (1 + clock.random()));
  return backOff.next();
}
