// Finds the cover sheet's QR in the picture of a scanned page, as it came out of the scanner: askew, upside down, grey, with dirt on the glass.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { COVER_SHEET_PREFIX } from '../../../shared/domain/card/cover-sheet.ts';
import { withoutSpecks } from './without-specks.ts';

/** A picture as RGBA, row by row. */
export interface PagePixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** More codes on one page than this are not a paper of ours. */
const MOST_CODES = 8;

let prepared: Promise<unknown> | null = null;

/** The decoder's own file: it would otherwise be fetched from a server of its makers. */
function prepare(): Promise<unknown> {
  prepared ??= prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer },
    fireImmediately: true,
  });
  return prepared;
}

/**
 * The text of the cover sheet's QR on a page, also of one that was changed or torn; null if there is none. Papers carry QR codes of many kinds: only what begins as ours does is ours.
 * Without its dust first, since of codes under specks and a scratch three in four are only read so; then as it is, for finer print than ours.
 */
export async function readPageCode(page: PagePixels): Promise<string | null> {
  await prepare();
  return (await find(withoutSpecks(page))) ?? (await find(page));
}

async function find({ width, height, data }: PagePixels): Promise<string | null> {
  const found = await readBarcodes({ data, width, height } as Parameters<typeof readBarcodes>[0], {
    formats: ['QRCode'], tryHarder: true, tryRotate: true, tryInvert: false, tryDownscale: true, maxNumberOfSymbols: MOST_CODES,
  });
  return found.find(({ isValid, text }) => isValid && text.startsWith(COVER_SHEET_PREFIX))?.text ?? null;
}
