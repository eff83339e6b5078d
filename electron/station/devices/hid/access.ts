// All HID devices of this machine, found by what they are and never by path: one list for every driver, and no device given to two of them.

import type { DeviceClock } from '../ports.ts';
import { HidDevice } from './device.ts';
import { loadHidLibrary, type HidEntry, type HidHindrance, type HidLibrary } from './library.ts';

/** What kind of device is looked for, and which of several is meant: parts left out fit any. */
export interface HidChoice {
  /** Top collections that will do, each a usage page with a usage. */
  readonly usages: readonly { readonly usagePage: number; readonly usage: number }[];
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
  readonly serialNumber?: string | undefined;
}

/** Why there is no device: none is plugged in, it is there and cannot be used, or this machine lacks the libraries that HID needs. */
export type HidMissing = HidHindrance | 'no-library';
export type HidFinding = { readonly kind: 'open'; readonly device: HidDevice } | { readonly kind: HidMissing };

/** What a driver hears of its device: missing any number of times, then opened, closed, and so on. */
export interface HidWatcher {
  /** Called in the turn in which the device was opened: a listener added here misses no report. */
  opened(device: HidDevice): void;
  closed(): void;
  missing(why: HidMissing): void;
}

export class HidAccess {
  readonly #clock: DeviceClock;
  readonly #load: () => Promise<HidLibrary | null>;
  readonly #retryMs: number;
  readonly #followed = new Set<HidChoice>();
  readonly #taken = new Set<string>();
  #library: HidLibrary | null = null;
  #listing: Promise<readonly HidEntry[]> | null = null;

  constructor(clock: DeviceClock, load: () => Promise<HidLibrary | null> = loadHidLibrary, retryMs = 2_000) {
    this.#clock = clock;
    this.#load = load;
    this.#retryMs = retryMs;
  }

  /** Keeps looking for the chosen device until `signal` is aborted, then closes it and resolves; never rejects. */
  async follow(choice: HidChoice, watcher: HidWatcher, signal: AbortSignal): Promise<void> {
    this.#followed.add(choice);
    while (!signal.aborted) {
      const found = await this.find(choice);
      if (found.kind === 'open') await this.#attend(found.device, watcher, signal);
      else watcher.missing(found.kind);
      // There is no event for a device being plugged in: it has to be looked for.
      await this.#clock.sleep(this.#retryMs, signal).catch(() => undefined);
    }
    this.#followed.delete(choice);
  }

  /**
   * Looks once and opens the first device that fits, is nobody's yet and is not meant by a narrower choice that is being followed. Never rejects.
   * Whoever gets a device closes it.
   */
  async find(choice: HidChoice): Promise<HidFinding> {
    this.#library ??= await this.#load();
    const library = this.#library;
    if (library === null) return { kind: 'no-library' };
    let why: HidMissing = 'absent';
    for (const entry of await this.#list(library)) {
      const { path } = entry;
      // Asked anew for each: others may have taken one while this choice tried another.
      if (path === undefined || this.#taken.has(path) || !fits(choice, entry) || this.#isMeantByAnother(choice, entry)) continue;
      this.#taken.add(path);
      const device = await openDevice(library, entry, path);
      if (device !== null) {
        void device.closed.then(() => this.#taken.delete(path));
        return { kind: 'open', device };
      }
      this.#taken.delete(path);
      if (why === 'absent') why = await library.hindranceOf(path);
    }
    return { kind: why };
  }

  /** What is plugged in now, opened by whomever; null where this machine lacks the libraries. */
  async entries(): Promise<readonly HidEntry[] | null> {
    this.#library ??= await this.#load();
    return this.#library === null ? null : await this.#list(this.#library);
  }

  async #attend(device: HidDevice, watcher: HidWatcher, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return await device.close();
    const end = (): void => void device.close();
    signal.addEventListener('abort', end, { once: true });
    watcher.opened(device);
    await device.closed;
    signal.removeEventListener('abort', end);
    watcher.closed();
  }

  /** One listing serves all who ask while it is being made. */
  async #list(library: HidLibrary): Promise<readonly HidEntry[]> {
    this.#listing ??= library
      .devices()
      .catch(() => [])
      .finally(() => (this.#listing = null));
    return await this.#listing;
  }

  /** A counter that takes any reader must not take the one that another counter names by its serial number. */
  #isMeantByAnother(choice: HidChoice, entry: HidEntry): boolean {
    return [...this.#followed].some((other) => other !== choice && narrowness(other) > narrowness(choice) && fits(other, entry));
  }
}

async function openDevice(library: HidLibrary, entry: HidEntry, path: string): Promise<HidDevice | null> {
  const descriptor = await library.descriptorOf(path);
  const handle = await library.open(path).catch(() => null);
  return handle === null ? null : new HidDevice(entry, handle, descriptor);
}

function fits(choice: HidChoice, entry: HidEntry): boolean {
  return (
    choice.usages.some(({ usagePage, usage }) => usagePage === entry.usagePage && usage === entry.usage) &&
    (choice.vendorId === undefined || choice.vendorId === entry.vendorId) &&
    (choice.productId === undefined || choice.productId === entry.productId) &&
    (choice.serialNumber === undefined || choice.serialNumber === entry.serialNumber)
  );
}

function narrowness(choice: HidChoice): number {
  return [choice.vendorId, choice.productId, choice.serialNumber].filter((part) => part !== undefined).length;
}
