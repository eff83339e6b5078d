// A barcode reader on a serial line: a real port, the virtual one of a USB reader ("USB serial", CDC ACM), or a converter box on the network.

import { setImmediate as pendingInput } from 'node:timers/promises';
import { Listeners } from '../../../../shared/base/listeners.ts';
import type { BarcodeReader, DeviceClock, PayloadOrigin, ReaderRefusalCode, Unsubscribe } from '../ports.ts';
import { DeviceDriver } from '../ports.ts';
import { codeOfMissing, type LineMissing } from '../serial/line.ts';
import type { KeptLine } from '../serial/shared-lines.ts';
import { CodeFramer, type CodeFormat, type FramedCode } from './code-frames.ts';

/** At 9600 baud a byte takes a millisecond; converters hold bytes back for some 16 ms. */
const GAP_MS = 300;

export class SerialReader extends DeviceDriver implements BarcodeReader {
  readonly #clock: DeviceClock;
  readonly #format: CodeFormat;
  readonly #gapMs: number;
  readonly #payloads = new Listeners<[Uint8Array, PayloadOrigin]>();
  readonly #refusals = new Listeners<[ReaderRefusalCode]>();
  readonly #end = new AbortController();
  readonly #leave: readonly Unsubscribe[];
  /** A new one for each plug-in: nothing from before an unplugging is joined to what comes after. */
  #framer: CodeFramer;
  #session = 0;
  #sequence = 0;
  #pieces = 0;
  #watching: Promise<void> | null = null;

  /** @param line the registry's; it is opened, watched over and ended there */
  constructor(line: KeptLine, format: CodeFormat, clock: DeviceClock, gapMs = GAP_MS) {
    super(clock, 'absent', 'reader.absent');
    this.#clock = clock;
    this.#format = format;
    this.#gapMs = gapMs;
    this.#framer = new CodeFramer(format);
    this.#leave = [line.onOpened(() => this.#opened()), line.onClosed(() => this.#closed()), line.onMissing((why) => this.#missing(why)), line.onData((bytes) => this.#take(bytes))];
    if (line.isOpen) this.#opened();
    else this.#missing(line.missing);
  }

  onPayload(listener: (bytes: Uint8Array, origin: PayloadOrigin) => void): Unsubscribe {
    return this.#payloads.add(listener);
  }

  onRefused(listener: (code: ReaderRefusalCode) => void): Unsubscribe {
    return this.#refusals.add(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const leave of this.#leave) leave();
    this.#end.abort();
    await this.#watching;
  }

  #opened(): void {
    this.#session += 1;
    this.#sequence = 0;
    this.#framer = new CodeFramer(this.#format);
    this.setState('ready', null);
  }

  #closed(): void {
    this.#deliver(this.#framer.giveUp(true));
    this.setState('absent', 'reader.absent');
  }

  #missing(why: LineMissing): void {
    this.setState('absent', codeOfMissing(why, 'reader.absent'));
  }

  #take(bytes: Uint8Array): void {
    this.#pieces += 1;
    for (const code of this.#framer.push(bytes)) this.#deliver(code);
    if (this.#framer.isUnfinished) this.#watching ??= this.#watchGap();
  }

  /** Ends an unfinished code when nothing has come for `gapMs`. */
  async #watchGap(): Promise<void> {
    while (this.#framer.isUnfinished && !this.#end.signal.aborted) {
      const before = this.#pieces;
      await this.#clock.sleep(this.#gapMs, this.#end.signal).catch(() => undefined);
      // After a stall of this process timers fire before the bytes that have waited meanwhile are read.
      await pendingInput();
      if (this.#pieces === before && !this.#end.signal.aborted) this.#deliver(this.#framer.giveUp());
    }
    this.#watching = null;
  }

  #deliver(code: FramedCode | null): void {
    if (code === null) return;
    if (code.kind === 'refused') {
      this.#refusals.emit(code.code);
      return;
    }
    this.#sequence += 1;
    this.#payloads.emit(code.bytes, { session: this.#session, sequence: this.#sequence, aimId: code.aimId });
  }
}
