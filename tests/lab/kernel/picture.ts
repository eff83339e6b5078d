// A picture for the lab's printer, of dots by chance and the same each time: with every value of a byte, the printer's own commands among them.

import type { PrintJob } from '../../../electron/station/devices/ports.ts';

/** 576 dots wide; `seed` says which of many. */
export function chancePicture(rows: number, seed: number): PrintJob {
  const bits = new Uint8Array(72 * rows);
  // Numbers of Lehmer's row: no picture needs better ones.
  let number = seed;
  for (let at = 0; at < bits.length; at += 1) {
    number = (number * 48_271) % 2_147_483_647;
    bits[at] = number & 0xff;
  }
  // What would be a question, a fence and a reset outside a picture.
  bits.set([0x10, 0x04, 0x01, 0x1d, 0x72, 0x01, 0x1b, 0x40], 1_000);
  return { widthDots: 576, rows, bits };
}
