// What sync says of itself: the state that every screen shows, kept current and told only when it has changed.

import type { SyncState } from '../../../shared/contract/point.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from '../store/database.ts';
import { readSyncMarks, readWaiting, recordExchange, recordOffline, recordWhole } from '../store/sync-state.ts';
import { countUnread } from '../store/unread-changes.ts';

/** The ways between station and city: text out, news in, pages out. Each fails and heals by itself; what one achieves says nothing of the others. */
export type Lane = 'send' | 'listen' | 'scan';

/** What keeps a lane from its work. 'refused' wants a person, 'offline' wants time. */
export interface Hindrance {
  readonly kind: 'offline' | 'refused';
  readonly code: ErrorCode;
}

/** Holds the last word on each lane; counts come from the store whenever they are asked for. */
export class LinkState {
  readonly #database: StationDatabase;
  readonly #clock: Clock;
  readonly #tell: (state: SyncState) => void;
  readonly #configured: boolean;
  readonly #hindered = new Map<Lane, Hindrance & { readonly nextAttemptAt: EpochMs }>();
  #hasAnswered = false;
  #isHistoryBroken = false;
  #told = '';

  constructor(database: StationDatabase, clock: Clock, configured: boolean, tell: (state: SyncState) => void) {
    this.#database = database;
    this.#clock = clock;
    this.#tell = tell;
    this.#configured = configured;
  }

  read(): SyncState {
    const hindered = [...this.#hindered.values()];
    const worst = hindered.find(({ kind }) => kind === 'refused') ?? hindered[0];
    return this.#database.read((store) => {
      const marks = readSyncMarks(store);
      const waiting = readWaiting(store);
      return {
        kind: this.#kind(worst, waiting.events + waiting.scans > 0),
        code: this.#configured ? (worst?.code ?? (this.#isHistoryBroken ? 'city.history' : countUnread(store) > 0 ? 'city.update-needed' : null)) : 'city.unconfigured',
        offlineSince: marks.offlineSince as EpochMs | null,
        lastExchangeAt: marks.lastExchangeAt as EpochMs | null,
        waitingEvents: waiting.events,
        waitingDossiers: waiting.dossiers,
        waitingScans: waiting.scans,
        deadLetters: waiting.deadLetters,
        heldLetters: waiting.heldLetters,
        keptLetters: waiting.keptLetters,
        nextAttemptAt: hindered.length === 0 ? null : (Math.min(...hindered.map(({ nextAttemptAt }) => nextAttemptAt)) as EpochMs),
      };
    });
  }

  /** What keeps a lane from its work now; null when nothing does. */
  hindranceOf(lane: Lane): Hindrance | null {
    return this.#hindered.get(lane) ?? null;
  }

  /** What the city gave back of earlier lives does not follow on the log here; it is in nobody's way, and a person must look. */
  historyBroken(isBroken: boolean): void {
    this.#isHistoryBroken = isBroken;
    this.tell();
  }

  /** The city answered on this lane. */
  reached(lane: Lane): void {
    this.#hasAnswered = true;
    this.#hindered.delete(lane);
    this.#database.keepAccount((store) => {
      recordExchange(store, this.#clock.now());
      if (this.#hindered.size === 0) recordWhole(store);
    });
    this.tell();
  }

  /** The lane has nothing to do, so nothing keeps it from doing it. */
  rests(lane: Lane): void {
    if (this.#hindered.delete(lane) && this.#hasAnswered && this.#hindered.size === 0) this.#database.keepAccount(recordWhole);
    this.tell();
  }

  /** It did not get through, or was refused; after `waitMs` it tries again. */
  failed(lane: Lane, { kind, code }: Hindrance, waitMs: number): void {
    const now = this.#clock.now();
    this.#hindered.set(lane, { kind, code, nextAttemptAt: Math.round(now + waitMs) as EpochMs });
    this.#database.keepAccount((store) => recordOffline(store, now));
    this.tell();
  }

  /** Tells the windows if anything they show is different from what they were told last. */
  tell(): void {
    const state = this.read();
    const text = JSON.stringify({ ...state, lastExchangeAt: Math.floor((state.lastExchangeAt ?? 0) / 10_000), nextAttemptAt: 0 });
    if (text === this.#told) return;
    this.#told = text;
    this.#tell(state);
  }

  #kind(worst: Hindrance | undefined, isWaiting: boolean): SyncState['kind'] {
    if (!this.#configured) return 'unconfigured';
    if (worst !== undefined) return worst.kind;
    if (!this.#hasAnswered) return 'starting';
    return isWaiting ? 'syncing' : 'idle';
  }
}
