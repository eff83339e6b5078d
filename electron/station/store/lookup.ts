// Finds a dossier for a citizen: by the code on the paper with the person's number, or by the receipt itself. Says nothing about why it found none.

import type { DossierId } from '../../../shared/base/ids.ts';
import { codesOf, type DossierRow, dossierByCode, dossierById } from './dossiers.ts';
import type { Readable } from './handle.ts';

/** By either code and the number of the person who filed it. A dossier without a number is never found this way. */
export function findByCodeAndNumber(store: Readable, code: string, idNumber: string): DossierRow | null {
  const row = dossierByCode(store, code);
  return row !== null && row.applicantId !== '' && row.applicantId.toUpperCase() === idNumber.toUpperCase() ? row : null;
}

/** By what the receipt's QR says: the id and the code must be of one dossier, whichever of its codes was printed. */
export function findByReceipt(store: Readable, dossierId: DossierId, code: string): DossierRow | null {
  const row = dossierById(store, dossierId);
  return row !== null && codesOf(store, dossierId).includes(code) ? row : null;
}
