// Sheets of the virtual scanner: drawn each anew, or a few pictures over and over in files that all differ.

import { createHash } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { SheetDrawer } from './sheet-drawer.ts';

const DPI = 75;
const numbers = [1, 2, 3, 4, 5];

function hashOf(bytes: Uint8Array | Uint8ClampedArray): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function picture(jpeg: Uint8Array): Promise<string> {
  const image = await loadImage(Buffer.from(jpeg));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  return hashOf(context.getImageData(0, 0, image.width, image.height).data);
}

async function draw(distinct: number): Promise<{ readonly files: readonly string[]; readonly pictures: readonly string[] }> {
  const sheets = new SheetDrawer(7, distinct);
  const drawn = await Promise.all(numbers.map(async (number) => await sheets.draw(number, DPI, false)));
  return { files: drawn.map(hashOf), pictures: await Promise.all(drawn.map(picture)) };
}

test('every sheet is a picture of its own, unless only a few are asked for', async () => {
  const { files, pictures } = await draw(Infinity);
  expect([new Set(files).size, new Set(pictures).size]).toEqual([5, 5]);
});

test('a few pictures come again and again, each page as a file of its own', async () => {
  const { files, pictures } = await draw(2);
  expect(new Set(files).size).toBe(5);
  expect(new Set(pictures).size).toBe(2);
  expect([pictures[2], pictures[3], pictures[4]]).toEqual([pictures[0], pictures[1], pictures[0]]);
});

test('the same seed gives the same files', async () => {
  expect(await draw(2)).toEqual(await draw(2));
  expect(await draw(Infinity)).toEqual(await draw(Infinity));
});
