// Asks the city how far it holds this station's log. Whoever has nothing to say would not hear otherwise that the city knows more of him than his store does, or less.

import type { HistoryAnswer } from '../../../shared/wire/history.ts';
import type { StationDatabase } from '../store/database.ts';
import type { Clock } from '../life/clock.ts';
import { hashAt, incarnationAt, lastEvent, type LogIdentity } from '../store/event-log.ts';
import type { Readable } from '../store/handle.ts';
import type { OtherHistory } from '../store/rebirth.ts';
import { readSyncMarks } from '../store/sync-state.ts';
import type { CityClient } from './city-client.ts';

/**
 * What the city said of this log counts for so long, in ms: one that was put back behind a gateway that went on, or between two questions, breaks off nothing that this station would notice.
 * Whoever sends hears it from the answers and does not ask; of 3,000 silent points 5 ask in a second.
 */
const GOOD_FOR_MS = 600_000;

/**
 * 'more': the city holds more of this incarnation than was ever written here, so that another disk wrote it: this one was put back whole, with its mark, or has a twin ·
 * 'less': the city was put back and lacks what it had taken, after `ackedSeq`.
 */
type Standing = { readonly kind: 'same' } | { readonly kind: 'more'; readonly incarnation: number; readonly other: OtherHistory } | { readonly kind: 'less'; readonly ackedSeq: number };

interface StandingParts {
  readonly database: StationDatabase;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Whose log it is; another incarnation may begin at any time. */
  readonly identity: LogIdentity;
  /** The city stands elsewhere; whoever sends has to hear it. */
  readonly onFound: () => void;
}

/** Where the city stands otherwise than this station thought. */
export type OtherStanding = Exclude<Standing, { readonly kind: 'same' }>;

/** What is not known of the city, asked once and kept until the sender takes it. */
export class OwnStanding {
  readonly #parts: StandingParts;
  #isDoubtful = true;
  /** When the city last said how far it holds this log, by the machine's running time. */
  #saidAt = 0;
  #found: OtherStanding | null = null;
  /** Answers of the city to what was sent. */
  #heard = 0;
  #heardWhenAsked = 0;

  constructor(parts: StandingParts) {
    this.#parts = parts;
  }

  /** The city may stand elsewhere than it did: after a start, after a time without it, and when it speaks of what nobody here has said. */
  doubt(): void {
    this.#isDoubtful = true;
  }

  /** The city has answered to something that was sent, and thereby said itself how far it holds this log. */
  heard(): void {
    this.#heard += 1;
    this.#saidAt = this.#parts.clock.monotonic();
  }

  /** Asks while there is a doubt, and when what the city said is too old; without an answer it is asked again. */
  async ask(city: Pick<CityClient, 'history'>, signal: AbortSignal): Promise<void> {
    const now = this.#parts.clock.monotonic();
    if (!this.#isDoubtful && now - this.#saidAt < GOOD_FOR_MS) return;
    this.#heardWhenAsked = this.#heard;
    const standing = await askStanding(this.#parts, city, signal);
    if (standing === null || signal.aborted) return;
    this.#isDoubtful = false;
    this.#saidAt = now;
    if (standing.kind === 'same') return;
    this.#found = standing;
    this.#parts.onFound();
  }

  /** The city has said how far it holds this log, and that is no further than this store does. */
  isSure(): boolean {
    return !this.#isDoubtful && this.#found?.kind !== 'more';
  }

  /**
   * What was found, once; null where nothing was, or where another incarnation has begun since.
   * That the city has less is asked again where it was heard since the question: it may have got everything once more by now.
   */
  take(): OtherStanding | null {
    const found = this.#found;
    this.#found = null;
    if (found?.kind === 'less' && this.#heard !== this.#heardWhenAsked) {
      this.doubt();
      return null;
    }
    return found?.kind === 'more' && found.incarnation !== this.#parts.identity.incarnation ? null : found;
  }
}

/** Null without an answer. */
async function askStanding({ database, identity }: StandingParts, city: Pick<CityClient, 'history'>, signal: AbortSignal): Promise<Standing | null> {
  const { incarnation } = identity;
  const asked = database.read((store) => ({ last: lastEvent(store).seq, ackedSeq: heardSeq(store, incarnation) }));
  const answer = await city.history({ incarnation, after: asked.last, limit: 1 }, signal);
  if (answer.kind === 'failed' || identity.incarnation !== incarnation) return null;
  return database.read((store) => compare(store, incarnation, asked, answer.value));
}

/** What was written while we asked may be there already. */
function compare(store: Readable, incarnation: number, asked: { readonly last: number; readonly ackedSeq: number }, { operations, incarnations }: HistoryAnswer): Standing {
  const chain = incarnations.find((known) => known.incarnation === incarnation);
  if (chain !== undefined && chain.ackedSeq > lastEvent(store).seq) {
    const [next] = operations;
    // Where it does not follow on what is here, or was erased, both have at least the place where the incarnation began.
    const isOurs = next?.seq === asked.last + 1 && next.prevHash === hashAt(store, asked.last);
    return { kind: 'more', incarnation, other: { commonSeq: isOurs ? asked.last : chain.base, newestKnown: Math.max(...incarnations.map((known) => known.incarnation)) } };
  }
  const reached = chain?.ackedSeq ?? Math.max(0, ...incarnations.filter((known) => known.incarnation < incarnation).map(({ ackedSeq }) => ackedSeq));
  return reached < asked.ackedSeq ? { kind: 'less', ackedSeq: reached } : { kind: 'same' };
}

/** The last place that the city has acknowledged of this incarnation; 0 where it has heard nothing of it. */
function heardSeq(store: Readable, incarnation: number): number {
  const { ackedSeq } = readSyncMarks(store);
  return incarnationAt(store, ackedSeq) === incarnation ? ackedSeq : 0;
}
