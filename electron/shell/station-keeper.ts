// Keeps a station running for the shell: starts it, says in the host's state how it is, and after a failure tries again when told to, and by itself once a minute.

import { StationProcess, type StationChild } from '../link/station-process.ts';
import type { HostStatus } from '../link/host-status.ts';
import type { ToStation, VaultAnswer, VaultAsk } from '../link/parent-link.ts';
import type { PrintAnswer, PrintAsk } from '../link/printing.ts';
import { BackOff } from '../station/life/back-off.ts';
import type { Clock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';

interface StationKeeperParts {
  readonly start: () => StationChild;
  readonly clock: Clock;
  readonly log: Log;
  readonly status: HostStatus;
  readonly askVault: (ask: VaultAsk) => Promise<VaultAnswer>;
  readonly askPrinter: (id: string, ask: PrintAsk) => Promise<PrintAnswer | null>;
  readonly onReady: () => void;
  readonly onGone: () => void;
  readonly onFrame: (clientId: string, text: string) => void;
  /** Reads the settings again and starts what they name anew. */
  readonly onRestart: () => void;
  /** Starts the other of the two stations. */
  readonly onTraining: (wanted: boolean) => void;
}

const RESTART = { baseMs: 200, capMs: 10_000 };
/** After a failure for good: what held it (another program, a disk that was away) may have gone without anybody at the machine. */
const RETRY_MS = 60_000;

/** One station at a time, until disposed. */
export class StationKeeper implements AsyncDisposable {
  readonly #parts: StationKeeperParts;
  #station: StationProcess | null = null;
  #waiting = new AbortController();
  #turn: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(parts: StationKeeperParts) {
    this.#parts = parts;
    this.#start();
  }

  send(message: ToStation): void {
    this.#station?.send(message);
  }

  /** Ends whatever is there and starts anew; for a person who has changed something. Two at once are one after the other. */
  restart(): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      await this.#end();
      if (!this.#isOver) this.#start();
    });
    return this.#turn;
  }

  #start(): void {
    const { status, log, clock } = this.#parts;
    status.stationStarts();
    this.#station = new StationProcess({
      start: this.#parts.start,
      clock,
      backOff: new BackOff(clock, RESTART),
      askVault: this.#parts.askVault,
      askPrinter: this.#parts.askPrinter,
      onReady: () => {
        status.stationRuns();
        this.#parts.onReady();
      },
      onFrame: this.#parts.onFrame,
      onRestart: this.#parts.onRestart,
      onTraining: this.#parts.onTraining,
      onWaiting: (code) => status.stationWaits(code),
      // As if the system had asked the program to end.
      onLeave: () => void process.emit('SIGTERM'),
      onFailed: (code, detail) => {
        log.warn('station.failed', { code, detail });
        this.#parts.onGone();
        status.stationFailed(code, detail, RETRY_MS);
        this.#retryLater();
      },
      onDeath: (how, waitMs) => {
        log.warn('station.died', { how, waitMs: Math.round(waitMs) });
        this.#parts.onGone();
        status.stationDied(how, waitMs);
      },
    });
  }

  #retryLater(): void {
    const { signal } = this.#waiting;
    this.#parts.clock.sleep(RETRY_MS, signal).then(() => void this.restart(), () => undefined);
  }

  async #end(): Promise<void> {
    this.#waiting.abort();
    this.#waiting = new AbortController();
    const station = this.#station;
    this.#station = null;
    if (station === null) return;
    this.#parts.onGone();
    await station[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    await this.#turn;
    await this.#end();
  }
}
