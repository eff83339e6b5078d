// A HID device made by this process: the kernel's /dev/uhid takes and gives one `struct uhid_event` with each write and read (linux/uhid.h, packed).

import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';

const DESTROY = 1;
const OPEN = 4;
const CLOSE = 5;
const OUTPUT = 6;
const CREATE2 = 11;
const INPUT2 = 12;
const SET_REPORT = 13;
const SET_REPORT_REPLY = 14;
/** The longest event: its number and what CREATE2 carries. */
const EVENT_BYTES = 4 + 276 + 4_096;
const BUS_USB = 3;

export interface HidIdentity {
  readonly name: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly descriptor: Uint8Array;
}

/** Plugged in from its making to `unplug`. */
export class UhidDevice {
  /** Output reports that programs have sent, with the number of the report at the front. */
  readonly outputs: Uint8Array[] = [];
  /** Feature reports that programs have set, with the number of the report at the front. */
  readonly features: Uint8Array[] = [];
  readonly #file: number;
  readonly #listening: NodeJS.Timeout;
  #openings = 0;

  constructor({ name, vendorId, productId, descriptor }: HidIdentity) {
    // Never blocked: a read that waits in a thread of Node could not be called back.
    this.#file = openSync('/dev/uhid', constants.O_RDWR | constants.O_NONBLOCK);
    const event = Buffer.alloc(EVENT_BYTES);
    event.writeUInt32LE(CREATE2, 0);
    event.write(name, 4, 127, 'utf8');
    event.writeUInt16LE(descriptor.length, 260);
    event.writeUInt16LE(BUS_USB, 262);
    event.writeUInt32LE(vendorId, 264);
    event.writeUInt32LE(productId, 268);
    event.set(descriptor, 280);
    writeSync(this.#file, event);
    this.#listening = setInterval(() => this.#listen(), 5);
  }

  /** True while a program has the device open. */
  get isOpen(): boolean {
    return this.#openings > 0;
  }

  /** Sends one input report, with its number at the front if the descriptor gives numbers. */
  send(report: Uint8Array): void {
    const event = Buffer.alloc(6 + report.length);
    event.writeUInt32LE(INPUT2, 0);
    event.writeUInt16LE(report.length, 4);
    event.set(report, 6);
    writeSync(this.#file, event);
  }

  unplug(): void {
    clearInterval(this.#listening);
    const event = Buffer.alloc(4);
    event.writeUInt32LE(DESTROY, 0);
    writeSync(this.#file, event);
    closeSync(this.#file);
  }

  #listen(): void {
    const event = Buffer.alloc(EVENT_BYTES);
    for (;;) {
      try {
        readSync(this.#file, event);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return;
        throw error;
      }
      const type = event.readUInt32LE(0);
      if (type === OPEN) this.#openings += 1;
      if (type === CLOSE) this.#openings -= 1;
      if (type === SET_REPORT) this.#take(event);
      if (type === OUTPUT) this.outputs.push(Uint8Array.from(event.subarray(4, 4 + event.readUInt16LE(4 + 4_096))));
    }
  }

  /** Takes a feature report and says so: whoever set it waits for that. */
  #take(event: Buffer): void {
    this.features.push(Uint8Array.from(event.subarray(12, 12 + event.readUInt16LE(10))));
    const reply = Buffer.alloc(10);
    reply.writeUInt32LE(SET_REPORT_REPLY, 0);
    reply.writeUInt32LE(event.readUInt32LE(4), 4);
    writeSync(this.#file, reply);
  }
}
