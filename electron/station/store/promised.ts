// What a citizen was promised first.

import { z } from 'zod';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const promisedRow = z.object({ at: epochMsSchema.nullable() });

/** What was promised before the first apology that holds; null where none does. */
export function promisedFirst(store: Readable, dossierId: DossierId): EpochMs | null {
  return store.get(promisedRow, 'SELECT promised_at AS at FROM dossier_now WHERE dossier_id = $dossierId', { dossierId })?.at ?? null;
}
