// What stands in the QR of a receipt: the dossier's unchanging id and the code that was printed beside it.

import type { DossierId } from '../../base/ids.ts';
import { parseDossierCode } from './dossier-code.ts';
import type { DossierCode, OfficialCode, ProvisionalCode } from './dossier-code.ts';

/** First characters of every receipt QR; the digit is the version of the format. */
export const RECEIPT_QR_PREFIX = 'MC1:';

export interface ReceiptQr {
  readonly dossierId: DossierId;
  readonly code: DossierCode;
}

/**
 * `MC1:<32 capital hex digits>:<code>`. All of it stands in the alphanumeric set of QR (ISO/IEC 18004, 7.3.4), so that the picture stays
 * small enough for thermal paper. No name and no ID number.
 */
export function formatReceiptQr(dossierId: DossierId, code: ProvisionalCode | OfficialCode): string {
  return `${RECEIPT_QR_PREFIX}${dossierId.replaceAll('-', '').toUpperCase()}:${code}`;
}

/** Reads a receipt's QR; null for anything else. */
export function parseReceiptQr(text: string): ReceiptQr | null {
  const found = /^MC1:([0-9A-F]{8})([0-9A-F]{4})([1-8][0-9A-F]{3})([89AB][0-9A-F]{3})([0-9A-F]{12}):([0-9A-Z.-]{1,48})$/.exec(text.trim());
  if (found === null) return null;
  const code = parseDossierCode(found[6] ?? '');
  if (code === null) return null;
  return { dossierId: found.slice(1, 6).join('-').toLowerCase() as DossierId, code };
}
