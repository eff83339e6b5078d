// How far the city is with one dossier: its last word, what it has not got, and what it gave back.

import { z } from 'zod';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { dossierStatusSchema } from '../../../shared/contract/dossier.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const wordRow = z.object({ status: dossierStatusSchema, dueAt: epochMsSchema.nullable(), isVoided: z.int().transform((value) => value === 1), saidAt: epochMsSchema.nullable(), heardAt: epochMsSchema.nullable() });
/** The city's word on a dossier. `saidAt` is when it came to its status, `heardAt` when its word came here; null where nobody noted it. */
export type HeardWord = z.output<typeof wordRow>;

/** Null before its first word on more than the code. */
export function heardWord(store: Readable, dossierId: DossierId): HeardWord | null {
  return store.get(wordRow, 'SELECT status, due_at AS dueAt, is_voided AS isVoided, moved_at AS saidAt, heard_at AS heardAt FROM city_dossier WHERE dossier_id = $dossierId AND status IS NOT NULL', { dossierId });
}

const unsentRow = z.object({ events: z.int(), oldestAt: epochMsSchema.nullable(), letters: z.int() });

/** Events of a dossier that the city has not answered, with the oldest, and those that it gave back and nobody has settled. */
export function unsentOf(store: Readable, dossierId: DossierId): { readonly events: number; readonly oldestAt: EpochMs | null; readonly letters: number } {
  return must(
    store.get(
      unsentRow,
      `SELECT count(*) AS events, min(at) AS oldestAt,
         (SELECT count(*) FROM letter_event WHERE agg_type = 'dossier' AND agg_id = $dossierId AND NOT EXISTS (SELECT 1 FROM settled_letter WHERE settled_letter.op_id = letter_event.op_id)) AS letters
       FROM event WHERE agg_type = 'dossier' AND agg_id = $dossierId AND seq > (SELECT acked_seq FROM sync WHERE id = 1)`,
      { dossierId },
    ),
    'an aggregate has one row',
  );
}
