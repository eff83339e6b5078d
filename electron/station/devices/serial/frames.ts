// Frames by a table: start, address, content, sum and end, written, and found again in whatever comes over a line.

/** How frames look; bytes are written in hexadecimal. */
export interface FrameTable {
  readonly start: string;
  readonly end: string;
  readonly address: 'none' | 'byte' | 'digits';
  readonly addressDigits: number;
  readonly checksum: 'none' | 'xor' | 'sum' | 'xor-hex' | 'sum-hex';
  readonly checksumAfterEnd: boolean;
}

/** A frame around some content. */
export function frameOf(table: FrameTable, address: number, content: Uint8Array): Uint8Array {
  const end = bytesOf(table.end);
  const inner = Buffer.concat([addressBytes(table, address), content]);
  const sum = sumOf(table, table.checksumAfterEnd ? Buffer.concat([inner, end]) : inner);
  return Buffer.concat(table.checksumAfterEnd ? [bytesOf(table.start), inner, end, sum] : [bytesOf(table.start), inner, sum, end]);
}

/**
 * Finds the frames of one address in a stream. Their content has always the same length, so a frame is found by looking for all of it at each place; what is part of none
 * is passed over. Keeps less than one frame.
 */
export class FrameFinder {
  readonly #frames: ReadonlyMap<string, number>;
  readonly #length: number;
  #rest = Buffer.alloc(0);

  /** @param contents what the frames hold that are looked for, all of one length */
  constructor(table: FrameTable, address: number, contents: readonly Uint8Array[]) {
    // A frame of another address, or with a wrong sum, equals none of these.
    this.#frames = new Map(contents.map((content, index) => [Buffer.from(frameOf(table, address, content)).toString('latin1'), index]));
    this.#length = frameOf(table, address, contents[0] ?? new Uint8Array(1)).length;
  }

  /** The indices of the contents whose frames have become whole, in the order in which they came. */
  push(bytes: Uint8Array): number[] {
    const all = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
    const found: number[] = [];
    let at = 0;
    while (at + this.#length <= all.length) {
      const index = this.#frames.get(all.toString('latin1', at, at + this.#length));
      if (index !== undefined) found.push(index);
      at += index === undefined ? 1 : this.#length;
    }
    this.#rest = Buffer.from(all.subarray(at));
    return found;
  }

  /** Forgets what is half there: another session has begun. */
  reset(): void {
    this.#rest = Buffer.alloc(0);
  }
}

/** Bytes that are written in hexadecimal. */
export function bytesOf(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

function addressBytes({ address, addressDigits }: FrameTable, value: number): Buffer {
  if (address === 'none') return Buffer.alloc(0);
  return address === 'byte' ? Buffer.of(value & 0xff) : Buffer.from(String(value).padStart(addressDigits, '0').slice(-addressDigits), 'latin1');
}

function sumOf({ checksum }: FrameTable, bytes: Uint8Array): Buffer {
  if (checksum === 'none') return Buffer.alloc(0);
  const sum = bytes.reduce((before, byte) => (checksum.startsWith('xor') ? before ^ byte : (before + byte) & 0xff), 0);
  return checksum.endsWith('-hex') ? Buffer.from(sum.toString(16).toUpperCase().padStart(2, '0'), 'latin1') : Buffer.of(sum);
}
