// The catalogues that lie beside the store, and the shipped one: read when they are needed, each once.

import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { CatalogueFile } from '../../../shared/contract/catalogue-file.ts';
import { readerOf, shippedFile } from './load-catalogue.ts';
import type { LoadedCatalogue } from './load-catalogue.ts';
import { readPacked } from './shelf-file.ts';
import type { Held } from './shelf-file.ts';
import { unpackAtOnce, UnfitCatalogue } from './unpack.ts';

/** A catalogue that is read, and where it lies; `held` is null for the shipped one. */
export interface ReadCatalogue {
  readonly held: Held | null;
  readonly file: CatalogueFile;
}

/** Reads them; one that cannot be read is told each time, and the shipped one stands in its place. */
export class LyingCatalogues {
  readonly #resources: string;
  readonly #folder: string;
  readonly #onLost: (code: ErrorCode, where: string) => void;
  /** By hash; '' is the shipped one. */
  readonly #readers = new Map<string, LoadedCatalogue['read']>();

  constructor(resources: string, folder: string, onLost: (code: ErrorCode, where: string) => void) {
    this.#resources = resources;
    this.#folder = folder;
    this.#onLost = onLost;
  }

  /** Throws where the shipped one is broken. */
  shipped(): ReadCatalogue {
    return { held: null, file: shippedFile(this.#resources) };
  }

  /** Null where it is damaged or gone. */
  held(held: Held): ReadCatalogue | null {
    try {
      return { held, file: unpackAtOnce(readPacked(this.#folder, held.sha256), held.sha256) };
    } catch (error) {
      this.#onLost(error instanceof UnfitCatalogue ? error.code : 'catalogue.broken', held.sha256.slice(0, 12));
      return null;
    }
  }

  orShipped(held: Held | null): ReadCatalogue {
    return (held === null ? null : this.held(held)) ?? this.shipped();
  }

  /** Reads procedures by code. One that is not remembered is read now, which takes a moment: it is for dossiers of two catalogues ago. */
  readerOf(held: Held | null): LoadedCatalogue['read'] {
    const known = this.#readers.get(keyOf(held)) ?? readerOf(this.orShipped(held).file);
    this.#readers.set(keyOf(held), known);
    return known;
  }

  remember(held: Held | null, reader: LoadedCatalogue['read']): void {
    this.#readers.set(keyOf(held), reader);
  }
}

function keyOf(held: Held | null): string {
  return held === null ? '' : held.sha256;
}
