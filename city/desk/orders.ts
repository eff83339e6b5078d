// What the city's people may ask and order at the command line. Answers are lines of JSON without anything that belongs to a person.

import type { Pool } from 'pg';
import { z } from 'zod';
import { operationSchema, senderSchema } from '../../shared/wire/operation.ts';
import type { CityClock } from '../clock.ts';
import { change, readRows } from '../database/rows.ts';
import { inTransaction } from '../database/transaction.ts';
import { appendToFeed } from '../feed/append.ts';
import { withdraw } from '../push/settle.ts';
import { listPortal, PORTAL_USAGE, settlePortal } from './portal.ts';

export interface Desk {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly print: (line: string) => void;
}

export const USAGE = `usage: node city/desk.ts (--database-url URL | --database-folder FOLDER) ORDER
  stations                     every station: newest incarnation, how far it is held, what waits
  incidents                    contradictions, codes that are on two papers, books of receipts that two stations share
  waiting                      operations without effect: refused, held, kept
  quarantine COMMUNE/STATION   take nothing of it until it is released
  release COMMUNE/STATION
  settle COMMUNE OPERATION     give up an operation that its station cannot send again; what waits behind it is looked at
  detach-month YYYY-MM         set a month of the log aside as a table of its own, to be archived; nothing is deleted
${PORTAL_USAGE}`;

const OK = 0;
const WRONG = 1;
const SET_ASIDE_AFTER_MS = 14 * 30.5 * 86_400_000;
const line = z.record(z.string(), z.unknown());
const nameSchema = z.tuple([senderSchema.shape.commune, senderSchema.shape.station]);

const QUESTIONS: Readonly<Record<string, string>> = {
  stations: `SELECT s.commune, s.station, s.state, s.incarnation, s.key_hash IS NOT NULL AS "hasKey", coalesce(k.chains, 0)::int AS incarnations, coalesce(k.high, 0)::int AS "highSeq",
      (SELECT count(*) FROM unsettled u WHERE u.commune = s.commune AND u.station = s.station AND u.settled IS NULL)::int AS waiting
    FROM station s LEFT JOIN (SELECT commune, station, count(*) AS chains, max(high_seq) AS high FROM station_chain GROUP BY 1, 2) k USING (commune, station) ORDER BY 1, 2`,
  incidents: `SELECT commune, station, code, subject, detail, times, to_timestamp(first_at / 1000.0) AS first, to_timestamp(last_at / 1000.0) AS last FROM incident ORDER BY last_at DESC`,
  waiting: `SELECT u.commune, u.station, u.op_id AS "opId", e.type, u.kind, u.code, u.field, u.held_by AS "heldBy", to_timestamp(u.at / 1000.0) AS at
    FROM unsettled u JOIN event e USING (commune, station, incarnation, seq) WHERE u.settled IS NULL ORDER BY u.commune, u.at, u.seq`,
};

async function setState({ pool, print }: Desk, state: 'active' | 'quarantined', name: string): Promise<number> {
  const [commune, station] = nameSchema.parse(name.split('/'));
  const touched = await change(pool, 'UPDATE station SET state = $3 WHERE commune = $1 AND station = $2', [commune, station, state]);
  print(touched === 1 ? `${commune}/${station} is ${state}` : `there is no station ${commune}/${station}`);
  return touched === 1 ? OK : WRONG;
}

async function settle({ pool, clock, print }: Desk, communeText: string, opIdText: string): Promise<number> {
  const commune = senderSchema.shape.commune.parse(communeText);
  const opId = operationSchema.shape.opId.parse(opIdText);
  const settled = await inTransaction(pool, clock, async (transaction) => {
    const [row] = await readRows(
      transaction,
      senderSchema.pick({ station: true }).extend({ agency: z.string() }),
      'SELECT u.station, c.agency FROM unsettled u JOIN commune c USING (commune) WHERE u.commune = $1 AND u.op_id = $2 AND u.settled IS NULL FOR UPDATE OF u',
      [commune, opId],
    );
    if (row === undefined) return 0;
    const context = { transaction, commune, agency: row.agency, log: () => undefined, at: clock.now() };
    const changes = await withdraw(context, row.station, opId);
    await appendToFeed(transaction, commune, changes, context.at);
    return changes.length;
  });
  print(settled === 0 ? 'there is no such operation that waits' : `settled; the feed says ${settled} things of it`);
  return settled === 0 ? WRONG : OK;
}

/** Stations far behind may still need a month to prove where they left it: only one that began 14 months ago or earlier is set aside, and none whose words are still waited for. */
async function detachMonth({ pool, clock, print }: Desk, month: string): Promise<number> {
  const name = `event_${z.string().regex(/^\d{4}-\d{2}$/).parse(month).replace('-', '_')}`;
  if (Date.parse(`${month}-01T00:00:00Z`) > clock.now() - SET_ASIDE_AFTER_MS) {
    print(`${month} is not 14 months old`);
    return WRONG;
  }
  const waiting = await inTransaction(pool, clock, async (transaction) => {
    const [found] = await readRows(
      transaction, z.object({ count: z.int() }), `SELECT count(*)::int AS count FROM unsettled u JOIN ${name} e USING (commune, station, incarnation, seq) WHERE u.settled IS NULL`,
    );
    const count = found?.count ?? 0;
    if (count === 0) await change(transaction, `ALTER TABLE event DETACH PARTITION ${name}`);
    return count;
  });
  print(waiting === 0 ? `${name} is a table of its own now: archive it` : `in ${month} there waits an operation without effect, or more (${waiting}): settle them first`);
  return waiting === 0 ? OK : WRONG;
}

/** Carries out one order and gives the exit code; throws for one that is not understood. */
export async function runDesk(desk: Desk, [order, ...words]: readonly string[]): Promise<number> {
  const [first = '', second = ''] = words;
  const question = QUESTIONS[order ?? ''];
  if (question !== undefined && words.length === 0) {
    for (const row of await readRows(desk.pool, line, question)) desk.print(JSON.stringify(row));
    return OK;
  }
  if (order === 'portal' && words.length === 0) {
    await listPortal(desk);
    return OK;
  }
  if ((order === 'portal-again' || order === 'portal-leave') && words.length === 2) return (await settlePortal(desk, order === 'portal-again' ? 'again' : 'leave', first, second)) ? OK : WRONG;
  if (order === 'quarantine' && words.length === 1) return setState(desk, 'quarantined', first);
  if (order === 'release' && words.length === 1) return setState(desk, 'active', first);
  if (order === 'settle' && words.length === 2) return settle(desk, first, second);
  if (order === 'detach-month' && words.length === 1) return detachMonth(desk, first);
  throw new Error('not an order');
}
