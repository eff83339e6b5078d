// A catalogue out of the bytes that somebody sent: hostile until it is read whole.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';
import { parseCatalogue } from '../../../shared/contract/catalogue-file.ts';
import type { CatalogueFault } from '../../../shared/contract/catalogue-fault.ts';
import type { CatalogueFile } from '../../../shared/contract/catalogue-file.ts';
import type { ErrorCode, ErrorParams } from '../../../shared/contract/errors.ts';
import { MAX_CATALOGUE_BYTES, MAX_PACKED_BYTES } from '../../../shared/wire/catalogue.ts';

const unpacked = promisify(gunzip);

/** A catalogue that is not taken; nothing of it has been used. `where` and `fault` belong to no language; `detail` says the same in English, for the log. */
export class UnfitCatalogue extends Error {
  override readonly name = 'UnfitCatalogue';
  readonly code: ErrorCode;
  readonly where: string;
  readonly fault: CatalogueFault | null;
  readonly detail: string;

  constructor(code: ErrorCode, where = '', { fault = null, detail = where }: { readonly fault?: CatalogueFault | null; readonly detail?: string } = {}) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.where = where.slice(0, 400);
    this.fault = fault;
    this.detail = detail.slice(0, 400);
  }

  /** What a window is told beside the code. */
  get params(): ErrorParams {
    return { ...(this.where === '' ? {} : { where: this.where }), ...(this.fault === null ? {} : { fault: this.fault }) };
  }
}

/** Unpacks and reads; throws `UnfitCatalogue`. `sha256` is of the text; null where nobody has said it. */
export async function unpackCatalogue(packed: Uint8Array, sha256: string | null): Promise<{ readonly file: CatalogueFile; readonly sha256: string }> {
  if (packed.length > MAX_PACKED_BYTES) throw new UnfitCatalogue('catalogue.too-large', '', { detail: `${packed.length} bytes packed` });
  return readText(await unpacked(packed, { maxOutputLength: MAX_CATALOGUE_BYTES }).catch((error: unknown) => { throw unfit(error); }), sha256);
}

/** The same at once, for a start, before anybody is served. */
export function unpackAtOnce(packed: Uint8Array, sha256: string): CatalogueFile {
  try {
    return readText(gunzipSync(packed, { maxOutputLength: MAX_CATALOGUE_BYTES }), sha256).file;
  } catch (error) {
    throw error instanceof UnfitCatalogue ? error : unfit(error);
  }
}

function unfit(error: unknown): UnfitCatalogue {
  const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
  return isTooLarge ? new UnfitCatalogue('catalogue.too-large', '', { detail: `more than ${MAX_CATALOGUE_BYTES} bytes unpacked` }) : new UnfitCatalogue('catalogue.broken', '', { detail: error instanceof Error ? error.message : '' });
}

function readText(text: Buffer, sha256: string | null): { readonly file: CatalogueFile; readonly sha256: string } {
  const is = createHash('sha256').update(text).digest('hex');
  if (sha256 !== null && sha256 !== is) throw new UnfitCatalogue('catalogue.broken', 'SHA-256');
  const parsed = parseCatalogue(text.toString('utf8'));
  if ('catalogue' in parsed) return { file: parsed.catalogue, sha256: is };
  const { fault, where, refused } = parsed;
  throw fault === 'cut' ? new UnfitCatalogue('catalogue.broken', '', { detail: refused }) : new UnfitCatalogue('catalogue.unreadable', where, { fault, detail: refused });
}
