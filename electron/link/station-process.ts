// Runs the station as a child of its host and starts it again when it dies: what it had committed is there.

import type { BackOff } from '../station/life/back-off.ts';
import type { Clock } from '../station/life/clock.ts';
import { fromStationSchema, type FromStation, type ToStation, type VaultAnswer, type VaultAsk } from './parent-link.ts';
import type { PrintAnswer, PrintAsk } from './printing.ts';

/** A running station as its host sees it, whether the host forked it or Electron started it as a utility process. */
export interface StationChild {
  /** Undefined once it has ended. */
  readonly pid: number | undefined;
  send(message: ToStation): void;
  /** Each message as it came, not yet parsed. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, with a signal's name or an exit code in words. */
  onExit(listener: (how: string) => void): void;
  /** Ends it at once. */
  kill(): void;
}

/** How to start it and whom to tell. */
export interface StationProcessParts {
  readonly start: () => StationChild;
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly onReady: () => void;
  readonly onFrame: (clientId: string, text: string) => void;
  /** Asks the operating system's vault; a host that has none leaves it out. Never rejects. */
  readonly askVault?: (ask: VaultAsk) => Promise<VaultAnswer>;
  /** Does a job on the system's printers; a host that has no way to them leaves it out. Never rejects; null for one that it has heard before. */
  readonly askPrinter?: (id: string, ask: PrintAsk) => Promise<PrintAnswer | null>;
  /** The station said why it cannot run, or never came up; trying again is left to a person. */
  readonly onFailed: (code: string, detail: string) => void;
  /** The station is there and waits for something before it opens the store. */
  readonly onWaiting?: (code: string) => void;
  /** The station asks that the program be closed in good order; a host that leaves it out stays. */
  readonly onLeave?: () => void;
  /** The station asks to be started anew with the settings as they are now; a host that leaves it out does not. */
  readonly onRestart?: () => void;
  /** It asks for the station of training, or for the real one; a host that leaves it out has only one. */
  readonly onTraining?: (wanted: boolean) => void;
  /** It died by itself; it is started again after `waitMs`. */
  readonly onDeath: (how: string, waitMs: number) => void;
}

/** How long a station may take to end by itself before it is killed, in ms. Its data is safe either way. */
const STOP_MS = 10_000;
/** A station that dies so often without having been ready once will not be ready the next time. */
const MOST_FAILED_STARTS = 5;

/** How often it is asked whether it is there, in ms. */
const PING_MS = 5000;
/** So many questions without an answer, half a minute, and a running station is stuck; counted, not timed, since a machine that slept has lost no answer. */
const MOST_UNANSWERED = 6;
/** A start may take this many: moving a large store to a new form is no illness. */
const MOST_UNANSWERED_AT_START = 60;

/** The child and its restarts, until disposed. */
export class StationProcess implements AsyncDisposable {
  readonly #parts: StationProcessParts;
  readonly #stop = new AbortController();
  #child: StationChild | null = null;
  #ready = false;
  #wasReady = false;
  #failedStarts = 0;
  #unanswered = 0;

  constructor(parts: StationProcessParts) {
    this.#parts = parts;
    this.#start();
  }

  get isReady(): boolean {
    return this.#ready;
  }

  /** Process id of the running station; null while there is none. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  send(message: ToStation): void {
    this.#child?.send(message);
  }

  #start(): void {
    const child = this.#parts.start();
    this.#child = child;
    let said = false;
    let silence: string | null = null;
    const ended = new AbortController();
    void this.#watch(child, AbortSignal.any([ended.signal, this.#stop.signal]), (how) => (silence = how));
    child.onMessage((message) => {
      const parsed = fromStationSchema.safeParse(message);
      if (!parsed.success) return;
      this.#unanswered = 0;
      if (parsed.data.kind === 'failed') said = true;
      if (parsed.data.kind === 'vault') void this.#answerVault(child, parsed.data.id, parsed.data.ask);
      else if (parsed.data.kind === 'printing') void this.#answerPrinting(child, parsed.data.id, parsed.data.ask);
      else this.#take(parsed.data);
    });
    child.onExit((signal) => {
      const how = silence ?? signal;
      ended.abort();
      this.#child = null;
      this.#ready = false;
      if (this.#stop.signal.aborted || said) return;
      if (!this.#wasReady) this.#failedStarts += 1;
      if (this.#failedStarts >= MOST_FAILED_STARTS) return this.#parts.onFailed('internal', `the station ended ${this.#failedStarts} times before it was ready, the last time with ${how}`);
      const waitMs = this.#parts.backOff.next();
      this.#parts.onDeath(how, waitMs);
      this.#parts.clock.sleep(waitMs, this.#stop.signal).then(() => this.#start(), () => undefined);
    });
  }

  /** Ends a child that has stopped hearing; the rest is as after any other death. */
  async #watch(child: StationChild, signal: AbortSignal, onSilent: (how: string) => void): Promise<void> {
    this.#unanswered = 0;
    for (;;) {
      await this.#parts.clock.sleep(PING_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      if (this.#unanswered >= (this.#ready ? MOST_UNANSWERED : MOST_UNANSWERED_AT_START)) {
        onSilent(`no answer to ${this.#unanswered} questions`);
        return child.kill();
      }
      this.#unanswered += 1;
      child.send({ kind: 'ping' });
    }
  }

  async #answerVault(child: StationChild, id: number, ask: VaultAsk): Promise<void> {
    const answer: VaultAnswer = (await this.#parts.askVault?.(ask)) ?? { what: 'failed', detail: 'no vault' };
    child.send({ kind: 'vault', id, answer });
  }

  async #answerPrinting(child: StationChild, id: string, ask: PrintAsk): Promise<void> {
    const answer: PrintAnswer | null = this.#parts.askPrinter === undefined ? { what: 'refused' } : await this.#parts.askPrinter(id, ask);
    if (answer !== null) child.send({ kind: 'printing', id, answer });
  }

  #take(message: Exclude<FromStation, { kind: 'vault' | 'printing' }>): void {
    if (message.kind === 'pong') return;
    if (message.kind === 'waiting') return this.#parts.onWaiting?.(message.code);
    if (message.kind === 'leave') return this.#parts.onLeave?.();
    if (message.kind === 'restart') return this.#parts.onRestart?.();
    if (message.kind === 'training') return this.#parts.onTraining?.(message.wanted);
    if (message.kind === 'ready') {
      this.#ready = true;
      this.#wasReady = true;
      this.#failedStarts = 0;
      this.#parts.backOff.reset();
      this.#parts.onReady();
    } else if (message.kind === 'frame') {
      this.#parts.onFrame(message.clientId, message.text);
    } else {
      this.#parts.onFailed(message.code, message.detail);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    const child = this.#child;
    if (child === null) return;
    const ended = new Promise<void>((resolve) => {
      child.onExit(() => resolve());
    });
    this.send({ kind: 'stop' });
    const late = new AbortController();
    const killer = this.#parts.clock.sleep(STOP_MS, late.signal).then(() => child.kill(), () => undefined);
    await ended;
    late.abort();
    await killer;
  }
}
