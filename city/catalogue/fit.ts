// Whether stations would take a catalogue: looked at before it is published, since thousands of them would refuse it, each in its own log.

import { gzipSync } from 'node:zlib';
import { parseCatalogue } from '../../shared/contract/catalogue-file.ts';
import type { CatalogueFile } from '../../shared/contract/catalogue-file.ts';
import { MAX_CATALOGUE_BYTES, MAX_PACKED_BYTES } from '../../shared/wire/catalogue.ts';

/** The version of the format that stations of this program read. */
const VERSION = 2;
const MAKE_IT = 'make it with `npm run catalogue:import` of this version of the program';

/** The catalogue, or one sentence that says what is wrong with the file and what to do. */
export function fitCatalogue(bytes: Uint8Array): { readonly catalogue: CatalogueFile } | { readonly refused: string } {
  if (bytes.length > MAX_CATALOGUE_BYTES) return { refused: `it has ${bytes.length} bytes, and stations take at most ${MAX_CATALOGUE_BYTES}: publish the file that \`npm run catalogue:import\` made, not the copy of the portal` };
  const text = textOf(bytes);
  if (text === null) return { refused: 'it is no UTF-8 text (a packed file, or one that was saved in another encoding): publish the plain file, saved as UTF-8' };
  if (text.startsWith('\uFEFF')) return { refused: 'it begins with a byte order mark, which an editor has put there: save it as UTF-8 without one' };
  const version = versionOf(text);
  if (version !== null && version !== VERSION) return { refused: `it is of version ${JSON.stringify(version)}, and stations read version ${VERSION}: ${MAKE_IT}` };
  const parsed = parseCatalogue(text);
  if ('refused' in parsed) return { refused: `${parsed.refused}: ${adviceOn(parsed)}` };
  const packed = gzipSync(bytes, { level: 9 }).length;
  if (packed > MAX_PACKED_BYTES) return { refused: `it has ${packed} bytes packed, and stations take at most ${MAX_PACKED_BYTES}: ${MAKE_IT}` };
  return parsed;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Null where it is no object that can be read; that is said with its place. */
function versionOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'version' in value ? value.version : null;
  } catch {
    return null;
  }
}

function adviceOn({ fault }: Extract<ReturnType<typeof parseCatalogue>, { readonly refused: string }>): string {
  if (fault === 'cut') return 'copy the file again and compare its size with the original';
  if (fault === 'twice') return 'leave only the right one of the two in the file';
  return `put that right in the file, or ${MAKE_IT}`;
}
