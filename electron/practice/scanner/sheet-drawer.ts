// Gives the virtual scanner its sheets: each drawn anew, or a few pictures over and over, of which every page still is a file of its own.

import { drawSheet } from './sheet.ts';

/** Marker of a JPEG comment (ITU-T T.81, B.1.1.3). */
const COMMENT = 0xfffe;

export class SheetDrawer {
  readonly #seed: number;
  readonly #distinct: number;
  readonly #drawn = new Map<string, Promise<Uint8Array>>();

  /** Draws at most `distinct` pictures of each quality; `Infinity` draws every sheet. */
  constructor(seed: number, distinct: number) {
    this.#seed = seed;
    this.#distinct = distinct;
  }

  /** The sheet with the running number as a file of that kind. No two numbers give the same bytes. PNG files are always drawn anew. */
  async draw(number: number, dpi: number, isGrey: boolean, kind: 'jpeg' | 'png' = 'jpeg'): Promise<Uint8Array> {
    if (!Number.isFinite(this.#distinct) || kind === 'png') return await drawSheet({ number, seed: this.#seed, dpi, isGrey, kind });
    const pictured = ((number - 1) % this.#distinct) + 1;
    const key = `${pictured} ${dpi} ${isGrey}`;
    const known = this.#drawn.get(key) ?? drawSheet({ number: pictured, seed: this.#seed, dpi, isGrey });
    this.#drawn.set(key, known);
    return withComment(await known, `${this.#seed} ${number}`);
  }
}

/** The same picture with words behind its first marker. */
function withComment(jpeg: Uint8Array, words: string): Uint8Array {
  const text = Buffer.from(words, 'latin1');
  const head = Buffer.alloc(4);
  head.writeUInt16BE(COMMENT, 0);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}
