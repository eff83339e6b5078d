// Finds the signatures of a PDF, with the bytes that each speaks of.

import { NotDer, readFirst } from '../cms/der.ts';

export interface PdfSignature {
  /** CMS in DER. */
  readonly cms: Buffer;
  readonly signed: readonly [Buffer, Buffer];
  /** False where bytes were added behind what was signed. */
  readonly isWhole: boolean;
}

const RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;
const MOST_SIGNATURES = 20;
/** Longest signature that is read, in bytes. */
const MOST_BYTES = 256 * 1024;

/** In the order of what they speak of, the one that covers most last; null if a place that should hold a signature holds something else. */
export function pdfSignatures(pdf: Buffer): readonly PdfSignature[] | null {
  const found: PdfSignature[] = [];
  for (const [, ...numbers] of pdf.toString('latin1').matchAll(RANGE)) {
    const [start = 0, gapAt = 0, goesOnAt = 0, length = 0] = numbers.map(Number);
    const end = goesOnAt + length;
    if (found.length >= MOST_SIGNATURES || start !== 0 || gapAt < 1 || goesOnAt <= gapAt || end > pdf.length) return null;
    const cms = cmsIn(pdf.subarray(gapAt, goesOnAt));
    if (cms === null) return null;
    found.push({ cms, signed: [pdf.subarray(0, gapAt), pdf.subarray(goesOnAt, end)], isWhole: end === pdf.length });
  }
  return found.toSorted((one, other) => one.signed[0].length + one.signed[1].length - other.signed[0].length - other.signed[1].length);
}

/** Nothing but the digits of one signature and zeros behind it, in letters of one kind: the gap is the one place that no signature covers. */
function cmsIn(gap: Buffer): Buffer | null {
  if (gap.length > 2 * MOST_BYTES + 2) return null;
  const digits = /^<((?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+)>$/.exec(gap.toString('latin1'))?.[1];
  if (digits === undefined) return null;
  const bytes = Buffer.from(digits, 'hex');
  try {
    const { value, end } = readFirst(bytes);
    return bytes.subarray(end).every((byte) => byte === 0) ? value.whole : null;
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}
