// Asks the city for what it holds of this station's earlier lives and keeps what this store has lost. What the city says is believed only as far as its seals follow on ours.

import type { HistoryAnswer } from '../../../shared/wire/history.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import { readEvent } from '../../../shared/wire/upcast.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from '../store/database.ts';
import { answerDoubt, keepReturnedLetters } from '../store/answers.ts';
import { doubtfulLetters } from '../store/dead-letters.ts';
import { sealOf, type LogIdentity } from '../store/event-log.ts';
import type { Readable } from '../store/handle.ts';
import { closeHistory, isHistoryOpen, isKnownHash, keepReturned, knownEnd, type KnownEnd } from '../store/returned-events.ts';
import type { CityClient } from './city-client.ts';
import type { CityFailure } from './classify.ts';

/** Operations asked for at once; a page is kept in one transaction. */
const PAGE_OPERATIONS = 200;

/** What it needs. */
export interface HistoryParts {
  readonly database: StationDatabase;
  readonly client: Pick<CityClient, 'history'>;
  readonly identity: LogIdentity;
  readonly clock: Clock;
}

/** 'nothing': there is no earlier life, or all of it has been asked for · 'whole': it has been now, and so many events came back · 'broken': what the city said does not follow on what is known here, and none of it was kept · 'failed': asked again later, from where it stopped. */
export type HistoryEnd = { readonly kind: 'nothing' } | { readonly kind: 'whole'; readonly returned: number } | { readonly kind: 'broken'; readonly detail: string } | { readonly kind: 'failed'; readonly failure: CityFailure };

/** Incarnations are asked for in their order, so that where one left another is known before it is read. */
export async function reclaimHistory({ database, client, identity, clock }: HistoryParts, signal: AbortSignal): Promise<HistoryEnd> {
  const failure = await askAgain({ database, client, clock }, signal);
  if (failure !== null) return { kind: 'failed', failure };
  if (!database.read(isHistoryOpen)) return { kind: 'nothing' };
  const present = identity.incarnation;
  let returned = 0;
  let incarnations: readonly number[] = [1];
  for (let incarnation = 1; incarnation < present; incarnation = incarnations.find((known) => known > incarnation) ?? present) {
    for (;;) {
      const end = database.read((store) => knownEnd(store, incarnation));
      const answer = await client.history({ incarnation, after: end.seq, limit: PAGE_OPERATIONS }, signal);
      if (answer.kind === 'failed') return answer;
      const page = answer.value;
      const fault = database.read((store) => faultOf(store, page, incarnation, end, identity));
      if (fault !== null) return { kind: 'broken', detail: `history of incarnation ${incarnation}: ${fault}` };
      incarnations = page.incarnations.map((known) => known.incarnation).toSorted((one, other) => one - other);
      if (page.operations.length + page.erased.length === 0) break;
      returned += database.write((store) => {
        const kept = keepReturned(store, incarnation, page.operations, page.erased);
        keepReturnedLetters(store, page.operations.map(({ opId }) => opId), page.withoutEffect, clock.now());
        return kept;
      });
    }
  }
  // Begun while we asked: its own past is asked for at the next round.
  if (identity.incarnation === present) database.write((store) => closeHistory(store, clock.now()));
  return { kind: 'whole', returned };
}

/** Letters of events that came back, after a time of which the feed was not read: each is there as the city now says, or no more. */
async function askAgain({ database, client, clock }: Omit<HistoryParts, 'identity'>, signal: AbortSignal): Promise<CityFailure | null> {
  for (const { opId, seq, returned } of database.read(doubtfulLetters)) {
    const answer = await client.history({ incarnation: returned, after: seq - 1, limit: 1 }, signal);
    if (answer.kind === 'failed') return answer.failure;
    const stays = answer.value.withoutEffect.filter((result) => result.opId === opId);
    database.write((store) => answerDoubt(store, opId, stays, clock.now()));
  }
  return null;
}

/** Null if the page follows on what is known here, place by place and seal by seal. Nothing of a page with a fault is kept. */
function faultOf(store: Readable, { operations, erased }: HistoryAnswer, incarnation: number, end: KnownEnd, identity: LogIdentity): string | null {
  if (operations.length + erased.length > PAGE_OPERATIONS) return 'more than was asked for';
  const gone = new Set(erased);
  const places = [...operations.map(({ seq }) => seq), ...gone].toSorted((one, other) => one - other);
  const [first] = places;
  if (first === undefined) return null;
  if (end.seq > 0 ? first !== end.seq + 1 : first < 1) return `it goes on at ${first} after ${end.seq}`;
  const hole = places.find((seq, index) => seq !== first + index);
  if (hole !== undefined) return `a place before ${hole} is missing or there twice`;
  const bySeq = new Map(operations.map((operation) => [operation.seq, operation]));
  for (const operation of operations) {
    const { hash, ...unsealed } = operation;
    if (operation.incarnation !== incarnation) return `operation ${operation.seq} is of incarnation ${operation.incarnation}`;
    if (hash !== sealOf(identity, unsealed)) return `the seal of operation ${operation.seq} is broken`;
    if (readEvent(operation).kind === 'invalid') return `operation ${operation.seq} does not say what its kind says`;
    if (!follows(store, operation, first, end, bySeq, gone)) return `operation ${operation.seq} does not follow the one before it`;
  }
  return null;
}

function follows(store: Readable, { seq, prevHash }: Operation, first: number, end: KnownEnd, bySeq: ReadonlyMap<number, Operation>, gone: ReadonlySet<number>): boolean {
  if (gone.has(seq - 1)) return true;
  if (seq > first) return bySeq.get(seq - 1)?.hash === prevHash;
  if (end.seq === 0) return isKnownHash(store, prevHash);
  return end.hash === null || end.hash === prevHash;
}
