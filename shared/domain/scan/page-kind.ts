// Looks at what a scanner gave as a page: what kind of file it is, and whether its end is there.

import type { ScannedPage } from './scan.ts';

/** Scanners may pad the end of a picture. */
const LONGEST_PADDING = 64;
const KINDS = [
  { mime: 'image/jpeg', head: [0xff, 0xd8, 0xff], end: [0xff, 0xd9] },
  { mime: 'image/png', head: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], end: [0x49, 0x45, 0x4e, 0x44] },
  { mime: 'application/pdf', head: [0x25, 0x50, 0x44, 0x46, 0x2d], end: [0x25, 0x25, 0x45, 0x4f, 0x46] },
] as const;

/** The page, known by its first bytes rather than by what its sender calls it; null if it is none of these kinds or breaks off. */
export function pageOf(bytes: Uint8Array): ScannedPage | null {
  const kind = KINDS.find(({ head }) => bytes.length > head.length && head.every((byte, at) => bytes[at] === byte));
  if (kind === undefined || !holds(bytes.subarray(Math.max(kind.head.length, bytes.length - LONGEST_PADDING - 8)), kind.end)) return null;
  return { bytes, mime: kind.mime };
}

function holds(tail: Uint8Array, end: readonly number[]): boolean {
  for (let at = tail.length - end.length; at >= 0; at -= 1) if (end.every((byte, index) => tail[at + index] === byte)) return true;
  return false;
}
