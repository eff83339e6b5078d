// A catalogue's file as it goes to the station: packed, in Base64, in pieces that fit a frame.

import { PIECE_CHARS } from '../../../../shared/contract/catalogue.ts';

/** Of a file of any size nobody waits for: the largest that the station takes has less. */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** Packs what is not packed yet, and cuts it. */
export async function piecesOf(file: Blob): Promise<readonly string[]> {
  const given = new Uint8Array(await file.arrayBuffer());
  const isPacked = given[0] === 0x1f && given[1] === 0x8b;
  const packed = isPacked ? given : new Uint8Array(await new Response(new Blob([given]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
  const pieces: string[] = [];
  // A piece is whole threes of bytes, so that it stands by itself.
  for (let from = 0; from < packed.length; from += (PIECE_CHARS / 4) * 3) pieces.push(base64Of(packed.subarray(from, from + (PIECE_CHARS / 4) * 3)));
  return pieces;
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCodePoint(byte);
  return btoa(text);
}
