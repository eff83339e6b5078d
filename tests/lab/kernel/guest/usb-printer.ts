// A receipt printer on the inner end of a printer gadget: takes a job apart command by command as it comes, keeps its pictures, and answers.

import { createHash } from 'node:crypto';
import { DeviceFile } from './device-file.ts';
import { UsbGadget, type UsbIdentity } from './gadget.ts';

/** Where the kernel gives the gadget's bytes out. */
const FILE = '/dev/g_printer0';
/** Answers to the four questions, by Epson's table for DLE EOT. */
const FINE = [0x12, 0x12, 0x12, 0x12] as const;
const OUT_OF_PAPER = [0x1a, 0x32, 0x12, 0x7e] as const;
/** Lengths of the commands that are known here, by their first two bytes in hexadecimal. */
const LENGTHS: Readonly<Record<string, number>> = { '1004': 3, '1005': 3, '1b40': 2, '1b64': 3, '1c2e': 2, '1d56': 3, '1d61': 3, '1d72': 3, '1d76': 8 };

export class UsbPrinter {
  /** SHA-256 of each job's picture bytes between two cuts. */
  readonly pictures: string[] = [];
  /** Commands that are not known here, the first ten of them. */
  readonly odd: string[] = [];
  /** How many questions were answered. */
  answers = 0;
  hasPaper = true;
  /** After so many bytes of a picture no more are taken. */
  stopsAfter = Number.POSITIVE_INFINITY;
  readonly #gadget: UsbGadget;
  #file: DeviceFile | null = null;
  #waiting: Buffer = Buffer.alloc(0);
  #picture: Buffer[] = [];
  #left = 0;
  #taken = 0;

  constructor(identity: UsbIdentity) {
    // Two buffers of 8 KB: what a real printer holds, and less than a ticket.
    this.#gadget = new UsbGadget('printer.0', identity, { pnp_string: `MFG:Lab;MDL:${identity.product};CLS:PRINTER;`, q_len: '2' });
  }

  /** True once a picture has come to `stopsAfter`. */
  get isStopped(): boolean {
    return this.#taken >= this.stopsAfter;
  }

  async plug(): Promise<void> {
    this.#gadget.plug();
    [this.#waiting, this.#picture, this.#left, this.#taken] = [Buffer.alloc(0), [], 0, 0];
    this.#file = await DeviceFile.open(FILE, (bytes) => this.#take(bytes), () => !this.isStopped);
  }

  unplug(): void {
    this.#file?.close();
    this.#gadget.unplug();
  }

  #take(bytes: Uint8Array): void {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    for (;;) {
      const length = this.#left > 0 ? this.#dots() : this.#command();
      if (length === 0) return;
      this.#waiting = this.#waiting.subarray(length);
    }
  }

  #dots(): number {
    const dots = this.#waiting.subarray(0, this.#left);
    this.#picture.push(dots);
    this.#left -= dots.length;
    this.#taken += dots.length;
    return dots.length;
  }

  /** Works off one command and gives its length; 0 if it has not come whole. */
  #command(): number {
    const [first, second] = this.#waiting;
    if (first === undefined) return 0;
    // Between commands a printer leaves this alone.
    if (first === 0) return 1;
    if (second === undefined) return 0;
    const name = this.#waiting.toString('hex', 0, 2);
    const length = LENGTHS[name];
    if (length === undefined && this.odd.length < 10) this.odd.push(name);
    if (length === undefined) return 1;
    if (this.#waiting.length < length) return 0;
    const argument = this.#waiting[2] ?? 0;
    if (name === '1004') this.#answer((this.hasPaper ? FINE : OUT_OF_PAPER)[argument - 1] ?? 0x12);
    if (name === '1d61') this.#answer(0x10, 0, 0, 0);
    if (name === '1d72') this.#answer(0);
    if (name === '1d76') this.#left = this.#waiting.readUInt16LE(4) * this.#waiting.readUInt16LE(6);
    if (name === '1d56') this.#cut();
    return length;
  }

  #cut(): void {
    if (this.#picture.length > 0) this.pictures.push(createHash('sha256').update(Buffer.concat(this.#picture)).digest('hex'));
    [this.#picture, this.#taken] = [[], 0];
  }

  #answer(...bytes: readonly number[]): void {
    this.answers += 1;
    void this.#file?.write(Uint8Array.from(bytes));
  }
}
