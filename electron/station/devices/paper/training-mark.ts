// Marks a finished strip as one of training: a black band with the words at its head and its foot, and the words across all of it, so thin that letters beneath stay readable, and never over a code.

import { createCanvas } from '@napi-rs/canvas';
import type { PrintJob } from '../ports.ts';
import { toDots } from './dots.ts';
import { fontOf } from './fonts.ts';
import type { DrawnStrip } from './sheet.ts';

/** Of the words across the paper every so many dots in both directions are printed. */
const THIN = 4;
const TILT = -Math.PI / 7;

/** The strip with its marks, longer by the two bands. Fonts must be loaded. */
export function markedForTraining({ widthDots, rows, bits, codes }: DrawnStrip, words: string): PrintJob {
  const band = bandOf(widthDots, words);
  const across = acrossOf(widthDots, rows, words);
  const rowBytes = widthDots / 8;
  const isCode = (row: number): boolean => codes.some(({ top, rows: long }) => row >= top && row < top + long);
  const marked = new Uint8Array((band.rows * 2 + rows) * rowBytes);
  marked.set(band.bits, 0);
  bits.forEach((byte, index) => {
    const row = Math.floor(index / rowBytes);
    marked[band.bits.length + index] = byte | (row % THIN === 0 && !isCode(row) ? (across[index] ?? 0) & 0b1000_1000 : 0);
  });
  marked.set(band.bits, band.bits.length + bits.length);
  return { widthDots, rows: band.rows * 2 + rows, bits: marked };
}

function bandOf(widthDots: number, words: string): PrintJob {
  const height = Math.round(widthDots / 8);
  const canvas = createCanvas(widthDots, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#000';
  context.fillRect(0, 0, widthDots, height);
  context.fillStyle = '#fff';
  context.textAlign = 'center';
  context.font = fontOf(height * 0.6, 800);
  context.fillText(words, widthDots / 2, height * 0.74, widthDots - 16);
  return toDots(context.getImageData(0, 0, widthDots, height));
}

function acrossOf(widthDots: number, rows: number, words: string): Uint8Array {
  const canvas = createCanvas(widthDots, Math.max(1, rows));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  context.textAlign = 'center';
  context.font = fontOf(widthDots / 7, 800);
  for (let y = widthDots / 2; y < rows + widthDots / 4; y += widthDots * 0.75) {
    context.save();
    context.translate(widthDots / 2, y);
    context.rotate(TILT);
    context.fillText(words, 0, 0);
    context.restore();
  }
  return toDots(context.getImageData(0, 0, canvas.width, canvas.height)).bits;
}
