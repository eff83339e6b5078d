// The QR picture can be read by a reader, and leaves it the quiet zone that it needs.

import jsQR from 'jsqr';
import { expect, test } from 'vitest';
import { qrPath } from './qr-picture.tsx';

const MODULE_PX = 6;

/** Paints the path's unit squares as a reader's camera would see them. */
function paint(text: string): { readonly pixels: Uint8ClampedArray; readonly width: number } {
  const { size, path } = qrPath(text);
  const width = size * MODULE_PX;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let y = 0; y < MODULE_PX; y += 1) {
      for (let x = 0; x < MODULE_PX; x += 1) {
        const at = ((Number(row) * MODULE_PX + y) * width + Number(column) * MODULE_PX + x) * 4;
        pixels.fill(0, at, at + 3);
      }
    }
  }
  return { pixels, width };
}

test.each(['MC1:0192A00000047000800000000000000C:T149-K1-000012-C', 'MC1:0192A00000047000800000000000000C:H26.149-261124-0012', 'Tra cứu hồ sơ'])('%s can be read back', (text) => {
  const { pixels, width } = paint(text);
  expect(jsQR(pixels, width, width)?.data).toBe(text);
});

test('four modules on each side stay white', () => {
  const { size, path } = qrPath('MC1:0192A00000047000800000000000000C:T149-K1-000012-C');
  const places = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, column, row]) => [Number(column), Number(row)]);
  expect([Math.min(...places), Math.max(...places)]).toEqual([4, size - 5]);
});
