// What the city's people may ask and order of the door to the portal: what does not get through and whose turn it is, and to try a dossier again or to leave it.

import type { Pool } from 'pg';
import { z } from 'zod';
import { FAILURES } from '../adapters/failures.ts';
import type { FailureCode } from '../adapters/failures.ts';
import { feedItemSchema } from '../../shared/wire/feed.ts';
import { senderSchema } from '../../shared/wire/operation.ts';
import { change, readRows } from '../database/rows.ts';
import type { Desk } from './orders.ts';

export const PORTAL_USAGE = `  portal                       what the national portal has not got: for the desk, or waiting for more than an hour; and how much waits in all
  portal-again COMMUNE CODE    say everything of this dossier once more that lies at the desk
  portal-leave COMMUNE CODE    it was seen to at the portal by hand: what lies at the desk of this dossier is done`;

const LONG_MS = 3_600_000;
const at = feedItemSchema.shape.at;
const stuckRow = z.object({ commune: z.string(), code: z.string(), what: z.string(), status: z.int(), state: z.enum(['waiting', 'sending', 'desk']), failure: z.string(), detail: z.string(), attempts: z.int(), isUncertain: z.boolean(), queuedAt: at });
const codeSchema = z.string().regex(/^[A-Za-z0-9.-]{1,48}$/);

function ownerOf(failure: string): string {
  return Object.hasOwn(FAILURES, failure) ? FAILURES[failure as FailureCode].owner : 'city';
}

/** Lines of JSON: first what does not get through, then the numbers of each commune. */
export async function listPortal({ pool, clock, print }: Desk): Promise<void> {
  const stuck = await readRows(
    pool,
    stuckRow,
    `SELECT s.commune, d.official_code AS code, s.what, s.status, s.state, s.failure, s.detail, s.attempts, s.is_uncertain AS "isUncertain", s.queued_at AS "queuedAt"
     FROM portal_step s JOIN dossier d USING (commune, dossier_id) WHERE s.state = 'desk' OR (s.state IN ('waiting', 'sending') AND s.queued_at < $1 AND s.failure <> '') ORDER BY s.commune, s.queued_at, s.number, s.part LIMIT 1000`,
    [clock.now() - LONG_MS],
  );
  for (const { queuedAt, ...row } of stuck) print(JSON.stringify({ ...row, owner: ownerOf(row.failure), since: new Date(queuedAt).toISOString() }));
  const counts = await readRows(
    pool,
    z.record(z.string(), z.unknown()),
    `SELECT c.commune, f.last - c.number AS "notTakenOver", count(s.*) FILTER (WHERE s.state IN ('waiting', 'sending'))::int AS waiting, count(s.*) FILTER (WHERE s.state = 'desk')::int AS desk,
            to_timestamp(min(s.queued_at) FILTER (WHERE s.state IN ('waiting', 'sending')) / 1000.0) AS "oldestWaiting"
     FROM portal_cursor c JOIN feed_counter f USING (commune) LEFT JOIN portal_step s ON s.commune = c.commune AND s.state IN ('waiting', 'sending', 'desk') GROUP BY c.commune, f.last, c.number ORDER BY c.commune`,
  );
  for (const row of counts) print(JSON.stringify(row));
}

const OF_DOSSIER = "commune = $1 AND state = 'desk' AND dossier_id = (SELECT d.dossier_id FROM dossier d WHERE d.commune = $1 AND d.official_code = $2)";

async function sayAgain(pool: Pool, commune: string, code: string, now: number): Promise<number> {
  return change(
    pool,
    `UPDATE portal_step SET state = 'waiting', attempts = 0, next_at = $3, failure = '', detail = '', is_uncertain = is_uncertain AND failure <> 'portal.outcome-unknown' WHERE ${OF_DOSSIER} AND what <> 'by-hand'`,
    [commune, code, now],
  );
}

/** Money, results or pages that changed since somebody read the list are looked for once more. */
async function leave(pool: Pool, commune: string, code: string, now: number): Promise<number> {
  const [row] = await readRows(
    pool,
    z.object({ touched: z.int() }),
    `WITH gone AS (UPDATE portal_step SET state = 'left', ended_at = $3 WHERE ${OF_DOSSIER} RETURNING dossier_id, what, detail),
          looked AS (
            INSERT INTO portal_news (commune, dossier_id, at, is_listed, has_pages)
            SELECT $1, dossier_id, $3, bool_or(detail LIKE '%fees%' OR detail LIKE '%results%'), true FROM gone WHERE what = 'by-hand' AND detail ~ 'fees|results|pages' GROUP BY dossier_id
            ON CONFLICT (commune, dossier_id) DO UPDATE SET is_listed = portal_news.is_listed OR EXCLUDED.is_listed, has_pages = true)
     SELECT count(*)::int AS touched FROM gone`,
    [commune, code, now],
  );
  return row?.touched ?? 0;
}

/** Settles what lies at the desk of one dossier; false where nothing does. */
export async function settlePortal({ pool, clock, print }: Desk, order: 'again' | 'leave', communeText: string, codeText: string): Promise<boolean> {
  const commune = senderSchema.shape.commune.parse(communeText);
  const code = codeSchema.parse(codeText);
  // What a person has to do by hand cannot be said again. Where nobody knew what became of a step, the person who orders this has looked.
  const touched = order === 'again' ? await sayAgain(pool, commune, code, clock.now()) : await leave(pool, commune, code, clock.now());
  print(touched === 0 ? 'nothing of this dossier lies at the desk' : order === 'again' ? `${touched} steps go again` : `${touched} steps are done by hand`);
  return touched > 0;
}
