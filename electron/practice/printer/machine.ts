// The inside of the virtual ticket printer: reads ESC/POS bytes in order and puts dots on paper, as far as it may print at the moment.
// Written from the command tables, and apart from the program's own encoder, so that each proves the other.

/** What came out of the printer between two cuts. Rows from the top, `widthDots / 8` bytes each, highest bit left, 1 is black. */
export interface PrintedPage {
  readonly number: number;
  readonly widthDots: number;
  readonly rows: number;
  readonly bits: Uint8Array;
  /** Rows that came from pictures; the others are paper feed. */
  readonly pictureRows: number;
  readonly printedAt: number;
}

export interface MachineEvents {
  /** False while the printer stands still: asked before every command and every row of a picture. */
  mayPrint(): boolean;
  rowPrinted(): void;
  cut(page: Omit<PrintedPage, 'number' | 'printedAt'>): void;
  /** The paper sensor was asked for in the order of the job. */
  sensorAsked(): void;
  /** 'GS I' or 'GS ( H': the answer as it goes over the wire. */
  textAnswer(bytes: Uint8Array): void;
  changesAsked(isOn: boolean): void;
  /** Bytes that are no command this printer knows. */
  notUnderstood(byte: number): void;
}

const DOTS_PER_LINE = 34;

export class PrinterMachine {
  readonly #widthBytes: number;
  readonly #events: MachineEvents;
  #waiting: Buffer = Buffer.alloc(0);
  #picture: { readonly rowBytes: number; rowsLeft: number } | null = null;
  #paper: Uint8Array[] = [];
  #pictureRows = 0;

  constructor(widthDots: number, events: MachineEvents) {
    this.#widthBytes = widthDots / 8;
    this.#events = events;
  }

  /** Bytes that have come in but not been worked through. */
  get waitingBytes(): number {
    return this.#waiting.length;
  }

  push(bytes: Uint8Array): void {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    this.run();
  }

  /** Goes on as far as bytes and permission reach. */
  run(): void {
    let used = 0;
    while (this.#events.mayPrint()) {
      const rest = this.#waiting.subarray(used);
      const taken = this.#picture === null ? this.#command(rest) : this.#row(rest, this.#picture);
      if (taken === 0) break;
      used += taken;
    }
    this.#waiting = this.#waiting.subarray(used);
  }

  #row(rest: Buffer, picture: { readonly rowBytes: number; rowsLeft: number }): number {
    if (rest.length < picture.rowBytes) return 0;
    const row = new Uint8Array(this.#widthBytes);
    row.set(rest.subarray(0, Math.min(picture.rowBytes, this.#widthBytes)));
    this.#paper.push(row);
    this.#pictureRows += 1;
    picture.rowsLeft -= 1;
    if (picture.rowsLeft === 0) this.#picture = null;
    this.#events.rowPrinted();
    return picture.rowBytes;
  }

  /** Works one command off; 0 if it has not come in whole or may not be done now. */
  #command(rest: Buffer): number {
    const [first, second, third] = rest;
    if (first === undefined) return 0;
    if (first === 0x0a) return this.#feed(DOTS_PER_LINE, 1);
    if (first === 0x00 || first === 0x0d) return 1;
    if (first !== 0x10 && first !== 0x1b && first !== 0x1c && first !== 0x1d) return this.#unknown(first, 1);
    if (second === undefined) return 0;
    if (first === 0x1b && second === 0x40) return 2;
    if (first === 0x1c) return second === 0x2e ? 2 : this.#unknown(second, 2);
    if (third === undefined) return 0;
    if (first === 0x10) return second === 0x04 || second === 0x05 ? 3 : this.#unknown(second, 2);
    if (first === 0x1b) {
      if (second === 0x64) return this.#feed(third * DOTS_PER_LINE, 3);
      if (second === 0x4a) return this.#feed(third, 3);
      return this.#unknown(second, 2);
    }
    return this.#groupCommand(rest, second, third);
  }

  /** Commands that begin with GS. */
  #groupCommand(rest: Buffer, second: number, third: number): number {
    switch (second) {
      case 0x56: return third >= 65 ? (rest.length < 4 ? 0 : this.#cut(rest[3] ?? 0, 4)) : this.#cut(0, 3);
      case 0x72: {
        this.#events.sensorAsked();
        return 3;
      }
      case 0x61: {
        this.#events.changesAsked(third !== 0);
        return 3;
      }
      case 0x49: {
        this.#events.textAnswer(Buffer.from('_Mot Cua practice printer\0', 'latin1'));
        return 3;
      }
      case 0x76: return this.#startPicture(rest);
      case 0x28: return this.#longCommand(rest, third);
      default: return this.#unknown(second, 2);
    }
  }

  #startPicture(rest: Buffer): number {
    if (rest.length < 8) return 0;
    const rowBytes = rest.readUInt16LE(4);
    // Cheap printers read only the low byte of the row count; this one is cheap.
    const rows = rest[6] ?? 0;
    if (rowBytes > 0 && rows > 0) this.#picture = { rowBytes, rowsLeft: rows };
    return 8;
  }

  /** 'GS (': its length stands in the command. Function 48 of 'GS ( H' asks for an answer when this point is printed. */
  #longCommand(rest: Buffer, letter: number): number {
    if (rest.length < 5) return 0;
    const length = 5 + rest.readUInt16LE(3);
    if (rest.length < length) return 0;
    if (letter === 0x48 && rest[5] === 48) this.#events.textAnswer(Buffer.from([0x37, 0x22, ...rest.subarray(7, 11), 0]));
    return length;
  }

  #feed(rows: number, taken: number): number {
    for (let row = 0; row < rows; row += 1) this.#paper.push(new Uint8Array(this.#widthBytes));
    return taken;
  }

  #cut(feed: number, taken: number): number {
    this.#feed(feed, taken);
    if (this.#paper.length > 0) {
      this.#events.cut({ widthDots: this.#widthBytes * 8, rows: this.#paper.length, bits: Buffer.concat(this.#paper), pictureRows: this.#pictureRows });
    }
    this.#paper = [];
    this.#pictureRows = 0;
    return taken;
  }

  #unknown(byte: number, taken: number): number {
    this.#events.notUnderstood(byte);
    return taken;
  }
}
