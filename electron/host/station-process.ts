// Runs the station as a child of the browser host and starts it again when it dies: what it had committed is there.

import { fork, type ChildProcess } from 'node:child_process';
import type { BackOff } from '../station/life/back-off.ts';
import type { Clock } from '../station/life/clock.ts';
import { fromStationSchema, type FromStation, type ToStation } from '../link/parent-link.ts';

/** How to start it and whom to tell. */
export interface StationProcessParts {
  /** Entry file of the station. */
  readonly entry: string;
  readonly argv: readonly string[];
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly onReady: () => void;
  readonly onFrame: (clientId: string, text: string) => void;
  /** The station said why it cannot run; trying again is left to a person. */
  readonly onFailed: (code: string, detail: string) => void;
  /** It died by itself; it is started again after `waitMs`. */
  readonly onDeath: (how: string, waitMs: number) => void;
}

/** How long a station may take to end by itself before it is killed, in ms. Its data is safe either way. */
const STOP_MS = 10_000;

/** The child and its restarts, until disposed. */
export class StationProcess implements AsyncDisposable {
  readonly #parts: StationProcessParts;
  readonly #stop = new AbortController();
  #child: ChildProcess | null = null;
  #ready = false;

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
    if (this.#child?.connected === true) this.#child.send(message, () => undefined);
  }

  #start(): void {
    const child = fork(this.#parts.entry, this.#parts.argv, { execPath: process.execPath, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'json' });
    this.#child = child;
    let said = false;
    child.on('message', (message: unknown) => {
      const parsed = fromStationSchema.safeParse(message);
      if (!parsed.success) return;
      if (parsed.data.kind === 'failed') said = true;
      this.#take(parsed.data);
    });
    child.once('exit', (code, signal) => {
      this.#child = null;
      this.#ready = false;
      if (this.#stop.signal.aborted || said) return;
      const waitMs = this.#parts.backOff.next();
      this.#parts.onDeath(signal ?? `code ${String(code)}`, waitMs);
      this.#parts.clock.sleep(waitMs, this.#stop.signal).then(() => this.#start(), () => undefined);
    });
  }

  #take(message: FromStation): void {
    if (message.kind === 'ready') {
      this.#ready = true;
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
      child.once('exit', () => resolve());
    });
    this.send({ kind: 'stop' });
    const late = new AbortController();
    const killer = this.#parts.clock.sleep(STOP_MS, late.signal).then(() => child.kill('SIGKILL'), () => undefined);
    await ended;
    late.abort();
    await killer;
  }
}
