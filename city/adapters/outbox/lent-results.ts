// Of which procedure a result was that another dossier took again, and what it was called, as the city holds the dossier that lent it.

import type { Pool } from 'pg';
import { z } from 'zod';
import { readRows } from '../../database/rows.ts';
import type { LentResult } from '../case.ts';
import { effective } from './result-pages.ts';

const lentRow = z.object({ code: z.string(), procedureCode: z.string(), names: z.array(z.string()) });

/** By the code under which the station knew the lender: its official one, the provisional one before it, or one that the city has changed since. What the city does not know is not in it. */
export async function lentResults(pool: Pool, commune: string, codes: readonly string[]): Promise<ReadonlyMap<string, LentResult>> {
  if (codes.length === 0) return new Map();
  const rows = await readRows(
    pool,
    lentRow,
    `SELECT DISTINCT ON (k.code) k.code, d.procedure_code AS "procedureCode",
            (SELECT coalesce(json_agg(DISTINCT r.raw -> 'body' ->> 'abstract'), '[]') FROM (${effective('dossier.result-arrived', 'd')}) AS r WHERE r.raw -> 'body' ->> 'kind' = 'paper' AND r.raw -> 'body' ->> 'abstract' <> '') AS names
     FROM (SELECT f.official_code AS code, f.dossier_id, 1 AS rank FROM dossier f WHERE f.commune = $1 AND f.official_code = ANY ($2::text[])
           UNION ALL SELECT f.provisional_code, f.dossier_id, 2 FROM dossier f WHERE f.commune = $1 AND f.provisional_code = ANY ($2::text[]) AND f.owns_provisional
           UNION ALL SELECT f.code, f.dossier_id, 3 FROM code_alias f WHERE f.commune = $1 AND f.code = ANY ($2::text[])) AS k
     JOIN dossier d ON d.commune = $1 AND d.dossier_id = k.dossier_id
     ORDER BY k.code, k.rank, d.dossier_id`,
    [commune, codes],
  );
  return new Map(rows.map(({ code, ...lent }) => [code, lent]));
}
