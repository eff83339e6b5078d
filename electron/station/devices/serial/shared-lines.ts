// Lines by the names that the settings give them, each opened once, whichever devices share it: an RS-485 pair carries keypads and displays by their addresses.

import { Listeners } from '../../../../shared/base/listeners.ts';
import type { DeviceClock, Unsubscribe } from '../ports.ts';
import { keepLine, lineOpener, type LineSettings, type OpenLine } from './keep-line.ts';
import type { LineMissing, SerialLine } from './line.ts';

/** A line that is opened again and again, for several devices. */
export class KeptLine implements AsyncDisposable {
  readonly #end = new AbortController();
  readonly #opened = new Listeners<[]>();
  readonly #closed = new Listeners<[]>();
  readonly #missed = new Listeners<[LineMissing]>();
  readonly #data = new Listeners<[Uint8Array]>();
  readonly #running: Promise<void>;
  #line: SerialLine | null = null;
  #missing: LineMissing = 'absent';
  #turn: Promise<unknown> = Promise.resolve();

  constructor(open: OpenLine, clock: DeviceClock) {
    this.#running = keepLine(open, { clock, signal: this.#end.signal, attend: async (line) => await this.#use(line), missing: (why) => this.#miss(why) });
  }

  get isOpen(): boolean {
    return this.#line?.isOpen === true;
  }

  /** Why it is not open, as the last try had it. */
  get missing(): LineMissing {
    return this.#missing;
  }

  onOpened(listener: () => void): Unsubscribe {
    return this.#opened.add(listener);
  }

  onClosed(listener: () => void): Unsubscribe {
    return this.#closed.add(listener);
  }

  /** Hears of each try that opened nothing. */
  onMissing(listener: (why: LineMissing) => void): Unsubscribe {
    return this.#missed.add(listener);
  }

  /** Everything that comes in, whomever it is for. */
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe {
    return this.#data.add(listener);
  }

  /** Sends when it is this call's turn; false if the line is not open or goes meanwhile. */
  async write(bytes: Uint8Array): Promise<boolean> {
    return await this.turn(async (send) => await send(bytes));
  }

  /** Has the line to itself for a question and its answer: nobody else sends meanwhile. `work` must end by itself. */
  async turn<Result>(work: (send: (bytes: Uint8Array) => Promise<boolean>) => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(async () => await work(async (bytes) => (this.#line === null ? false : await this.#line.write(bytes))));
    this.#turn = mine.catch(() => undefined);
    return await mine;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  #miss(why: LineMissing): void {
    this.#missing = why;
    this.#missed.emit(why);
  }

  async #use(line: SerialLine): Promise<void> {
    this.#line = line;
    this.#missing = 'absent';
    line.onData((bytes) => this.#data.emit(bytes));
    this.#opened.emit();
    await line.closed;
    this.#line = null;
    this.#closed.emit();
  }
}

/** The lines of a machine; only those that somebody asks for are opened. */
export class SharedLines implements AsyncDisposable {
  readonly #settings: Readonly<Record<string, LineSettings>>;
  readonly #clock: DeviceClock;
  readonly #lines = new Map<string, KeptLine>();

  constructor(settings: Readonly<Record<string, LineSettings>>, clock: DeviceClock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** The settings have been checked: a name without a line is a bug. */
  of(name: string): KeptLine {
    const settings = this.#settings[name];
    if (settings === undefined) throw new Error(`no line is called ${name}`);
    const line = this.#lines.get(name) ?? new KeptLine(lineOpener(settings), this.#clock);
    this.#lines.set(name, line);
    return line;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#lines.values()].map(async (line) => await line[Symbol.asyncDispose]()));
  }
}
