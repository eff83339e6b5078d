// Draws the program's mark in every size that a package wants: one doorway with its door open, in the colours of the theme.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { SKRSContext2D } from '@napi-rs/canvas';

const ground = '#0b5a66';
const light = '#fff8e7';
const leaf = '#d99a1c';
const knob = '#06333b';

const pngSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;
const icoSizes = [16, 24, 32, 48, 64, 128, 256] as const;

/** The mark on a field of 64 × 64. */
function draw(context: SKRSContext2D): void {
  context.fillStyle = ground;
  context.beginPath();
  context.roundRect(2, 2, 60, 60, 13);
  context.fill();
  // The doorway, round above.
  context.fillStyle = light;
  context.beginPath();
  context.moveTo(15, 54);
  context.lineTo(15, 29);
  context.arc(32, 29, 17, Math.PI, 0);
  context.lineTo(49, 54);
  context.closePath();
  context.fill();
  // The leaf, open towards whoever comes: its far edge is nearer and so longer.
  context.fillStyle = leaf;
  context.beginPath();
  context.moveTo(49, 54);
  context.lineTo(49, 29);
  context.bezierCurveTo(49, 21, 43.5, 14.5, 36, 12.6);
  context.bezierCurveTo(33.8, 17, 33, 22, 33, 29);
  context.lineTo(33, 59.4);
  context.closePath();
  context.fill();
  context.fillStyle = knob;
  context.beginPath();
  context.arc(37.3, 37, 2.3, 0, 2 * Math.PI);
  context.fill();
}

/** The picture of one size, as PNG. */
export async function markPng(size: number): Promise<Buffer> {
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  context.scale(size / 64, size / 64);
  draw(context);
  return canvas.encode('png');
}

/** An icon file of PNG pictures, which Windows reads since Vista. */
export async function markIco(): Promise<Buffer> {
  const pictures = await Promise.all(icoSizes.map(markPng));
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let at = head.length;
  for (const [index, picture] of pictures.entries()) {
    const size = icoSizes[index] ?? 0;
    const entry = 6 + 16 * index;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(picture.length, entry + 8);
    head.writeUInt32LE(at, entry + 12);
    at += picture.length;
  }
  return Buffer.concat([head, ...pictures]);
}

/** Writes every picture into `folder`: N×N as `icons/NxN.png`, all of them in one as `icon.ico`. */
export async function drawIcons(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'icons'), { recursive: true });
  for (const size of pngSizes) await writeFile(path.join(folder, 'icons', `${String(size)}x${String(size)}.png`), await markPng(size));
  await writeFile(path.join(folder, 'icon.ico'), await markIco());
}
