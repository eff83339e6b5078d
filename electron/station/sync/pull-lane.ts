// Listens to the city: its feed in order and without a hole, a snapshot where this station has been away for too long, and never a feed that contradicts what was read before.

import { CHANGE_TYPES, type PullAnswer } from '../../../shared/wire/feed.ts';
import type { Clock } from '../life/clock.ts';
import { heardBankWords } from '../store/bank-words.ts';
import type { StationDatabase } from '../store/database.ts';
import type { Readable } from '../store/handle.ts';
import { readSnapshotProgress } from '../store/snapshot-progress.ts';
import { dossierById } from '../store/dossiers.ts';
import { readSyncMarks, recordContradicted, type SyncMarks } from '../store/sync-state.ts';
import { readableNow } from '../store/unread-changes.ts';
import type { CityClient } from './city-client.ts';
import type { CityFailure } from './classify.ts';
import { REFUSED_WAIT_MS, type LaneTools } from './lane.ts';
import { mergeFeed, mergeUnread, traceOf, type Merged } from './merge.ts';
import { readSnapshot } from './snapshot.ts';

/** How long the city may hold a question for news, in ms. */
const LISTEN_MS = 25_000;
const PAGE_ITEMS = 500;

export interface PullParts {
  readonly database: StationDatabase;
  readonly client: Pick<CityClient, 'pull' | 'snapshot'>;
  readonly clock: Clock;
  readonly station: string;
  /** What the city holds of this station's log, asked whenever it may be another than was thought. */
  readonly standing: { doubt(): void; ask(signal: AbortSignal): Promise<void>; isSure(): boolean };
  /** A held question that comes back sooner than this with nothing is followed by a breath as long, in ms. */
  readonly breathMs: number;
  /** Something that screens show about dossiers may be another now. */
  readonly onDossiers: () => void;
  readonly onSnapshot: (dossiers: number) => void;
  /** Words of the city about money wait to have their effect, new ones or some from before; asked again with each answer. */
  readonly onBankWords: () => void;
}

type Failed = { readonly kind: 'failed'; readonly failure: CityFailure };
type Taken = Extract<Merged, { kind: 'merged' }> | Failed;

/** Runs until `signal`. */
export async function runPullLane(parts: PullParts, lane: LaneTools, signal: AbortSignal): Promise<void> {
  // The first question, also after a failure, is not held: its answer is the news that the city is there.
  let holdMs = 0;
  while (!signal.aborted) {
    const { contradictedAt } = parts.database.read(readSyncMarks);
    if (contradictedAt !== null) {
      await lane.failed(broken('the feed was restored; nobody has decided yet').failure, REFUSED_WAIT_MS);
      continue;
    }
    const askedAt = parts.clock.monotonic();
    const taken = await listenOnce(parts, holdMs, signal);
    if (signal.aborted) return;
    if (taken.kind === 'failed') {
      holdMs = 0;
      await lane.failed(taken.failure);
      continue;
    }
    lane.backOff.reset();
    lane.reached();
    if (taken.dossiers + taken.blobs > 0) parts.onDossiers();
    if (holdMs === 0) parts.standing.doubt();
    await parts.standing.ask(signal);
    if (parts.database.read(heardBankWords).length > 0) {
      // Not before it is known that this store has lost nothing: a receipt's number could be given a second time for the same money.
      if (parts.standing.isSure()) parts.onBankWords();
      else {
        await lane.bell.wait(parts.breathMs, signal);
        holdMs = 0;
        continue;
      }
    }
    // A held question that comes back at once with nothing would be asked again and again without a breath.
    if (holdMs > 0 && taken.items === 0 && parts.clock.monotonic() - askedAt < parts.breathMs) await lane.bell.wait(parts.breathMs, signal);
    holdMs = LISTEN_MS;
  }
}

async function listenOnce(parts: PullParts, holdMs: number, signal: AbortSignal): Promise<Taken> {
  const { database, client, clock, station } = parts;
  if (holdMs === 0 || database.read(readSnapshotProgress) !== null) {
    const before = await readWhatWasLeft(parts, signal);
    if (before !== null) return before;
  }
  const marks = database.read(readSyncMarks);
  // Whoever comes back looks first whether what he read last still stands there.
  const after = holdMs === 0 ? Math.max(marks.pulledNumber - 1, 0) : marks.pulledNumber;
  let answer = await client.pull(after, PAGE_ITEMS, holdMs, signal);
  // What was read last may have been thrown away with its age, which is no reason to read everything anew.
  if (isStale(answer) && after < marks.pulledNumber) answer = await client.pull(marks.pulledNumber, PAGE_ITEMS, 0, signal);
  if (isStale(answer)) return takeSnapshot(parts, signal);
  if (answer.kind === 'failed') return answer;
  const taken = takeIn(database, clock, station, answer.value, marks, after);
  if (taken.kind === 'merged' && database.read((store) => isOfAnotherLife(store, station, answer.value))) parts.standing.doubt();
  return taken;
}

function isStale(answer: { readonly kind: 'ok' } | Failed): boolean {
  return answer.kind === 'failed' && answer.failure.kind === 'stale';
}

/** A snapshot that broke off, and changes that this program has learned to read; null when there is nothing of both. */
async function readWhatWasLeft(parts: PullParts, signal: AbortSignal): Promise<Taken | null> {
  const { database, client, clock, station } = parts;
  if (database.read(readSnapshotProgress) !== null) return takeSnapshot(parts, signal);
  const unread = database.read((store) => readableNow(store, CHANGE_TYPES));
  for (const { number } of unread) {
    const answer = await client.pull(number - 1, 1, 0, signal);
    // Too old to be asked for: a snapshot says what became of it.
    if (isStale(answer)) return takeSnapshot(parts, signal);
    if (answer.kind === 'failed') return answer;
    const [item] = answer.value.items;
    if (item?.number === number) mergeUnread(database, clock, station, item);
  }
  if (unread.length > 0) parts.onDossiers();
  return null;
}

async function takeSnapshot({ database, client, clock, onSnapshot }: PullParts, signal: AbortSignal): Promise<Taken> {
  const read = await readSnapshot({ database, client, clock }, signal);
  if (read.kind === 'failed') return read;
  onSnapshot(read.dossiers);
  return { kind: 'merged', items: read.dossiers, dossiers: read.dossiers, blobs: 0 };
}

/**
 * A feed with a number missing is asked for again from the same place: going on would leave out what the city said. One that has gone back, or has something else where we stopped
 * reading (the city was restored), is not gone on with even when it reaches our number again, since its numbers mean something else now; that is remembered, and a person must decide.
 */
function takeIn(database: StationDatabase, clock: Clock, station: string, { items, last }: PullAnswer, { pulledNumber, pulledItem }: SyncMarks, after: number): Taken {
  const [first] = items;
  const isOther = after < pulledNumber && pulledItem !== null && first?.number === pulledNumber && traceOf(first) !== pulledItem;
  if (last < pulledNumber || isOther) {
    database.write((store) => recordContradicted(store, clock.now()));
    return broken(isOther ? `the feed was restored: its number ${pulledNumber} is another than was read` : `the feed has gone back: it ends at ${last}, ${pulledNumber} was read before`);
  }
  // Where the item was thrown away with its age, the question was asked again from after it.
  if (after < pulledNumber && first !== undefined && first.number > pulledNumber + 1) return broken(`feed number ${pulledNumber} is missing`);
  const merged = mergeFeed(database, clock, station, items);
  return merged.kind === 'hole' ? broken(`feed number ${merged.expected} is missing before ${merged.got}`) : merged;
}

/** It speaks of a dossier of this station that nobody here has opened. */
function isOfAnotherLife(store: Readable, station: string, { items }: PullAnswer): boolean {
  return items.some(({ change }) => change.type === 'dossier.received' && change.station === station && dossierById(store, change.dossierId) === null);
}

/** A feed that cannot be gone on with. */
function broken(detail: string): Failed {
  return { kind: 'failed', failure: { kind: 'refused', code: 'city.fork', detail } };
}
