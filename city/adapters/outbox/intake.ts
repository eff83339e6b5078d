// Takes the feed of a commune over into steps towards the portal, each change once, and then the news: cursor and steps are written in one transaction.

import type { Pool } from 'pg';
import { z } from 'zod';
import { startOfDay } from '../../../shared/domain/time/business-day.ts';
import type { CityClock } from '../../clock.ts';
import { change, readRows } from '../../database/rows.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Log } from '../../log.ts';
import { portalStatus } from '../case.ts';
import type { PortalSettings } from '../settings.ts';
import { takeNews, unsaidLists } from './news.ts';
import { planTurn } from './plan.ts';
import { readStanding, readTurns } from './turns.ts';
import type { ToldCase, TurnsOfFeed } from './turns.ts';
import { writeSteps } from './write-steps.ts';
import type { Step } from './write-steps.ts';

const AT_ONCE = 500;
/** Parts of a standing begin above those of any turn, for they may fall on the number of one. */
const STANDING_PARTS = 50;

interface Intake {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly log: Log;
  readonly settings: PortalSettings;
}

const rangeRow = z.object({ last: z.int(), keptFrom: z.int(), keptSince: z.int().nullable() });
const RANGE = 'SELECT c.last, c.kept_from AS "keptFrom", (SELECT f.at FROM feed f WHERE f.commune = c.commune AND f.number = c.kept_from) AS "keptSince" FROM feed_counter c WHERE c.commune = $1';
const cursorRow = z.object({ number: z.int() });

/** Plans each turn on top of those before it, and writes what comes of it. */
async function takeTurns(transaction: Transaction, commune: string, settings: PortalSettings, read: TurnsOfFeed, firstPart: number, at: number): Promise<number> {
  const unsaid = await unsaidLists(transaction, settings, commune, read.told);
  const known = new Map(read.told);
  const touched = new Map<string, ToldCase>();
  const steps: Step[] = [];
  for (const { dossierId, number, turn, isErased } of read.turns) {
    const before = known.get(dossierId) ?? null;
    const planned = planTurn(settings, before, { ...turn, isRewritten: turn.isRewritten || (isErased && before?.isErased === false) });
    if (planned === null) continue;
    const told = { ...planned.told, isErased };
    known.set(dossierId, told);
    touched.set(dossierId, told);
    // What came of money and results before it moved on is said where it stood, for where it goes may have no list.
    const isFirst = before !== null && before === read.told.get(dossierId) && portalStatus(before) !== portalStatus(told);
    const parts = isFirst ? (unsaid.get(dossierId) ?? []) : [];
    const lists = before === null ? [] : parts.map((what, place) => ({ dossierId, number, part: firstPart + place, what, told: before, note: '', detail: '' } as const));
    steps.push(...lists, ...planned.parts.map((what, place) => ({ dossierId, number, part: firstPart + lists.length + place, what, told, note: turn.note, detail: what !== 'by-hand' ? '' : isErased ? 'erased' : 'corrected' } as const)));
  }
  await writeSteps(transaction, settings, commune, steps, touched, at);
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
    if (cursor === undefined || seen === undefined) return false;
    if (cursor.number === seen.last) return takeNews(transaction, settings, commune, seen.last, clock.now());
    const after = cursor.number < 0 && (seen.keptFrom === 1 || (seen.keptSince !== null && seen.keptSince <= since)) ? seen.keptFrom - 1 : cursor.number;
    const isLost = after < 0 || after + 1 < seen.keptFrom || after > seen.last;
    // Who stands with the counter in hand sees everything that has a number, and nothing gets one meanwhile.
    const [range = seen] = isLost ? await readRows(transaction, rangeRow, `${RANGE} FOR UPDATE OF c`, [commune]) : [seen];
    const now = clock.now();
    const read = isLost ? await readStanding(transaction, commune, range.last, since, now) : await readTurns(transaction, commune, after, since, AT_ONCE);
    const steps = await takeTurns(transaction, commune, settings, read, isLost ? STANDING_PARTS : 1, now);
    await change(transaction, 'UPDATE portal_cursor SET number = $2 WHERE commune = $1', [commune, read.last]);
    if (isLost) log(after < 0 ? 'info' : 'alarm', 'portal.stands-anew', { commune, steps });
    // With what was just planned, so that a dossier that is still to be written is written once.
    return read.last < range.last || takeNews(transaction, settings, commune, read.last, now);
  });
}
