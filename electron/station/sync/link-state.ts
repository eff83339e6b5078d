// What sync says of itself: the state that every screen shows, kept current and told only when it has changed.

import type { SyncState } from '../../../shared/contract/point.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from '../store/database.ts';
import { readSyncMarks, readWaiting, recordExchange, recordOffline } from '../store/sync-state.ts';
import type { CityFailure } from './classify.ts';

/** Holds the last word on the city; counts come from the store whenever they are asked for. */
export class LinkState {
  readonly #database: StationDatabase;
  readonly #clock: Clock;
  readonly #tell: (state: SyncState) => void;
  #kind: SyncState['kind'];
  #code: SyncState['code'] = null;
  #nextAttemptAt: EpochMs | null = null;
  #told = '';

  constructor(database: StationDatabase, clock: Clock, configured: boolean, tell: (state: SyncState) => void) {
    this.#database = database;
    this.#clock = clock;
    this.#tell = tell;
    this.#kind = configured ? 'starting' : 'unconfigured';
    this.#code = configured ? null : 'city.unconfigured';
  }

  read(): SyncState {
    return this.#database.read((store) => {
      const marks = readSyncMarks(store);
      const waiting = readWaiting(store);
      return {
        kind: this.#kind === 'idle' && waiting.events + waiting.scans > 0 ? 'syncing' : this.#kind,
        code: this.#code,
        offlineSince: marks.offlineSince as EpochMs | null,
        lastExchangeAt: marks.lastExchangeAt as EpochMs | null,
        waitingEvents: waiting.events,
        waitingDossiers: waiting.dossiers,
        waitingScans: waiting.scans,
        deadLetters: waiting.deadLetters,
        nextAttemptAt: this.#nextAttemptAt,
      };
    });
  }

  /** The city answered. */
  reached(): void {
    this.#kind = 'idle';
    this.#code = null;
    this.#nextAttemptAt = null;
    this.#database.write((store) => recordExchange(store, this.#clock.now()));
    this.tell();
  }

  /** It did not, or refused; `waitMs` is when the next attempt comes. */
  failed(failure: CityFailure, waitMs: number): void {
    const now = this.#clock.now();
    this.#kind = failure.kind === 'refused' ? 'refused' : 'offline';
    this.#code = failure.code;
    this.#nextAttemptAt = (now + waitMs) as EpochMs;
    this.#database.write((store) => recordOffline(store, now));
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
}
