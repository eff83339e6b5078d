// The QR picture can be read by a reader, and leaves it the quiet zone that it needs.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import jsQR from 'jsqr';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { parsePaperTexts } from '../../electron/station/devices/paper/texts.ts';
import { catalogueFileSchema } from '../../shared/contract/catalogue-file.ts';
import { bytesOf, SCREEN_CODES, takeHomeCodes } from '../../shared/domain/procedure/take-home.ts';
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

describe('the codes of procedures, on the smallest screen as large as it shows them', () => {
  /** Pixels from edge to edge of the code with its border at 1366×768, as the kiosk lays the page out. */
  const SHOWN_PX = 420;
  const resources = path.join(import.meta.dirname, '../../resources');
  const words = parsePaperTexts(readFileSync(path.join(resources, 'texts/paper.vi.json'), 'utf8'));
  const { procedures, asOf } = catalogueFileSchema.parse(JSON.parse(readFileSync(path.join(resources, 'catalogue/procedures.json'), 'utf8')));
  const codes = procedures.flatMap(({ code, name, papers, level, timeLimit, feeText }) => takeHomeCodes({ code, name, papers, isElsewhere: level === 'other', caseName: '', time: timeLimit.text, fee: feeText, where: '', hours: '', asOf }, words, SCREEN_CODES).texts);

  beforeAll(async () => {
    await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer }, fireImmediately: true });
  });

  /** What a camera sees of it: modules that are no whole number of pixels wide. */
  function shown(text: string): { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray; readonly modules: number } {
    const { size, path: drawn } = qrPath(text, 'L');
    const dark = new Uint8Array(size * size);
    for (const [, column, row] of drawn.matchAll(/M(\d+) (\d+)h/g)) dark[Number(row) * size + Number(column)] = 1;
    const data = new Uint8ClampedArray(SHOWN_PX * SHOWN_PX * 4).fill(255);
    for (let y = 0; y < SHOWN_PX; y += 1) {
      for (let x = 0; x < SHOWN_PX; x += 1) {
        const at = (y * SHOWN_PX + x) * 4;
        if (dark[Math.floor((y * size) / SHOWN_PX) * size + Math.floor((x * size) / SHOWN_PX)] === 1) data[at] = data[at + 1] = data[at + 2] = 0;
      }
    }
    return { width: SHOWN_PX, height: SHOWN_PX, data, modules: size - 8 };
  }

  test('the longest of all, and some of the others, are read back word for word', async () => {
    const longest = codes.toSorted((one, other) => bytesOf(other) - bytesOf(one)).slice(0, 2);
    expect(bytesOf(longest[0] ?? '')).toBeGreaterThan(SCREEN_CODES.bytes - 10);
    for (const text of [...longest, ...codes.filter((_code, index) => index % 300 === 0)]) {
      const { modules, ...picture } = shown(text);
      const [read] = await readBarcodes(picture as Parameters<typeof readBarcodes>[0], { formats: ['QRCode'], tryHarder: true });
      expect({ text: read?.text, isFineEnough: modules <= 109 }).toEqual({ text, isFineEnough: true });
    }
  });
});
