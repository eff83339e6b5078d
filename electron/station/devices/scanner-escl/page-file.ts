// Looks at what a scanner sent as a page: what kind of file it is, and whether its end is there.

import type { ScannedPage } from '../ports.ts';

/** Scanners may pad the end of a picture. */
const LONGEST_PADDING = 64;

/** The page, known by its first bytes rather than by what its sender calls it; null if it is none of these kinds or breaks off. */
export function pageOf(bytes: Uint8Array): ScannedPage | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const tail = file.subarray(Math.max(0, file.length - LONGEST_PADDING - 8));
  if (file.length > 4 && file.readUIntBE(0, 3) === 0xffd8ff) return tail.includes(Buffer.of(0xff, 0xd9)) ? { bytes, mime: 'image/jpeg' } : null;
  if (file.subarray(0, 8).equals(PNG)) return tail.includes('IEND', 0, 'latin1') ? { bytes, mime: 'image/png' } : null;
  if (file.subarray(0, 5).toString('latin1') === '%PDF-') return tail.includes('%%EOF', 0, 'latin1') ? { bytes, mime: 'application/pdf' } : null;
  return null;
}

const PNG = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
