// Reads Vietnamese text off pictures with Tesseract as WebAssembly, out of two packages on this machine's disk and nothing else: this engine knows no network.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import type { GreyPicture } from './leaf-picture.ts';
import { type Word, wordsIn } from './words.ts';

/** The part of tesseract.js-core that is used here; its functions are those of Tesseract's C++ interface. */
interface Engine {
  readonly FS: { writeFile(name: string, bytes: Uint8Array): void };
  readonly TessBaseAPI: new () => Recognizer;
}
interface Recognizer {
  Init(folder: null, language: string, mode: number): number;
  SetVariable(name: string, value: string): boolean;
  SetImageFile(orientation: number, angle: number): number;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
}
type StartEngine = (options: { readonly TesseractProgress: () => void; readonly print: () => void; readonly printErr: () => void }) => Promise<Engine>;

const LSTM_ONLY = 1;
/** The one name from which the engine takes its picture. */
const PICTURE = '/input';

export interface TextReader {
  /** Takes seconds, in one go; throws if the engine does. */
  read(picture: GreyPicture, dpi: number): readonly Word[];
}

/** `onProgress` is called again and again while a page is read, and the reading waits for as long as it takes. */
export async function openTextReader(onProgress: () => void): Promise<TextReader> {
  const require = createRequire(import.meta.url);
  const start = require('tesseract.js-core/tesseract-core-simd-lstm.js') as StartEngine;
  const engine = await start({ TesseractProgress: onProgress, print: () => undefined, printErr: () => undefined });
  engine.FS.writeFile('./vie.traineddata', gunzipSync(readFileSync(require.resolve('@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz'))));
  const recognizer = new engine.TessBaseAPI();
  if (recognizer.Init(null, 'vie', LSTM_ONLY) !== 0) throw new Error('the text reader does not take its language');
  return {
    read: (picture, dpi) => {
      engine.FS.writeFile(PICTURE, greyFile(picture));
      recognizer.SetVariable('user_defined_dpi', String(dpi));
      if (recognizer.SetImageFile(1, 0) !== 0) throw new Error('the text reader does not take the picture');
      if (recognizer.Recognize(null) !== 0) throw new Error('the text reader gave up');
      return wordsIn(recognizer.GetTSVText(0));
    },
  };
}

/** A Netpbm grey map, which needs no packing and no unpacking. */
function greyFile({ width, height, dots }: GreyPicture): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), dots]);
}
