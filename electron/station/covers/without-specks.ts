// Takes dust and scratches off a scanned page before a code is looked for: dark things thinner than a code's modules vanish, everything larger stays as it was (a morphological closing of the brightness).

import type { PagePixels } from './read-page-code.ts';

/** Half the width of what vanishes, in dots: 5 dots are 0.6 mm at 200 dpi, and the smallest module of a cover sheet is 0.75 mm. */
const REACH = 2;

/** The page in grey, without what is thinner than five dots. */
export function withoutSpecks({ width, height, data }: PagePixels): PagePixels {
  const grey = new Uint8Array(width * height);
  for (let dot = 0, at = 0; dot < grey.length; dot += 1, at += 4) grey[dot] = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 151 + (data[at + 2] ?? 0) * 28) >> 8;
  const other = new Uint8Array(grey.length);
  spread(grey, other, width, height, 1, true);
  spread(other, grey, width, height, width, true);
  spread(grey, other, width, height, 1, false);
  spread(other, grey, width, height, width, false);
  const pixels = new Uint8ClampedArray(data.length).fill(255);
  for (let dot = 0, at = 0; dot < grey.length; dot += 1, at += 4) pixels[at] = pixels[at + 1] = pixels[at + 2] = grey[dot] ?? 0;
  return { width, height, data: pixels };
}

/** The brightest (or darkest) of the dots within reach along a row (step 1) or a column (step `width`). */
function spread(from: Uint8Array, to: Uint8Array, width: number, height: number, step: number, isBright: boolean): void {
  const isRow = step === 1;
  const [lines, length, lineStep] = isRow ? [height, width, width] : [width, height, 1];
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep;
    for (let place = 0; place < length; place += 1) {
      const first = Math.max(0, place - REACH);
      const last = Math.min(length - 1, place + REACH);
      let best = from[start + first * step] ?? 0;
      for (let near = first + 1; near <= last; near += 1) {
        const value = from[start + near * step] ?? 0;
        if (isBright ? value > best : value < best) best = value;
      }
      to[start + place * step] = best;
    }
  }
}
