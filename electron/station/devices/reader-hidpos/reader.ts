// A barcode reader in HID POS mode: reports from any source become whole payloads, or a refusal that says why not.

import { setImmediate as pendingInput } from 'node:timers/promises';
import { Listeners } from '../../../../shared/base/listeners.ts';
import type { BarcodeReader, DeviceClock, PayloadOrigin, ReaderRefusalCode, Unsubscribe } from '../ports.ts';
import { DeviceDriver } from '../ports.ts';
import { PosReportAssembler, type AssembledCode } from './assembler.ts';
import type { ReportSource } from './source.ts';

/** Reports of one code follow each other within a few milliseconds. */
const GAP_MS = 300;

export class HidPosReader extends DeviceDriver implements BarcodeReader {
  readonly #clock: DeviceClock;
  readonly #gapMs: number;
  readonly #payloads = new Listeners<[Uint8Array, PayloadOrigin]>();
  readonly #refusals = new Listeners<[ReaderRefusalCode]>();
  /** A new one for each session: nothing from before an unplugging is joined to what comes after. */
  #assembler = new PosReportAssembler();
  readonly #end = new AbortController();
  readonly #running: Promise<void>;
  #session = 0;
  #sequence = 0;
  #reports = 0;
  #isWatching = false;

  constructor(source: ReportSource, clock: DeviceClock, gapMs = GAP_MS) {
    super(clock, 'absent', 'reader.absent');
    this.#clock = clock;
    this.#gapMs = gapMs;
    this.#running = source.run(
      {
        opened: (layouts) => {
          this.#assembler = new PosReportAssembler(layouts);
          this.#session += 1;
          this.#sequence = 0;
          this.setState('ready', null);
        },
        report: (bytes) => this.#take(bytes),
        closed: () => {
          this.#deliver(this.#assembler.giveUp(true));
          this.setState('absent', 'reader.absent');
        },
        missing: (why) => this.setState('absent', why),
      },
      this.#end.signal,
    );
  }

  onPayload(listener: (bytes: Uint8Array, origin: PayloadOrigin) => void): Unsubscribe {
    return this.#payloads.add(listener);
  }

  onRefused(listener: (code: ReaderRefusalCode) => void): Unsubscribe {
    return this.#refusals.add(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  #take(report: Uint8Array): void {
    this.#reports += 1;
    this.#deliver(this.#assembler.push(report));
    if (this.#assembler.isUnfinished && !this.#isWatching) void this.#watchGap();
  }

  /** Gives an unfinished message up when no report has come for `gapMs`. */
  async #watchGap(): Promise<void> {
    this.#isWatching = true;
    while (this.#assembler.isUnfinished && !this.#end.signal.aborted) {
      const before = this.#reports;
      await this.#clock.sleep(this.#gapMs, this.#end.signal).catch(() => undefined);
      // After a stall of this process timers fire before the reports that have waited meanwhile are read.
      await pendingInput();
      if (this.#reports === before) this.#deliver(this.#assembler.giveUp());
    }
    this.#isWatching = false;
  }

  #deliver(code: AssembledCode | null): void {
    if (code === null) return;
    if (code.kind === 'refused') {
      this.#refusals.emit(code.code);
      return;
    }
    this.#sequence += 1;
    this.#payloads.emit(code.bytes, { session: this.#session, sequence: this.#sequence, aimId: code.aimId });
  }
}
