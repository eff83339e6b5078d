// A catalogue that comes as a file, in pieces, until somebody decides to use it: one at a time, in memory.

import { UnfitCatalogue } from './unpack.ts';

interface Coming {
  readonly fileId: string;
  readonly pieces: readonly string[];
  readonly of: number;
}

/** Collects pieces; a file that begins puts the one before it aside. */
export class CatalogueInbox {
  #coming: Coming | null = null;

  /** Takes the next piece, or one again whose answer was lost. Gives the whole file once it is there; throws `UnfitCatalogue` for a piece that is none of the file's next. */
  put(fileId: string, piece: number, of: number, base64: string): Uint8Array | null {
    const coming: Coming = piece === 0 && this.#coming?.fileId !== fileId ? { fileId, pieces: [], of } : this.#of(fileId);
    if (of !== coming.of || piece > coming.pieces.length || (piece < coming.pieces.length && coming.pieces[piece] !== base64)) throw new UnfitCatalogue('catalogue.not-whole');
    this.#coming = piece === coming.pieces.length ? { ...coming, pieces: [...coming.pieces, base64] } : coming;
    return this.#coming.pieces.length === of ? this.whole(fileId) : null;
  }

  /** Throws `UnfitCatalogue` where it is not whole, or not there any more. */
  whole(fileId: string): Uint8Array {
    const { pieces, of } = this.#of(fileId);
    if (pieces.length !== of) throw new UnfitCatalogue('catalogue.not-whole');
    return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
  }

  #of(fileId: string): Coming {
    if (this.#coming?.fileId !== fileId) throw new UnfitCatalogue('catalogue.not-whole');
    return this.#coming;
  }
}
