// Counts what a write-ahead log holds behind the place where SQLite stops reading it. SQLite leaves that out in silence, as after a power failure in the middle of a commit; but under FULL
// no commit begins before the one before it is on the disk, so what is whole behind the stop was acknowledged once. (Layout: sqlite.org/fileformat2.html#the_write_ahead_log)

import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** The frames of one generation of the log, from the first on; `commits` are the places, from 1, of those that end a transaction. */
export interface WalFrames {
  readonly isHeaderWhole: boolean;
  readonly commits: readonly number[];
}

/** Reads headers only, none of which is encrypted. Null where there is no log. To be called before SQLite opens it. */
export function readWalFrames(file: string): WalFrames | null {
  if (!existsSync(file)) return null;
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    if (size < HEADER_BYTES + FRAME_HEADER_BYTES) return null;
    const read = (at: number, length: number): Buffer => {
      const bytes = Buffer.alloc(length);
      readSync(descriptor, bytes, 0, length, at);
      return bytes;
    };
    const header = read(0, HEADER_BYTES);
    const isHeaderWhole = isWhole(header);
    // The page size of a header that is not whole may be what changed: ours is always this.
    const frameBytes = FRAME_HEADER_BYTES + (isHeaderWhole ? header.readUInt32BE(8) : 4096);
    // A log is written over from its beginning, under new salts: with the header's, or the first frame's, this generation ends.
    const salts = isHeaderWhole ? header.subarray(16, 24) : read(HEADER_BYTES + 8, 8);
    const commits: number[] = [];
    for (let place = 1; HEADER_BYTES + place * frameBytes <= size; place += 1) {
      const frame = read(HEADER_BYTES + (place - 1) * frameBytes, FRAME_HEADER_BYTES);
      if (frame.subarray(8, 16).equals(salts) && frame.readUInt32BE(4) !== 0) commits.push(place);
    }
    return { isHeaderWhole, commits };
  } finally {
    closeSync(descriptor);
  }
}

/** Commits behind the `read` frames that SQLite has found whole: none in order; one may be the commit in which the power failed; more were acknowledged, and are lost. */
export function commitsBehind({ commits }: WalFrames, read: number): number {
  return commits.filter((place) => place > read).length;
}

/** The checksum of the first 24 bytes, over big- or little-endian words by the last bit of the magic number. */
function isWhole(header: Buffer): boolean {
  const magic = header.readUInt32BE(0);
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return false;
  const word = (at: number): number => (magic === 0x377f0683 ? header.readUInt32BE(at) : header.readUInt32LE(at));
  let [first, second] = [0, 0];
  for (let at = 0; at < 24; at += 8) {
    first = (first + word(at) + second) >>> 0;
    second = (second + word(at + 4) + first) >>> 0;
  }
  return first === header.readUInt32BE(24) && second === header.readUInt32BE(28);
}
