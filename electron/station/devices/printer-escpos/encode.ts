// Pictures as ESC/POS bytes: what is sent to the printer. It never sends text, since printers' code pages do not know Vietnamese.

import type { PrintJob } from '../ports.ts';

const ESC = 0x1b;
const GS = 0x1d;
const DLE = 0x10;
/** Cheap printers read only the low byte of a slice's row count. */
const ROWS_PER_SLICE = 255;
/** Lines between the print head and the knife. */
const LINES_BEFORE_CUT = 4;

/** Which of the printer's four status bytes is asked for. */
export type StatusNumber = 1 | 2 | 3 | 4;

/** Asks for one status byte at once, past everything that waits in the printer. Must never stand inside a picture. */
export function askStatus(number: StatusNumber): Uint8Array {
  return Uint8Array.of(DLE, 0x04, number);
}

/** Switches on the four bytes that a printer sends by itself at each change ("automatic status back"). */
export const SEND_CHANGES = Uint8Array.of(GS, 0x61, 0xff);

/** Asks for the paper sensor in the order of the job: the answer says that everything before it has been worked through. */
export const FENCE = Uint8Array.of(GS, 0x72, 0x01);

/** Ends an error that the printer calls recoverable, and throws away what it still holds: sent only when a person asks for it, since what it held is then never printed. */
export const CLEAR_ERROR = Uint8Array.of(DLE, 0x05, 0x02);

/**
 * One picture from reset to cut.
 * @throws RangeError if the picture's measures contradict each other
 */
export function encodeJob(job: PrintJob): Uint8Array {
  const rowBytes = job.widthDots / 8;
  if (!Number.isInteger(rowBytes) || rowBytes < 1 || rowBytes > 0xffff) throw new RangeError(`a row of ${job.widthDots} dots`);
  if (job.bits.length !== rowBytes * job.rows) throw new RangeError(`${job.rows} rows of ${rowBytes} bytes in ${job.bits.length} bytes`);
  const slices = Math.ceil(job.rows / ROWS_PER_SLICE);
  const parts: Uint8Array[] = [RESET];
  for (let slice = 0; slice < slices; slice += 1) {
    const from = slice * ROWS_PER_SLICE;
    const rows = Math.min(ROWS_PER_SLICE, job.rows - from);
    parts.push(Uint8Array.of(GS, 0x76, 0x30, 0, rowBytes & 0xff, rowBytes >> 8, rows, 0));
    parts.push(job.bits.subarray(from * rowBytes, (from + rows) * rowBytes));
  }
  parts.push(FEED_AND_CUT);
  return Buffer.concat(parts);
}

/**
 * Brings a printer back that may still wait for the rest of a picture: white rows enough to fill the longest slice (outside a picture a printer
 * ignores them), then whatever came out is cut off, so that the next job starts on its own paper.
 */
export function encodeRecovery(widthDots: number): Uint8Array {
  return Buffer.concat([new Uint8Array((widthDots / 8) * ROWS_PER_SLICE), RESET, FEED_AND_CUT]);
}

/** Reset, then leave Chinese character mode, in which some printers wake up. */
const RESET = Uint8Array.of(ESC, 0x40, 0x1c, 0x2e);
const FEED_AND_CUT = Uint8Array.of(ESC, 0x64, LINES_BEFORE_CUT, GS, 0x56, 0x01);
