// What sync says of itself: the state that every screen shows, kept current and told only when it has changed.

import type { SyncState } from '../../../shared/contract/point.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from '../store/database.ts';
import { readSyncMarks, readWaiting, recordExchange, recordOffline } from '../store/sync-state.ts';
import type { CityFailure } from './classify.ts';

/** The two loops of sync. One may be refused while the other works: that is told, not blinked away. */
export type Lane = 'send' | 'listen';

interface LaneFailure {
  readonly failure: CityFailure;
  readonly nextAttemptAt: EpochMs;
}

/** Holds the last word on the city, a lane at a time; counts come from the store whenever they are asked for. */
export class LinkState {
  readonly #database: StationDatabase;
  readonly #clock: Clock;
  readonly #tell: (state: SyncState) => void;
  readonly #failures = new Map<Lane, LaneFailure>();
  #untried: 'unconfigured' | 'starting' | null;
  #told = '';

  constructor(database: StationDatabase, clock: Clock, configured: boolean, tell: (state: SyncState) => void) {
    this.#database = database;
    this.#clock = clock;
    this.#tell = tell;
    this.#untried = configured ? 'starting' : 'unconfigured';
  }

  read(): SyncState {
    return this.#database.read((store) => {
      const marks = readSyncMarks(store);
      const waiting = readWaiting(store);
      const worst = this.#worst();
      const working = waiting.events + waiting.scans > 0 ? 'syncing' : 'idle';
      return {
        kind: worst === null ? (this.#untried ?? working) : worst.failure.kind === 'refused' ? 'refused' : 'offline',
        code: worst === null ? (this.#untried === 'unconfigured' ? 'city.unconfigured' : null) : worst.failure.code,
        offlineSince: marks.offlineSince as EpochMs | null,
        lastExchangeAt: marks.lastExchangeAt as EpochMs | null,
        waitingEvents: waiting.events,
        waitingDossiers: waiting.dossiers,
        waitingScans: waiting.scans,
        deadLetters: waiting.deadLetters,
        nextAttemptAt: worst?.nextAttemptAt ?? null,
      };
    });
  }

  /** The city answered this lane. */
  reached(lane: Lane): void {
    this.#untried = null;
    this.#failures.delete(lane);
    const isWhole = this.#failures.size === 0;
    this.#database.write((store) => recordExchange(store, this.#clock.now(), isWhole));
    this.tell();
  }

  /** It did not, or refused; `waitMs` is when the lane's next attempt comes. */
  failed(lane: Lane, failure: CityFailure, waitMs: number): void {
    const now = this.#clock.now();
    this.#failures.set(lane, { failure, nextAttemptAt: (now + waitMs) as EpochMs });
    this.#database.write((store) => recordOffline(store, now));
    this.tell();
  }

  /** True while the lane's last attempt has failed. */
  isFailing(lane: Lane): boolean {
    return this.#failures.has(lane);
  }

  /** True until the city has answered once since the start. */
  get isUntried(): boolean {
    return this.#untried === 'starting';
  }

  /** A refusal outweighs an absence: somebody must act on it. */
  #worst(): LaneFailure | null {
    const failures = [...this.#failures.values()];
    return failures.find(({ failure }) => failure.kind === 'refused') ?? failures[0] ?? null;
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
