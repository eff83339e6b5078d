// Brings one window's page back: after a crash, a hang or a failed load, with pauses that grow; after too many in a minute it shows a plain page and tries again later.

import type { HostWindow, IncidentCode } from '../../shared/contract/host.ts';
import type { Clock } from '../station/life/clock.ts';

/** What the nurse can do to a page. */
export interface Patient {
  /** Loads the program's page from the start. */
  load(): void;
  /** Shows the page without a program: words that something is wrong and that the machine goes on trying. */
  loadPlain(): void;
  /** Ends a page that hangs; `gone` follows. */
  crash(): void;
}

interface PageNurseParts {
  readonly patient: Patient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onState: (state: HostWindow['page']) => void;
  readonly onIncident: (code: IncidentCode, detail: string) => void;
}

/** How long a page may hang before it is ended, in ms: a slow machine under load recovers by itself in less. */
const HANG_MS = 15_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** So many failures in a minute and loading again does not help. */
const MOST_IN_A_MINUTE = 5;
const MINUTE_MS = 60_000;

/** One for each window. Every method says one thing that happened. */
export class PageNurse {
  readonly #parts: PageNurseParts;
  #failures: readonly number[] = [];
  #state: HostWindow['page'] = 'loading';
  #hang: AbortController | null = null;
  #isWaiting = false;

  constructor(parts: PageNurseParts) {
    this.#parts = parts;
  }

  /** The program's page is loaded; the plain page is not told here. */
  loaded(): void {
    this.#become('live');
  }

  gone(reason: string): void {
    this.#endHang();
    this.#failed('page.gone', reason);
  }

  loadFailed(code: string): void {
    this.#failed('page.load-failed', code);
  }

  unresponsive(): void {
    if (this.#hang !== null || this.#state === 'given-up') return;
    const stop = new AbortController();
    this.#hang = stop;
    this.#become('hung');
    this.#parts.clock.sleep(HANG_MS, AbortSignal.any([stop.signal, this.#parts.signal])).then(
      () => {
        this.#hang = null;
        this.#parts.onIncident('page.hung', `${String(HANG_MS / 1000)} s`);
        this.#parts.patient.crash();
      },
      () => undefined,
    );
  }

  responsive(): void {
    if (this.#hang === null) return;
    this.#endHang();
    this.#become('live');
  }

  #failed(code: IncidentCode, detail: string): void {
    // A crash while a new load is waited for is part of the same fall.
    if (this.#isWaiting || this.#parts.signal.aborted) return;
    const { clock, patient, onIncident } = this.#parts;
    const now = clock.monotonic();
    this.#failures = [...this.#failures.filter((at) => now - at < MINUTE_MS), now];
    onIncident(code, detail);
    if (this.#failures.length > MOST_IN_A_MINUTE) {
      onIncident('page.given-up', detail);
      this.#failures = [];
      this.#become('given-up');
      patient.loadPlain();
      return this.#loadAfter(MINUTE_MS);
    }
    this.#become('reloading');
    this.#loadAfter(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures.length - 1)));
  }

  #loadAfter(ms: number): void {
    this.#isWaiting = true;
    this.#parts.clock.sleep(ms, this.#parts.signal).then(
      () => {
        this.#isWaiting = false;
        this.#become('loading');
        this.#parts.patient.load();
      },
      () => undefined,
    );
  }

  #endHang(): void {
    this.#hang?.abort();
    this.#hang = null;
  }

  #become(state: HostWindow['page']): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#parts.onState(state);
  }
}
