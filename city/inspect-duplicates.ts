// Looks for what is there twice: the tables' keys forbid most of it, so this asks the raw log and the feed, which have no such keys.

import type { Pool } from 'pg';
import { z } from 'zod';
import { readRows } from './database/rows.ts';

const duplicateSchema = z.object({ what: z.string(), key: z.string(), times: z.int() });
/** One thing that is there more than once. */
export type Duplicate = z.infer<typeof duplicateSchema>;

/** A reborn station writes its tail once more, so an operation is twice only inside one incarnation; an opening that was sent again names the refused one that it replaces. A text with a zero byte cannot be taken apart by PostgreSQL; such a ticket is nobody's double. */
const QUESTIONS = `
  SELECT 'operation' AS what, op_id::text AS key, count(*)::int AS times FROM event WHERE commune = $1 GROUP BY station, incarnation, op_id HAVING count(*) > 1
  UNION ALL
  SELECT 'opening of a dossier', agg_id, count(DISTINCT op_id)::int FROM event WHERE commune = $1 AND type = 'dossier.opened' AND raw::text !~ '"refersTo":"[0-9a-f-]{36}"' GROUP BY 2 HAVING count(DISTINCT op_id) > 1
  UNION ALL
  SELECT 'announced dossier', change ->> 'dossierId', count(*)::int FROM feed WHERE commune = $1 AND change ->> 'type' = 'dossier.received' GROUP BY 2 HAVING count(*) > 1
  UNION ALL
  SELECT 'announced page', change ->> 'sha256', count(*)::int FROM feed WHERE commune = $1 AND change ->> 'type' = 'blob.verified' GROUP BY 2 HAVING count(*) > 1
  UNION ALL
  SELECT 'announced payment', change ->> 'paymentId', count(*)::int FROM feed WHERE commune = $1 AND change ->> 'type' = 'payment.seen' GROUP BY 2 HAVING count(*) > 1
  UNION ALL
  SELECT 'official code', official_code, count(*)::int FROM dossier WHERE commune = $1 GROUP BY 2 HAVING count(*) > 1
  UNION ALL
  SELECT 'ticket number of a day', number, count(DISTINCT op_id)::int FROM (
    SELECT op_id, CASE WHEN position('\\u0000' IN raw::text) = 0 THEN concat_ws(' ', station, raw -> 'body' ->> 'day', raw -> 'body' ->> 'number') ELSE op_id::text END AS number
    FROM event WHERE commune = $1 AND type = 'ticket.issued'
  ) AS issued GROUP BY 2 HAVING count(DISTINCT op_id) > 1
  UNION ALL
  SELECT 'page of dossiers', page_id::text, count(*)::int FROM dossier_page WHERE commune = $1 GROUP BY 2 HAVING count(*) > 1`;

/** Everything that the commune has twice. */
export function findDuplicates(pool: Pool, commune: string): Promise<Duplicate[]> {
  return readRows(pool, duplicateSchema, QUESTIONS, [commune]);
}
