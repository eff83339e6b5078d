// The city's word on dossiers of this station. It is told from outside and stands in no event, so it is kept apart from what our own log says.

import type { DossierId } from '../../../shared/base/ids.ts';
import type { Writable } from './handle.ts';

/** Binds the official code to a dossier of this station; true if that is news. Dossiers of other stations are passed over, a code once given never changes, and two dossiers never have the same. */
export function applyOfficialCode(store: Writable, dossierId: DossierId, provisionalCode: string, officialCode: string): boolean {
  return (
    store.run(
      `INSERT INTO city_dossier (dossier_id, official_code) SELECT dossier_id, $officialCode FROM dossier_code
       WHERE dossier_id = $dossierId AND provisional_code = $provisionalCode AND NOT EXISTS (SELECT 1 FROM dossier_code AS other WHERE other.official_code = $officialCode AND other.dossier_id <> $dossierId)
       ON CONFLICT (dossier_id) DO UPDATE SET official_code = excluded.official_code WHERE city_dossier.official_code IS NULL`,
      { dossierId, provisionalCode, officialCode },
    ) === 1
  );
}

/** Keeps the codes on the citizen's paper that belong to another dossier by right, so that they still lead here; true if that is news. */
export function keepTakenCodes(store: Writable, dossierId: DossierId, codes: readonly string[]): boolean {
  if (codes.length === 0) return false;
  return store.run('UPDATE city_dossier SET taken_codes = $text WHERE dossier_id = $dossierId AND taken_codes <> $text', { dossierId, text: JSON.stringify(codes.toSorted()) }) === 1;
}
