// Dossiers by beginnings of words or of a code, out of indexes alone: as somebody types, among all that this station ever had.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
import { dossierIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const idRow = z.object({ dossierId: dossierIdSchema });

/** The newest first; `asked` is what `find-words` makes of a text. */
export const BY_WORDS = `SELECT dossier_id AS dossierId FROM dossier_word JOIN dossier_find ON dossier_find.place = dossier_word.rowid WHERE dossier_word MATCH $asked ORDER BY dossier_word.rowid DESC LIMIT $limit`;
const counted = z.object({ count: z.int() });
export const COUNT_BY_WORDS = 'SELECT count(*) AS count FROM (SELECT rowid FROM dossier_word WHERE dossier_word MATCH $asked LIMIT $limit)';

const begins = (table: string, column: string, also = ''): string => `SELECT * FROM (SELECT dossier_id FROM ${table} WHERE ${column} >= $from AND ${column} < $to ${also} ORDER BY ${column} DESC LIMIT $limit)`;
/** By the beginning of a code, printed or given: the highest number first, which is the newest. */
export const BY_CODE = `SELECT dossier_id AS dossierId FROM (
  ${begins('dossier', 'provisional_code')} UNION ${begins('dossier', 'official_code', 'AND official_code IS NOT NULL')} UNION ${begins('city_dossier', 'official_code')}
) JOIN dossier USING (dossier_id) ORDER BY received_at DESC LIMIT $limit`;

/** At most `limit`. */
export function dossiersByWords(store: Readable, asked: string, limit: number): readonly DossierId[] {
  return store.all(idRow, BY_WORDS, { asked, limit }).map(({ dossierId }) => dossierId);
}

/** Counted up to `limit` and no further. */
export function countByWords(store: Readable, asked: string, limit: number): number {
  return store.get(counted, COUNT_BY_WORDS, { asked, limit })?.count ?? 0;
}

/** At most `limit`. */
export function dossiersByCodeStart(store: Readable, start: string, limit: number): readonly DossierId[] {
  // Codes are of letters, digits, dots and dashes, all of which come before this.
  return store.all(idRow, BY_CODE, { from: start, to: `${start}~`, limit }).map(({ dossierId }) => dossierId);
}
