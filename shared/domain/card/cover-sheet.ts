// The QR of a cover sheet, which lies in the feeder before the pages of one paper and says which paper of which visit or dossier they are.

import type { DossierId, VisitId } from '../../base/ids.ts';
import { checkCharacterOf, hasValidCheckCharacter } from '../codes/check-character.ts';

/** First characters of every cover sheet's QR; the digit is the version of the format. */
export const COVER_SHEET_PREFIX = 'MCP1:';

/** Whose paper the pages behind the sheet are: of a visit that is still open, or of a dossier. */
export type CoverSheet = { readonly paperId: string } & ({ readonly of: 'visit'; readonly visitId: VisitId } | { readonly of: 'dossier'; readonly dossierId: DossierId });

const PATTERN = /^MCP1:([VD]):([0-9A-F]{8})([0-9A-F]{4})([1-8][0-9A-F]{3})([89AB][0-9A-F]{3})([0-9A-F]{12}):([0-9A-Z-]{1,64}):([0-9A-Z])$/;

/**
 * `MCP1:<V or D>:<32 capital hex digits>:<paper>:<check character>`, at most 108 characters, all of the alphanumeric set of QR (ISO/IEC 18004, 7.3.4): a small
 * picture that survives a scan at 200 dpi. The check character (ISO/IEC 7064 MOD 37,36) covers all letters and digits after the prefix. No name, no ID number.
 * Null for a paper whose name does not fit: the catalogue's are small letters, digits and dashes.
 */
export function formatCoverSheet(sheet: CoverSheet): string | null {
  if (!/^[0-9a-z-]{1,64}$/.test(sheet.paperId)) return null;
  const id = sheet.of === 'visit' ? sheet.visitId : sheet.dossierId;
  const body = `${sheet.of === 'visit' ? 'V' : 'D'}:${id.replaceAll('-', '').toUpperCase()}:${sheet.paperId.toUpperCase()}`;
  return `${COVER_SHEET_PREFIX}${body}:${checkCharacterOf(covered(body))}`;
}

/** Reads the QR of a cover sheet; null for anything else, and for one with a wrong check character. */
export function parseCoverSheet(text: string): CoverSheet | null {
  const found = PATTERN.exec(text);
  if (found === null || !hasValidCheckCharacter(covered(text.slice(COVER_SHEET_PREFIX.length)))) return null;
  const id = found.slice(2, 7).join('-').toLowerCase();
  const paperId = (found[7] ?? '').toLowerCase();
  return found[1] === 'V' ? { of: 'visit', visitId: id as VisitId, paperId } : { of: 'dossier', dossierId: id as DossierId, paperId };
}

/** The letters and digits that a check character speaks for. */
function covered(text: string): string {
  return text.replaceAll(/[^0-9A-Z]/g, '');
}
