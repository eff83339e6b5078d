// A line to a device that sends and takes bytes: what drivers see of a serial port, and of a converter that carries one over the network.

import { Listeners } from '../../../../shared/base/listeners.ts';
import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { DeviceClock, Unsubscribe } from '../ports.ts';

/** Why there is no line: nothing is there, it is there and this account may not open it, or another program holds it. */
export type LineMissing = 'absent' | 'no-permission' | 'in-use';

/** The code of a device whose line is missing: its own where nothing is there, else what keeps this program from its port. */
export function codeOfMissing<Own extends ErrorCode | null>(why: LineMissing, own: Own): Own | Extract<ErrorCode, `serial.${string}`> {
  return why === 'absent' ? own : `serial.${why}`;
}

/** How a serial port is set. */
export interface SerialSettings {
  /** A port's path ('/dev/ttyUSB0', 'COM3'), or its name below /dev/serial/by-id, which stays the same whichever socket it is plugged into. */
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
  readonly flow: 'none' | 'rts-cts' | 'xon-xoff';
}

/** An open line; once over, it stays over, and a new one has to be opened. */
export interface SerialLine extends AsyncDisposable {
  readonly isOpen: boolean;
  /** Resolves when the line is over, whoever ended it: the plug, the other side, `signal`, or `dispose`. */
  readonly closed: Promise<void>;
  /**
   * Sends bytes, one call after the other. Resolves true when the system has taken all of them and the time that they need on the wire has passed;
   * false when `ms` have passed (by default twice that time and 5 s) or the line is over. A line on which bytes got stuck is closed, since nobody knows how many went out.
   */
  write(bytes: Uint8Array, ms?: number): Promise<boolean>;
  /** What comes in, in pieces as they come. Bytes that arrive while nobody listens are lost. */
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
}

/** What a line is made on: something that takes bytes and can be ended. Either may reject; neither is called again after `end`. */
export interface Wire {
  /** Resolves when the system has taken all of them. */
  send(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** A line over any wire: writes in turn, with their deadline, and one end. */
export class WireLine implements SerialLine {
  readonly closed: Promise<void>;
  readonly #wire: Wire;
  readonly #clock: DeviceClock;
  readonly #msPerByte: number;
  readonly #data = new Listeners<[Uint8Array]>();
  readonly #over = new AbortController();
  #writing: Promise<unknown> = Promise.resolve();

  /** @param msPerByte what one byte takes on the wire; 0 where that is not known */
  constructor(wire: Wire, clock: DeviceClock, signal: AbortSignal, msPerByte: number) {
    this.#wire = wire;
    this.#clock = clock;
    this.#msPerByte = msPerByte;
    this.closed = new Promise((resolve) => {
      this.#over.signal.addEventListener('abort', () => void this.#wire.end().then(() => resolve(), () => resolve()), { once: true });
    });
    const close = (): void => this.close();
    signal.addEventListener('abort', close, { once: true });
    this.#over.signal.addEventListener('abort', () => signal.removeEventListener('abort', close), { once: true });
    if (signal.aborted) close();
  }

  get isOpen(): boolean {
    return !this.#over.signal.aborted;
  }

  /** Aborted when the line is over. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  onData(listener: (bytes: Uint8Array) => void): Unsubscribe {
    return this.#data.add(listener);
  }

  async write(bytes: Uint8Array, ms?: number): Promise<boolean> {
    const turn = this.#writing.then(async () => await this.#writeNow(bytes, ms ?? 5_000 + 2 * bytes.length * this.#msPerByte));
    this.#writing = turn;
    return await turn;
  }

  /** For whoever reads the wire. */
  received(bytes: Uint8Array): void {
    if (this.isOpen) this.#data.emit(bytes);
  }

  /** Ends the line at once; `closed` says when that is done. */
  close(): void {
    this.#over.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.closed;
  }

  async #writeNow(bytes: Uint8Array, ms: number): Promise<boolean> {
    if (!this.isOpen) return false;
    const begun = this.#clock.monotonic();
    const settled = new AbortController();
    const late = this.#clock.sleep(ms, AbortSignal.any([settled.signal, this.over])).then(() => false, () => false);
    const sent = await Promise.race([this.#wire.send(bytes).then(() => true, () => false), late]);
    settled.abort();
    if (!sent) {
      this.close();
      return false;
    }
    const rest = begun + bytes.length * this.#msPerByte - this.#clock.monotonic();
    if (rest > 0) await this.#clock.sleep(rest, this.over).catch(() => undefined);
    return this.isOpen;
  }
}
