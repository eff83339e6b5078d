// A picture that no format makes small, as a photo on grainy paper: the same bytes each time.

import { createCanvas } from '@napi-rs/canvas';

/** A PNG of about three bytes a pixel. */
export function noisyPicture(width: number, height: number): Buffer {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  const pixels = pen.createImageData(width, height);
  let state = 1;
  for (let index = 0; index < pixels.data.length; index += 1) {
    // Numerical Recipes' linear congruential generator.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels.data[index] = index % 4 === 3 ? 255 : state >>> 24;
  }
  pen.putImageData(pixels, 0, 0);
  return canvas.toBuffer('image/png');
}
