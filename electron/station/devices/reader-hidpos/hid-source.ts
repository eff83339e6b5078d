// HID POS reports of a USB reader by node-hid. The library is loaded when it is first needed: where libusb or libudev is missing, the reader is absent and
// the station goes on.

import type { DeviceClock } from '../ports.ts';
import type { ReportSink, ReportSource } from './source.ts';

const POS_USAGE_PAGE = 0x8c;
const SCANNER_USAGE = 0x02;

/** What is used of an entry in node-hid's list. */
export interface HidEntry {
  readonly path?: string | undefined;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

/** What is used of an open device. */
export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  close(): Promise<void>;
}

/** What is used of node-hid. */
export interface HidLibrary {
  devices(): Promise<readonly HidEntry[]>;
  open(path: string): Promise<HidHandle>;
}

/** Which of several readers is meant; parts left out fit any. */
export interface HidChoice {
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
  readonly serialNumber?: string | undefined;
}

/** Loads node-hid; null where it cannot run. */
export async function loadHidLibrary(): Promise<HidLibrary | null> {
  try {
    const { default: hid } = await import('node-hid');
    return { devices: async () => await hid.devicesAsync(), open: async (path) => await hid.HIDAsync.open(path, { nonExclusive: true }) };
  } catch {
    // Missing system libraries are the weather of a bare machine: the reader's state says 'absent'.
    return null;
  }
}

export class HidReportSource implements ReportSource {
  readonly #choice: HidChoice;
  readonly #clock: DeviceClock;
  readonly #load: () => Promise<HidLibrary | null>;
  readonly #retryMs: number;

  constructor(choice: HidChoice, clock: DeviceClock, load: () => Promise<HidLibrary | null> = loadHidLibrary, retryMs = 2_000) {
    this.#choice = choice;
    this.#clock = clock;
    this.#load = load;
    this.#retryMs = retryMs;
  }

  async run(sink: ReportSink, signal: AbortSignal): Promise<void> {
    let library: HidLibrary | null = null;
    while (!signal.aborted) {
      library ??= await this.#load();
      const handle = library === null ? null : await this.#find(library);
      if (handle !== null) await this.#read(handle, sink, signal);
      // There is no event for a device being plugged in: it has to be looked for.
      await this.#clock.sleep(this.#retryMs, signal).catch(() => undefined);
    }
  }

  /** Opens the chosen reader; null if there is none or it may not be opened. */
  async #find(library: HidLibrary): Promise<HidHandle | null> {
    try {
      const entry = (await library.devices()).find((one) => this.#fits(one));
      return entry?.path === undefined ? null : await library.open(entry.path);
    } catch {
      // No permission, or unplugged in between: tried again in two seconds, and 'absent' until then.
      return null;
    }
  }

  #fits(entry: HidEntry): boolean {
    const { vendorId, productId, serialNumber } = this.#choice;
    return (
      entry.usagePage === POS_USAGE_PAGE && entry.usage === SCANNER_USAGE &&
      (vendorId === undefined || vendorId === entry.vendorId) &&
      (productId === undefined || productId === entry.productId) &&
      (serialNumber === undefined || serialNumber === entry.serialNumber)
    );
  }

  /** Hands reports on until the device goes away or `signal` is aborted. */
  async #read(handle: HidHandle, sink: ReportSink, signal: AbortSignal): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      handle.on('error', () => resolve());
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    sink.opened();
    handle.on('data', (report) => sink.report(Uint8Array.from(report)));
    if (!signal.aborted) await gone;
    sink.closed();
    // A device that is gone cannot be closed properly any more.
    await handle.close().catch(() => undefined);
  }
}
