// Turns a picture in colours into the black and white dots of a thermal printer.

import type { PrintJob } from '../ports.ts';

/** Below this brightness a dot is black. There is no dithering: it would make letters and codes ragged. */
const THRESHOLD = 150;

/** RGBA bytes, opaque, of a width that is a multiple of 8. */
export function toDots(picture: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }): PrintJob {
  const { width, height, data } = picture;
  const bits = new Uint8Array((width / 8) * height);
  for (let dot = 0; dot < width * height; dot += 1) {
    const at = dot * 4;
    const brightness = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    if (brightness < THRESHOLD) bits[dot >> 3] = (bits[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
  }
  return { widthDots: width, rows: height, bits };
}
