// Makes a scanned page small enough to be looked at in passing: a JPEG that a window gets in one piece.

import { createCanvas, loadImage } from '@napi-rs/canvas';

/** Most bytes of a preview. */
export const MAX_PREVIEW_BYTES = 200 * 1024;

/** Longest edge in pixels and JPEG quality, tried until the result is small enough. Text of an A4 page can be read at the first. */
const TRIES = [[1200, 75], [1000, 60], [800, 50], [500, 40], [300, 30]] as const;

/** Draws a JPEG or PNG small, on white. Throws if it is no picture. */
export async function drawPreview(bytes: Uint8Array): Promise<Uint8Array> {
  const picture = await loadImage(bytes);
  for (const [edge, quality] of TRIES) {
    const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
    const canvas = createCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const jpeg = await canvas.encode('jpeg', quality);
    if (jpeg.length <= MAX_PREVIEW_BYTES) return jpeg;
  }
  throw new Error('the picture does not become small');
}
