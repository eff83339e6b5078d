// A cover sheet as a scanner sees it: laid on the glass askew or upside down, grey, with dust, and saved as a JPEG.

import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { PageForPrinter, PrintJob } from '../../electron/station/devices/ports.ts';

/** Dots of a strip to a millimetre, as ticket printers have them. */
const STRIP_DOTS_A_MM = 8;
const A4 = { width: 210, height: 297 } as const;

export interface Laid {
  readonly dpi?: number;
  /** Clockwise, in degrees. */
  readonly turned?: number;
  readonly isGrey?: boolean;
  /** Dust on the glass, and a scratch across the code. */
  readonly isDirty?: boolean;
  /** Lines of words below, as of a paper that peeps out under a strip. */
  readonly hasWriting?: boolean;
}

/** A strip, a page's own code, or nothing, on an A4 sheet as a JPEG. */
export async function scanOf(sheet: PrintJob | PageForPrinter | null, { dpi = 200, turned = 0, isGrey = false, isDirty = false, hasWriting = false }: Laid = {}): Promise<Uint8Array> {
  const canvas = createCanvas(Math.round((dpi * A4.width) / 25.4), Math.round((dpi * A4.height) / 25.4));
  const pen = canvas.getContext('2d');
  pen.fillStyle = isGrey ? '#e6e6e6' : '#f4f2ec';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  // From here on in millimetres of the glass.
  pen.scale(dpi / 25.4, dpi / 25.4);
  pen.translate(A4.width / 2, A4.height / 2);
  pen.rotate((turned * Math.PI) / 180);
  pen.translate(-A4.width / 2, -A4.height / 2);
  if (sheet !== null && 'bits' in sheet) {
    const strip = stripOf(sheet);
    const [width, height] = [strip.width / STRIP_DOTS_A_MM, strip.height / STRIP_DOTS_A_MM];
    pen.drawImage(strip, (A4.width - width) / 2, (A4.height - height) / 2, width, height);
  } else if (sheet !== null) {
    const svg = /<svg.*<\/svg>/s.exec(sheet.body)?.[0] ?? '';
    pen.drawImage(await loadImage(Buffer.from(svg.replace('<svg ', '<svg width="1120" height="1120" '))), (A4.width - 56) / 2, 120, 56, 56);
  }
  pen.fillStyle = '#333';
  if (hasWriting) for (let top = 20; top < 280; top += 7) for (let left = 12; left < 60; left += 3) pen.fillRect(left, top, 1.8, 2.4);
  if (isDirty) spoil(pen);
  return await canvas.encode('jpeg', 60);
}

function stripOf({ widthDots, rows, bits }: PrintJob) {
  const strip = createCanvas(widthDots, rows);
  const pen = strip.getContext('2d');
  const picture = pen.createImageData(widthDots, rows);
  for (let dot = 0; dot < widthDots * rows; dot += 1) {
    const isBlack = ((bits[dot >> 3] ?? 0) & (0x80 >> (dot & 7))) !== 0;
    picture.data.set(isBlack ? [40, 40, 40, 255] : [250, 250, 250, 255], dot * 4);
  }
  pen.putImageData(picture, 0, 0);
  return strip;
}

/** Always the same dust. */
function spoil(pen: ReturnType<ReturnType<typeof createCanvas>['getContext']>): void {
  let state = 7;
  const chance = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  pen.fillStyle = '#555';
  for (let speck = 0; speck < 400; speck += 1) pen.fillRect(chance() * A4.width, chance() * A4.height, 0.5, 0.5);
  pen.fillRect(0, A4.height / 2, A4.width, 0.3);
}
