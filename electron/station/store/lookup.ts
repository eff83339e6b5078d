// Finds a dossier for a citizen: by the code on the paper with the person's number, or by the receipt itself. Says nothing about why it found none.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { codesOf, type DossierRow, dossierById, dossiersByCode } from './dossiers.ts';
import type { Readable } from './handle.ts';

/** By any of its codes and the number of the person who filed it; that number also tells two dossiers apart on whose papers one code stands. A dossier without a number is never found this way. */
export function findByCodeAndNumber(store: Readable, code: string, idNumber: string): DossierRow | null {
  return dossiersByCode(store, code).find(({ applicantId }) => applicantId !== '' && applicantId.toUpperCase() === idNumber.toUpperCase()) ?? null;
}

/** By what the receipt's QR says: the id and the code must be of one dossier, whichever of its codes was printed. */
export function findByReceipt(store: Readable, dossierId: DossierId, code: string): DossierRow | null {
  const row = dossierById(store, dossierId);
  return row !== null && codesOf(store, dossierId).includes(code) ? row : null;
}

const knownRow = z.object({ known: z.int() });

/** True if any dossier here has this official code, by its own opening or by the city's word. */
export function isOfficialCodeKnown(store: Readable, officialCode: string): boolean {
  const row = store.get(knownRow, 'SELECT EXISTS (SELECT 1 FROM dossier WHERE official_code = $officialCode) OR EXISTS (SELECT 1 FROM city_dossier WHERE official_code = $officialCode) AS known', { officialCode });
  return row?.known === 1;
}
