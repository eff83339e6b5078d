// Who looked at whose data, as the log has it.

import { z } from 'zod';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import type { LogEventBody } from '../../../shared/wire/log-events.ts';
import type { Readable } from './handle.ts';

/** Why somebody sees a dossier's data. */
export type AccessPurpose = LogEventBody<'access.noted'>['purpose'];

const notedRow = z.object({ at: z.int() });

/** True if this look at a dossier is on record at a moment of the span. */
export function isAccessNoted(store: Readable, look: { readonly dossierId: DossierId; readonly actor: string; readonly purpose: AccessPurpose }, span: { readonly after: number; readonly upTo: EpochMs }): boolean {
  return (
    store.get(
      notedRow,
      `SELECT at FROM event WHERE agg_type = 'access' AND agg_id = $dossierId AND actor = $actor AND body ->> 'purpose' = $purpose AND at > $after AND at <= $upTo LIMIT 1`,
      { ...look, ...span },
    ) !== null
  );
}
