// Opens the file of a scanned page as pixels.

import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { PagePixels } from './read-page-code.ts';

/** Longest edge that is looked at, in pixels: A4 at 200 dpi and some. Larger ones are looked at smaller, which loses nothing of a code of ours and a lot of time. */
const LONGEST_EDGE = 2400;

/** A JPEG or PNG on white. Throws if it is no picture. */
export async function openPage(bytes: Uint8Array): Promise<PagePixels> {
  const picture = await loadImage(bytes);
  const scale = Math.min(1, LONGEST_EDGE / Math.max(picture.width, picture.height));
  const [width, height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
  const pen = createCanvas(width, height).getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, width, height);
  return { width, height, data: pen.getImageData(0, 0, width, height).data };
}
