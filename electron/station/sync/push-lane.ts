// Sends what waits in the log, in order, to its end: first a small batch that finds out whether the line carries, then larger ones with the next already on its way.

import type { PushAnswer, PushResult } from '../../../shared/wire/messages.ts';
import { MAX_PUSH_OPERATIONS } from '../../../shared/wire/messages.ts';
import type { Clock } from '../life/clock.ts';
import { recordPushed } from '../store/answers.ts';
import type { StationDatabase } from '../store/database.ts';
import { lastEvent } from '../store/event-log.ts';
import { readOutgoing, type OutgoingOperation } from '../store/outgoing.ts';
import { countForks, type OtherHistory } from '../store/rebirth.ts';
import { readSyncMarks, rewindTo } from '../store/sync-state.ts';
import type { CityClient, CityResult } from './city-client.ts';
import type { CityFailure } from './classify.ts';
import type { OtherStanding } from './own-standing.ts';

/** The first batch; each that gets through doubles the next, up to what one push may hold. */
const PROBE_OPERATIONS = 64;
/** Characters of one batch: packed it stays well under a megabyte, unpacked under what the city reads. */
const BATCH_CHARS = 3 * 1024 * 1024;
/**
 * Batches under way after the first has got through. The city takes a station's log in order, so that a second one only hides the way there and back and the unpacking; a third would hold
 * a connection of its database and wait.
 */
const MOST_UNDER_WAY = 2;

/** New incarnations within an hour, over restarts too; then a person must look. Two copies of one store that find each other out need two. */
const MOST_FORKS_AN_HOUR = 3;
const HOUR_MS = 3_600_000;

/** The parts that sending needs. */
export interface PushParts {
  readonly database: StationDatabase;
  readonly client: Pick<CityClient, 'push'>;
  readonly clock: Clock;
  /** Begins a new incarnation, with what the city has not got written once more; false where that cannot be done, and a person must look. */
  readonly takeNewIncarnation: (other: OtherHistory) => boolean;
  /** A batch was answered and that is stored. */
  readonly onMoved: () => void;
  /** The city has less than was thought; sent again from there. */
  readonly onRewound: (from: number, to: number) => void;
}

/** Nothing waits any more, or something stands in the way. */
export type PushEnd = { readonly kind: 'idle' } | { readonly kind: 'failed'; readonly failure: CityFailure };

interface Flight {
  readonly operations: readonly OutgoingOperation[];
  /** True when it was sent before the answer to the one before it. */
  readonly isAhead: boolean;
  readonly answer: Promise<CityResult<PushAnswer>>;
}

/** 'again': what follows is read anew from the mark. */
type Taken = { readonly kind: 'moved' } | { readonly kind: 'early' } | { readonly kind: 'again' } | { readonly kind: 'halve' } | { readonly kind: 'failed'; readonly failure: CityFailure };

/** Sends until nothing waits or something fails. Answers are taken in the order of the log; a failure calls off whatever is under way behind it. */
export async function pushWaiting(parts: PushParts, signal: AbortSignal): Promise<PushEnd> {
  let size = PROBE_OPERATIONS;
  for (;;) {
    const round = new AbortController();
    const either = AbortSignal.any([signal, round.signal]);
    let most = 1;
    let after = parts.database.read(readSyncMarks).ackedSeq;
    const flights: Flight[] = [];
    const launch = (operations: readonly OutgoingOperation[], isAhead: boolean): Flight => ({ operations, isAhead, answer: parts.client.push(operations, either) });
    try {
      for (;;) {
        while (flights.length < most && !signal.aborted) {
          const operations = parts.database.read((store) => readOutgoing(store, after, size, BATCH_CHARS));
          const last = operations.at(-1);
          if (last === undefined) break;
          flights.push(launch(operations, flights.length > 0));
          after = last.seq;
        }
        const flight = flights.shift();
        if (flight === undefined) return { kind: 'idle' };
        const taken = take(parts, flight, await flight.answer);
        if (taken.kind === 'moved') {
          parts.onMoved();
          most = MOST_UNDER_WAY;
          size = Math.min(size * 2, MAX_PUSH_OPERATIONS);
        } else if (taken.kind === 'early') {
          // Now it is the next in order, whatever is under way behind it: a city that still sees a gap has lost something.
          flights.unshift(launch(flight.operations, false));
        } else if (taken.kind === 'halve') {
          size = Math.ceil(flight.operations.length / 2);
          break;
        } else if (taken.kind === 'again') {
          break;
        } else {
          return taken;
        }
      }
    } finally {
      round.abort();
      await Promise.allSettled(flights.map(({ answer }) => answer));
    }
  }
}

/** A city that contradicts every new beginning would have us begin again and again. */
function beginAnew(parts: PushParts, other: OtherHistory): boolean {
  return parts.database.read((store) => countForks(store, parts.clock.now() - HOUR_MS)) < MOST_FORKS_AN_HOUR && parts.takeNewIncarnation(other);
}

/** The city lends numbers to a newer incarnation of this station only: begins one above it, after the last event that the city is known to hold. To be called while nothing is under way; false where a person must look. */
export function riseAbove(parts: PushParts, newestKnown: number): boolean {
  return beginAnew(parts, { commonSeq: parts.database.read(readSyncMarks).ackedSeq, newestKnown });
}

/** The city said where it stands before anything was sent to it: begins anew after what both have, or goes back to what it has. To be called while nothing is under way; false where a person must look. */
export function believe(parts: PushParts, standing: OtherStanding): boolean {
  if (standing.kind === 'more') return beginAnew(parts, standing.other);
  const { ackedSeq } = parts.database.read(readSyncMarks);
  if (standing.ackedSeq >= ackedSeq) return true;
  parts.database.keepAccount((store) => rewindTo(store, standing.ackedSeq, parts.clock.now()));
  parts.onRewound(ackedSeq, standing.ackedSeq);
  return true;
}

function take(parts: PushParts, flight: Flight, answer: CityResult<PushAnswer>): Taken {
  const { database, clock } = parts;
  const { operations } = flight;
  const { seq: last, incarnation } = database.read(lastEvent);
  const born = (other: OtherHistory, detail: string): Taken => (beginAnew(parts, other) ? { kind: 'again' } : { kind: 'failed', failure: { kind: 'refused', code: 'city.fork', detail } });
  if (answer.kind === 'ok') {
    const { ackedSeq } = answer.value;
    // A city that has more of this incarnation than was ever written here has it from another disk: a restored or cloned one. Of an older one it may: that is why this one was begun.
    if (ackedSeq > last && operations[0]?.incarnation === incarnation) return born({ commonSeq: last, newestKnown: incarnation }, `the city has ${ackedSeq} events, here are ${last}`);
    const results = resultsOf(answer.value, operations);
    if (results === null) return { kind: 'failed', failure: { kind: 'refused', code: 'city.version', detail: 'an operation was left without an answer' } };
    database.keepAccount((store) => recordPushed(store, operations, results, clock.now()));
    return { kind: 'moved' };
  }
  const { failure } = answer;
  if (failure.kind === 'fork') return born({ commonSeq: failure.expected - 1, newestKnown: failure.incarnation }, failure.detail);
  if (failure.kind === 'too-much') {
    // One that the city cannot take is found half by half, so that at least what stands before it gets through.
    return operations.length > 1 ? { kind: 'halve' } : { kind: 'failed', failure: { kind: 'refused', code: 'city.refused', detail: `operation ${operations[0]?.seq ?? 0}: ${failure.detail}` } };
  }
  if (failure.kind === 'gap') return fallBack(parts, flight, failure.expected, last);
  return { kind: 'failed', failure };
}

function fallBack({ database, clock, onRewound }: PushParts, { isAhead }: Flight, expected: number, last: number): Taken {
  const refused = (code: 'city.fork' | 'city.version', detail: string): Taken => ({ kind: 'failed', failure: { kind: 'refused', code, detail } });
  const { ackedSeq } = database.read(readSyncMarks);
  if (expected > last + 1) return refused('city.fork', `the city expects ${expected}, the last here is ${last}`);
  // It overtook the one before it, which has been taken by now.
  if (isAhead && expected <= ackedSeq) return { kind: 'early' };
  // Whoever expects what was just sent has no gap: going there again and again would never end.
  if (expected < 1 || expected > ackedSeq) return refused('city.version', `a gap that is none: ${expected}`);
  database.keepAccount((store) => rewindTo(store, expected - 1, clock.now()));
  onRewound(ackedSeq, expected - 1);
  return { kind: 'again' };
}

/** The answers by operation; null unless every operation has one and the city says that it holds them all. */
function resultsOf({ results, ackedSeq }: PushAnswer, operations: readonly OutgoingOperation[]): ReadonlyMap<string, PushResult> | null {
  const byOperation = new Map(results.map((result) => [result.opId as string, result]));
  return operations.every(({ opId, seq }) => byOperation.has(opId) && seq <= ackedSeq) ? byOperation : null;
}
