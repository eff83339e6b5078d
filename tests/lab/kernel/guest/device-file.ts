// The inner end of a gadget: a file of the kernel that is read and written without ever waiting in it, so that it can be closed before the gadget is unplugged.

import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** More than a gadget keeps: kernel 6.1's printer forgets at unplugging that a buffer was read in part, and uses it again after it has freed it. */
const ALL_BYTES = 65_536;

export class DeviceFile {
  readonly #file: number;
  readonly #listening: NodeJS.Timeout;
  readonly #hear: (bytes: Uint8Array) => void;
  readonly #wants: () => boolean;
  readonly #buffer = Buffer.alloc(ALL_BYTES);
  #isOpen = true;

  private constructor(file: number, hear: (bytes: Uint8Array) => void, wants: () => boolean) {
    this.#file = file;
    this.#hear = hear;
    this.#wants = wants;
    this.#listening = setInterval(() => this.#read(), 5);
  }

  /**
   * Opens the file once the kernel's USB host has taken the gadget up: before that it is not there, or says that it is no device.
   * @param hear gets what the other side has sent, cut as the kernel cuts it
   * @param wants asked before each reading: what is not read stays with the kernel, which at last takes no more
   */
  static async open(file: string, hear: (bytes: Uint8Array) => void, wants: () => boolean = () => true): Promise<DeviceFile> {
    for (const end = performance.now() + 30_000; ; await delay(10)) {
      try {
        return new DeviceFile(openSync(file, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY), hear, wants);
      } catch (error) {
        if (performance.now() > end || !['ENODEV', 'ENOENT', 'ENXIO'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      }
    }
  }

  /** Hands all bytes to the kernel. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let sent = 0; sent < bytes.length && this.#isOpen; ) {
      const now = tried(() => writeSync(this.#file, bytes, sent));
      if (now === null) await delay(2);
      else sent += now;
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    clearInterval(this.#listening);
    closeSync(this.#file);
  }

  #read(): void {
    while (this.#isOpen && this.#wants()) {
      const length = tried(() => readSync(this.#file, this.#buffer)) ?? 0;
      if (length === 0) return;
      this.#hear(Uint8Array.from(this.#buffer.subarray(0, length)));
    }
  }
}

/** Null where the kernel has nothing to give or no room at the moment. */
function tried(work: () => number): number | null {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw error;
  }
}
