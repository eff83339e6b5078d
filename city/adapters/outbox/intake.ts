// Takes the feed of a commune over into steps towards the portal, each change once: the cursor and the steps are written in one transaction.

import type { Pool } from 'pg';
import { z } from 'zod';
import { startOfDay } from '../../../shared/domain/time/business-day.ts';
import type { CityClock } from '../../clock.ts';
import { booleans, int2s, int8s, texts, uuids } from '../../database/columns.ts';
import { change, readRows } from '../../database/rows.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Log } from '../../log.ts';
import type { PortalSettings } from '../settings.ts';
import { planTurn } from './plan.ts';
import type { Told, What } from './plan.ts';
import { readStanding, readTurns } from './turns.ts';
import type { ToldCase, TurnsOfFeed } from './turns.ts';

const AT_ONCE = 500;
/** Parts of a standing begin above those of any turn, for they may fall on the number of one. */
const STANDING_PARTS = 50;

interface Step {
  readonly dossierId: string;
  readonly number: number;
  readonly part: number;
  readonly what: What;
  readonly told: Told;
  readonly note: string;
  /** Of what has to be done by hand, whether it is a person's erasure or a correction. */
  readonly detail: 'erased' | 'corrected' | '';
}

interface Intake {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly log: Log;
  readonly settings: PortalSettings;
}

const rangeRow = z.object({ last: z.int(), keptFrom: z.int(), keptSince: z.int().nullable() });
const RANGE = 'SELECT c.last, c.kept_from AS "keptFrom", (SELECT f.at FROM feed f WHERE f.commune = c.commune AND f.number = c.kept_from) AS "keptSince" FROM feed_counter c WHERE c.commune = $1';
const cursorRow = z.object({ number: z.int() });

async function writeSteps(transaction: Transaction, commune: string, steps: readonly Step[], told: ReadonlyMap<string, ToldCase>, at: number): Promise<void> {
  if (steps.length === 0) return;
  const cases = [...told];
  await change(
    transaction,
    `INSERT INTO portal_case (commune, dossier_id, status, is_voided, is_erased, due_at, at)
     SELECT $1, c.* FROM unnest($2::uuid[], $3::smallint[], $4::boolean[], $5::boolean[], $6::bigint[], $7::bigint[]) AS c
     ON CONFLICT (commune, dossier_id) DO UPDATE SET status = EXCLUDED.status, is_voided = EXCLUDED.is_voided, is_erased = EXCLUDED.is_erased, due_at = EXCLUDED.due_at, at = EXCLUDED.at`,
    [commune, uuids(cases.map(([id]) => id)), int2s(cases.map(([, each]) => each.status)), booleans(cases.map(([, each]) => each.isVoided)), booleans(cases.map(([, each]) => each.isErased)), int8s(cases.map(([, each]) => each.dueAt)), int8s(cases.map(([, each]) => each.at))],
  );
  await change(
    transaction,
    `INSERT INTO portal_owner (commune, dossier_id, kind)
     SELECT d.commune, d.dossier_id, o.raw -> 'body' -> 'intake' -> 'behalf' -> 'owner' ->> 'kind' FROM dossier d JOIN event o ON o.commune = d.commune AND o.agg_id = d.dossier_id::text AND o.op_id = d.opened_op
     WHERE d.commune = $1 AND d.dossier_id = ANY ($2::uuid[]) AND o.raw -> 'body' -> 'intake' -> 'behalf' -> 'owner' ->> 'kind' <> 'person' ON CONFLICT DO NOTHING`,
    [commune, uuids(cases.map(([id]) => id))],
  );
  await change(
    transaction,
    `INSERT INTO portal_step (commune, next_at, queued_at, dossier_id, number, part, what, status, is_voided, due_at, at, note, detail, state, failure)
     SELECT $1, $2, $2, s.*, CASE s.what WHEN 'by-hand' THEN 'desk' ELSE 'waiting' END, CASE s.what WHEN 'by-hand' THEN 'portal.by-hand' ELSE '' END
     FROM unnest($3::uuid[], $4::bigint[], $5::smallint[], $6::text[], $7::smallint[], $8::boolean[], $9::bigint[], $10::bigint[], $11::text[], $12::text[]) AS s (dossier_id, number, part, what, status, is_voided, due_at, at, note, detail)`,
    [
      commune, at, uuids(steps.map(({ dossierId }) => dossierId)), int8s(steps.map(({ number }) => number)), int2s(steps.map(({ part }) => part)), texts(steps.map(({ what }) => what)), int2s(steps.map(({ told: { status } }) => status)),
      booleans(steps.map(({ told: { isVoided } }) => isVoided)), int8s(steps.map(({ told: { dueAt } }) => dueAt)), int8s(steps.map((step) => step.told.at)), texts(steps.map(({ note }) => note)), texts(steps.map(({ detail }) => detail)),
    ],
  );
}

/** Plans each turn on top of those before it, and writes what comes of it. */
async function takeTurns(transaction: Transaction, commune: string, { dialect, givesCodes }: PortalSettings, read: TurnsOfFeed, firstPart: number, at: number): Promise<number> {
  const known = new Map(read.told);
  const touched = new Map<string, ToldCase>();
  const steps: Step[] = [];
  for (const { dossierId, number, turn, isErased } of read.turns) {
    const before = known.get(dossierId) ?? null;
    const planned = planTurn(dialect, before, { ...turn, isRewritten: turn.isRewritten || (isErased && before?.isErased === false) }, givesCodes);
    if (planned === null) continue;
    const told = { ...planned.told, isErased };
    known.set(dossierId, told);
    touched.set(dossierId, told);
    steps.push(...planned.parts.map((what, place) => ({ dossierId, number, part: firstPart + place, what, told, note: turn.note, detail: what !== 'by-hand' ? '' : isErased ? 'erased' : 'corrected' } as const)));
  }
  await writeSteps(transaction, commune, steps, touched, at);
  return steps.length;
}

/**
 * Takes over what a commune's feed has new, a page at a time; true when there may be more. Whoever else is at it, in whatever gateway, waits for the cursor.
 * A door that is opened for the first time begins with the feed where that is kept as far back as dossiers are told of, and otherwise, as after too long a silence, with how they stand.
 */
export async function takeOver({ pool, clock, log, settings }: Intake, commune: string): Promise<boolean> {
  const since = startOfDay(settings.since);
  return inTransaction(pool, clock, async (transaction) => {
    await change(transaction, 'INSERT INTO portal_cursor (commune, number) VALUES ($1, -1) ON CONFLICT DO NOTHING', [commune]);
    const [cursor] = await readRows(transaction, cursorRow, 'SELECT number FROM portal_cursor WHERE commune = $1 FOR UPDATE', [commune]);
    const [seen] = await readRows(transaction, rangeRow, RANGE, [commune]);
    if (cursor === undefined || seen === undefined || cursor.number === seen.last) return false;
    const after = cursor.number < 0 && (seen.keptFrom === 1 || (seen.keptSince !== null && seen.keptSince <= since)) ? seen.keptFrom - 1 : cursor.number;
    const isLost = after < 0 || after + 1 < seen.keptFrom || after > seen.last;
    // Who stands with the counter in hand sees everything that has a number, and nothing gets one meanwhile.
    const [range = seen] = isLost ? await readRows(transaction, rangeRow, `${RANGE} FOR UPDATE OF c`, [commune]) : [seen];
    const now = clock.now();
    const read = isLost ? await readStanding(transaction, commune, range.last, since, now) : await readTurns(transaction, commune, after, since, AT_ONCE);
    const steps = await takeTurns(transaction, commune, settings, read, isLost ? STANDING_PARTS : 1, now);
    await change(transaction, 'UPDATE portal_cursor SET number = $2 WHERE commune = $1', [commune, read.last]);
    if (isLost) log(after < 0 ? 'info' : 'alarm', 'portal.stands-anew', { commune, steps });
    return read.last < range.last;
  });
}
