// Gathers what comes out of the ticket printer, and reads the codes that are printed on it.

import { createHash } from 'node:crypto';
import jsQR from 'jsqr';
import type { PrintedPage } from '../../electron/practice/printer/machine.ts';
import type { DossierId } from '../../shared/base/ids.ts';
import { parseReceiptQr } from '../../shared/domain/codes/receipt-qr.ts';

/** A paper with something on it. */
export interface SeenPaper {
  /** SHA-256 of its dots: two papers that look the same have the same. */
  readonly digest: string;
  /** What the code of a receipt says; null for a ticket, or for a piece of a paper. */
  readonly receipt: { readonly dossierId: DossierId; readonly text: string } | null;
}

/** Rows at the lower end of a paper, in which its code stands. */
const ROWS_WITH_CODE = 800;

/** What one page shows; null for white paper, which comes out when a printer is brought back. */
export function lookAt(page: Pick<PrintedPage, 'widthDots' | 'rows' | 'bits'>): SeenPaper | null {
  if (page.bits.every((byte) => byte === 0)) return null;
  const text = readCode(page, 2) ?? readCode(page, 1);
  const receipt = text === null ? null : parseReceiptQr(text);
  return { digest: createHash('sha256').update(page.bits).digest('hex'), receipt: text === null || receipt === null ? null : { dossierId: receipt.dossierId, text } };
}

/** Reads the code with every `step`th dot. */
function readCode({ widthDots, rows, bits }: Pick<PrintedPage, 'widthDots' | 'rows' | 'bits'>, step: number): string | null {
  const first = Math.max(0, rows - ROWS_WITH_CODE);
  const [width, height] = [Math.floor(widthDots / step), Math.floor((rows - first) / step)];
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dot = (first + y * step) * widthDots + x * step;
      if (((bits[dot >> 3] ?? 0) & (0x80 >> (dot & 7))) !== 0) rgba.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return jsQR(rgba, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}
