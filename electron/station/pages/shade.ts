// A scanned page small and without colour, as far as the measures of a page need it: how dark each dot is by its darkest colour, so that a pale red stamp counts as much as black ink.

import { createCanvas, loadImage } from '@napi-rs/canvas';

/** One byte for each dot, 0 black to 255 white, row by row. An A4 page has about `DOTS_A_MM` of them for each millimetre. */
export interface Shade {
  readonly width: number;
  readonly height: number;
  readonly dots: Uint8Array;
}

/** Longest edge of a shade in dots: about a hundred to the inch of an A4 page, which is enough for a dot of ink and a tenth of a degree. */
const EDGE = 1200;
/** Dots of a shade to a millimetre of an A4 page. */
export const DOTS_A_MM = EDGE / 297;

/** Reads a JPEG or PNG. Throws if it is no picture. */
export async function shadeOf(bytes: Uint8Array): Promise<Shade> {
  const picture = await loadImage(bytes);
  const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const pen = createCanvas(width, height).getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, width, height);
  const { data } = pen.getImageData(0, 0, width, height);
  const dots = new Uint8Array(width * height);
  for (let dot = 0, at = 0; dot < dots.length; dot += 1, at += 4) dots[dot] = Math.min(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255);
  return { width, height, dots };
}
