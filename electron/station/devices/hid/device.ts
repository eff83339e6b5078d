// One open HID device: its reports in, reports out in the order they were asked for, and the moment it is gone.

import { Listeners } from '../../../../shared/base/listeners.ts';
import type { Unsubscribe } from '../ports.ts';
import type { HidEntry, HidHandle } from './library.ts';

/** An open HID device. Everything may be called after it is gone; then nothing happens. */
export class HidDevice {
  readonly vendorId: number;
  readonly productId: number;
  /** The report descriptor, as `parseReportDescriptor` takes it; null where the system does not show it. */
  readonly descriptor: Uint8Array | null;
  /** Resolves once the device was unplugged or closed. */
  readonly closed: Promise<void>;
  readonly #handle: HidHandle;
  readonly #reports = new Listeners<[Uint8Array]>();
  readonly #gone = Promise.withResolvers<void>();
  #isGone = false;
  /** Writes go one after the other: node-hid hands each to another thread. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(entry: HidEntry, handle: HidHandle, descriptor: Uint8Array | null) {
    this.vendorId = entry.vendorId;
    this.productId = entry.productId;
    this.descriptor = descriptor;
    this.#handle = handle;
    this.closed = this.#gone.promise;
    // An error of reading is how node-hid tells of an unplugging.
    handle.on('error', () => void this.close());
    // Listened to from the start, whether or not anybody wants reports: without a listener node-hid does not notice the unplugging.
    handle.on('data', (report) => {
      if (!this.#isGone) this.#reports.emit(Uint8Array.from(report));
    });
  }

  /** Hears each input report as it came: on Linux and Windows with the report's number first where the device numbers its reports. */
  onReport(listener: (report: Uint8Array) => void): Unsubscribe {
    return this.#reports.add(listener);
  }

  /** Sends an output report, its number (0 if the device has none) first. False if it did not go out. Never rejects. */
  async write(report: Uint8Array): Promise<boolean> {
    return await this.#send(() => this.#handle.write(Buffer.from(report)));
  }

  /** Sends a feature report, its number first. False if the device would not have it. Never rejects. */
  async sendFeature(report: Uint8Array): Promise<boolean> {
    return await this.#send(() => this.#handle.sendFeatureReport(Buffer.from(report)));
  }

  async close(): Promise<void> {
    if (!this.#isGone) {
      this.#isGone = true;
      // A device that is gone cannot be closed properly any more.
      await this.#handle.close().catch(() => undefined);
      this.#gone.resolve();
    }
    await this.closed;
  }

  async #send(work: () => Promise<unknown>): Promise<boolean> {
    const sent = this.#writing.then(async () => {
      if (this.#isGone) return false;
      await work();
      return true;
    }).catch(() => false);
    this.#writing = sent;
    return await sent;
  }
}
