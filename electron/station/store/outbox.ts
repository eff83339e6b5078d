// The outbox as people look at it: what waits, since when, and whether the city was put back from a copy. No personal data: kinds, codes and ages.

import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import type { Outbox } from '../../../shared/contract/admin.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';
import type { Readable } from './handle.ts';

const LIMIT = 100;

const waitingRow = z.object({ sequence: z.int(), type: z.string(), at: epochMsSchema, label: z.string() });
const scanRow = z.object({ label: z.string(), bytes: z.int(), sent: z.int(), at: epochMsSchema, attempts: z.int(), code: errorCodeSchema.nullable() });
const restoredRow = z
  .object({ feedAt: epochMsSchema.nullable(), rewoundAt: epochMsSchema.nullable(), events: z.int().nullable() })
  .transform(({ feedAt, rewoundAt, events }) => ({ feedAt, rewound: rewoundAt === null ? null : { at: rewoundAt, events: events ?? 0 } }));

/** What names the row of `event` to a person: the ticket's number, the dossier's code, else the kind of thing and its id. */
export const EVENT_LABEL = `coalesce(
  (SELECT number FROM ticket WHERE event.agg_type = 'ticket' AND ticket_id = event.agg_id),
  (SELECT coalesce(official_code, provisional_code) FROM dossier_code WHERE event.agg_type = 'dossier' AND dossier_id = event.agg_id),
  (SELECT label FROM print_job WHERE event.agg_type = 'print' AND print_job_id = event.agg_id),
  event.agg_id)`;

/** Oldest first, at most 100 of each. */
export function readOutbox(store: Readable): Omit<Outbox, 'sync'> {
  return {
    waiting: store.all(
      waitingRow,
      `SELECT seq AS sequence, type, at, ${EVENT_LABEL} AS label FROM event WHERE seq > (SELECT acked_seq FROM sync WHERE id = 1) ORDER BY seq LIMIT $limit`,
      { limit: LIMIT },
    ),
    scans: store.all(
      scanRow,
      `SELECT coalesce((SELECT coalesce(official_code, provisional_code) FROM dossier_code JOIN dossier_page USING (dossier_id) WHERE dossier_page.sha256 = blob.sha256 LIMIT 1), substr(sha256, 1, 12)) AS label,
              bytes, coalesce((SELECT sent FROM upload WHERE upload.sha256 = blob.sha256), 0) AS sent, created_at AS at, attempts, last_code AS code
       FROM blob WHERE state IN ('waiting', 'damaged') ORDER BY created_at LIMIT $limit`,
      { limit: LIMIT },
    ),
    restored: must(store.get(restoredRow, 'SELECT contradicted_at AS feedAt, rewound_at AS rewoundAt, rewound_events AS events FROM sync WHERE id = 1'), 'the sync row is written by the first migration'),
  };
}
