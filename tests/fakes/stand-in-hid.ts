// A machine's HID devices for tests: node-hid's surface, with plugs that a test can pull and rights that it can withhold.

import { EventEmitter } from 'node:events';
import type { HidEntry, HidHandle, HidHindrance, HidLibrary } from '../../electron/station/devices/hid/library.ts';

export class StandInHandle extends EventEmitter implements HidHandle {
  readonly path: string;
  /** Output reports, then feature reports, in hexadecimal. */
  readonly written: string[] = [];
  readonly features: string[] = [];
  isClosed = false;
  refusesWrites = false;

  constructor(path: string) {
    super();
    this.path = path;
  }

  async write(report: Buffer): Promise<void> {
    await this.#take(report, this.written);
  }

  async sendFeatureReport(report: Buffer): Promise<void> {
    await this.#take(report, this.features);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }

  async #take(report: Buffer, list: string[]): Promise<void> {
    await Promise.resolve();
    if (this.refusesWrites) throw new Error('cannot write to HID device');
    list.push(report.toString('hex'));
  }
}

export class StandInHid implements HidLibrary {
  entries: readonly HidEntry[];
  /** Not null: nothing can be opened. */
  hindrance: HidHindrance | null = null;
  /** How often it was asked why. */
  asked = 0;
  listings = 0;
  readonly handles: StandInHandle[] = [];
  readonly descriptors = new Map<string, Uint8Array>();

  constructor(entries: readonly HidEntry[] = []) {
    this.entries = entries;
  }

  devices(): Promise<readonly HidEntry[]> {
    this.listings += 1;
    return Promise.resolve(this.entries);
  }

  open(path: string): Promise<HidHandle> {
    if (this.hindrance !== null) return Promise.reject(new Error('cannot open device'));
    const handle = new StandInHandle(path);
    this.handles.push(handle);
    return Promise.resolve(handle);
  }

  hindranceOf(): Promise<HidHindrance> {
    this.asked += 1;
    return Promise.resolve(this.hindrance ?? 'in-use');
  }

  descriptorOf(path: string): Promise<Uint8Array | null> {
    return Promise.resolve(this.descriptors.get(path) ?? null);
  }
}
