// The city's last word on one dossier.

import { z } from 'zod';
import type { DossierId } from '../../../shared/base/ids.ts';
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
