// What the city's people may ask and order of the door to the portal: what does not get through and whose turn it is, and to try a dossier again or to leave it.

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

/** Settles what lies at the desk of one dossier; false where nothing does. */
export async function settlePortal({ pool, clock, print }: Desk, order: 'again' | 'leave', communeText: string, codeText: string): Promise<boolean> {
  const commune = senderSchema.shape.commune.parse(communeText);
  const code = codeSchema.parse(codeText);
  // What a person has to do by hand cannot be said again. Where nobody knew what became of a step, the person who orders this has looked.
  const news = order === 'again' ? "state = 'waiting', attempts = 0, next_at = $3, failure = '', detail = '', is_uncertain = is_uncertain AND failure <> 'portal.outcome-unknown'" : "state = 'left', ended_at = $3";
  const touched = await change(
    pool,
    `UPDATE portal_step SET ${news} WHERE commune = $1 AND state = 'desk' ${order === 'again' ? "AND what <> 'by-hand'" : ''}
     AND dossier_id = (SELECT d.dossier_id FROM dossier d WHERE d.commune = $1 AND d.official_code = $2)`,
    [commune, code, clock.now()],
  );
  print(touched === 0 ? 'nothing of this dossier lies at the desk' : order === 'again' ? `${touched} steps go again` : `${touched} steps are done by hand`);
  return touched > 0;
}
