// The line to a printer on USB under Linux: the kernel's own printer device, opened for both ways.
//
// The kernel gives no event for such a device that this program could wait for, so it is read every few ms while an answer is expected and a few times a second otherwise; each read returns at once.

import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { Listeners } from '../../../../shared/base/listeners.ts';
import type { DeviceClock, PrinterCode } from '../ports.ts';
import type { OpenPrinterLine, PrinterLine } from './line.ts';
import { findLpDevice, type LpFolders, type LpWanted } from './lp-devices.ts';

/** Between two looks, in ms: as long as an answer may be due, and otherwise. */
const QUICK_MS = 5;
const IDLE_MS = 200;
/** So long after the last byte went out an answer is due, in ms. */
const ATTENTIVE_MS = 3_000;
/** What the kernel passes on in one transfer. */
const MOST_BYTES = 8_192;
/** What a printer leaves alone. The kernel takes it only when it has passed on all that was before it. */
const NOTHING = Uint8Array.of(0);

const REFUSALS: Readonly<Record<string, PrinterCode>> = { EACCES: 'printer.not-allowed', EPERM: 'printer.not-allowed', EBUSY: 'printer.in-use' };

/** Lines to the USB printer that is wanted, wherever it is plugged in at the moment. `folders` is for tests. */
export function lpLine(wanted: LpWanted, folders?: LpFolders): OpenPrinterLine {
  return async (_ms, clock, signal) => {
    const file = await findLpDevice(wanted, folders);
    if (file === null || signal.aborted) return 'printer.absent';
    try {
      return new LpLine(await open(file, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY), clock);
    } catch (error) {
      return REFUSALS[codeOf(error)] ?? 'printer.absent';
    }
  };
}

class LpLine implements PrinterLine {
  readonly closed: Promise<void>;
  readonly #file: FileHandle;
  readonly #clock: DeviceClock;
  readonly #data = new Listeners<[Uint8Array]>();
  readonly #end = new AbortController();
  #writing: Promise<boolean> = Promise.resolve(true);
  #attentiveUntil = 0;
  /** Ends the pause between two looks. */
  #hurry = new AbortController();

  constructor(file: FileHandle, clock: DeviceClock) {
    this.#file = file;
    this.#clock = clock;
    this.closed = this.#run();
  }

  get isOpen(): boolean {
    return !this.#end.signal.aborted;
  }

  onData(listener: (chunk: Uint8Array) => void): void {
    this.#data.add(listener);
  }

  async write(bytes: Uint8Array): Promise<boolean> {
    this.#writing = this.#writing.then(async () => await this.#writeAll(bytes));
    return await this.#writing;
  }

  async close(ms: number): Promise<void> {
    const over = new AbortController();
    await Promise.race([this.write(NOTHING), this.closed, this.#pause(ms, over.signal)]);
    over.abort();
    this.drop();
    await this.closed;
  }

  drop(): void {
    this.#end.abort();
  }

  async #run(): Promise<void> {
    // Not within the constructor: nobody listens yet.
    await Promise.resolve();
    await this.#readOn();
    this.#end.abort();
    await this.#writing;
    await this.#file.close().catch(() => undefined);
  }

  /** Reads until the device is gone or the line is ended. */
  async #readOn(): Promise<void> {
    const buffer = Buffer.alloc(256);
    while (this.isOpen) {
      let length = 0;
      try {
        ({ bytesRead: length } = await this.#file.read(buffer, 0, buffer.length, null));
      } catch (error) {
        const code = codeOf(error);
        // A printer of one direction cannot be read from at all (EINVAL); it is noticed to be gone when something is written.
        if (code !== 'EAGAIN' && code !== 'EINVAL') return;
      }
      if (length > 0) this.#data.emit(Uint8Array.from(buffer.subarray(0, length)));
      else await this.#look();
    }
  }

  async #look(): Promise<void> {
    this.#hurry = new AbortController();
    const ms = this.#clock.monotonic() < this.#attentiveUntil ? QUICK_MS : IDLE_MS;
    await this.#pause(ms, AbortSignal.any([this.#hurry.signal, this.#end.signal]));
  }

  async #writeAll(bytes: Uint8Array): Promise<boolean> {
    this.#attentiveUntil = this.#clock.monotonic() + ATTENTIVE_MS;
    this.#hurry.abort();
    let rest = bytes;
    while (rest.length > 0) {
      if (!this.isOpen) return false;
      try {
        const { bytesWritten } = await this.#file.write(rest, 0, Math.min(rest.length, MOST_BYTES), null);
        rest = rest.subarray(bytesWritten);
        this.#attentiveUntil = this.#clock.monotonic() + ATTENTIVE_MS;
      } catch (error) {
        if (codeOf(error) !== 'EAGAIN') {
          this.#end.abort();
          return false;
        }
        await this.#pause(QUICK_MS, this.#end.signal);
      }
    }
    return true;
  }

  async #pause(ms: number, stop: AbortSignal): Promise<void> {
    await this.#clock.sleep(ms, stop).catch(() => undefined);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
