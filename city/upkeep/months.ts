// The parts of the tables that grow without end: made for the months ahead, dropped when a month is older than it is kept.

import type { Pool } from 'pg';
import { z } from 'zod';
import { FEED_KEPT_DAYS } from '../../shared/wire/feed.ts';
import type { CityClock } from '../clock.ts';
import { change, readRows } from '../database/rows.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Transaction } from '../database/transaction.ts';
import { namedFailure } from '../log.ts';
import type { Log } from '../log.ts';

const MS_PER_DAY = 86_400_000;
/** How long the ids of operations are remembered, to tell one that is sent again. */
const INBOX_KEPT_DAYS = 400;
/** Any number, the same in every gateway: one at a time makes and drops months. */
const MONTHS_LOCK = 7_261_501;
const MONTHS_BACK = 2;
const MONTHS_AHEAD = 3;

/** A table that is cut by months; `bound` writes the beginning of a month in terms of the column that cuts it. The log is never dropped: a person detaches its months. */
interface Cut {
  readonly table: 'event' | 'feed' | 'inbox';
  readonly keptDays: number | null;
  readonly bound: (ms: number) => string;
}

/** The first 48 bits of an operation's id are its time (RFC 9562, version 7). */
function firstIdOf(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `'${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000'`;
}

const CUTS: readonly Cut[] = [
  { table: 'event', keptDays: null, bound: String },
  { table: 'feed', keptDays: FEED_KEPT_DAYS, bound: String },
  { table: 'inbox', keptDays: INBOX_KEPT_DAYS, bound: firstIdOf },
];

const partRow = z.object({ name: z.string() });

/** First moment of the month that lies `months` after that of `at`, by UTC. */
function monthStart(at: number, months: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

function partName(table: string, start: number): string {
  return `${table}_${new Date(start).toISOString().slice(0, 7).replace('-', '_')}`;
}

async function readParts(transaction: Transaction, table: string): Promise<readonly string[]> {
  const rows = await readRows(transaction, partRow, 'SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass', [table]);
  return rows.map(({ name }) => name);
}

/** Number of the month in a part's name; null for the part of the rest. */
function monthOf(name: string): number | null {
  const found = /_(\d{4})_(\d{2})$/.exec(name);
  return found === null ? null : Date.UTC(Number(found[1]), Number(found[2]) - 1, 1);
}

/** Takes a month of the feed away, and notes from where on the feed is kept. */
async function dropMonth(transaction: Transaction, { table }: Cut, name: string): Promise<void> {
  // Before the counters: whoever appends to the feed holds the table first and the counter then.
  await change(transaction, `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  if (table === 'feed') {
    await change(
      transaction,
      `UPDATE feed_counter SET kept_from = greatest(kept_from, gone.last + 1) FROM (SELECT commune, max(number) AS last FROM ${name} GROUP BY commune) AS gone WHERE feed_counter.commune = gone.commune`,
    );
  }
  await change(transaction, `DROP TABLE ${name}`);
}

/** Makes what is missing of one month's part; where rows of that month lie in the rest already, they stay there. */
async function makeMonth(pool: Pool, clock: CityClock, log: Log, { table, bound }: Cut, start: number, end: number): Promise<void> {
  const name = partName(table, start);
  try {
    await inTransaction(pool, clock, (transaction) => change(transaction, `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF ${table} FOR VALUES FROM (${bound(start)}) TO (${bound(end)})`));
  } catch (error) {
    log('warning', 'database.month-not-made', { part: name, ...namedFailure(error) });
  }
}

/** Makes the months around now and drops those that are too old. Several gateways may do so at once. */
export async function keepMonths(pool: Pool, clock: CityClock, log: Log): Promise<void> {
  const now = clock.now();
  for (const cut of CUTS) {
    const parts = new Set(await inTransaction(pool, clock, (transaction) => readParts(transaction, cut.table)));
    for (let month = -MONTHS_BACK; month <= MONTHS_AHEAD; month += 1) {
      const [start, end] = [monthStart(now, month), monthStart(now, month + 1)];
      if (!parts.has(partName(cut.table, start))) await makeMonth(pool, clock, log, cut, start, end);
    }
    const { keptDays } = cut;
    if (keptDays === null) continue;
    const old = [...parts].filter((name) => monthStart(monthOf(name) ?? now, 1) < now - keptDays * MS_PER_DAY);
    for (const name of old) {
      await inTransaction(pool, clock, async (transaction) => {
        await change(transaction, 'SELECT pg_advisory_xact_lock($1)', [MONTHS_LOCK]);
        if ((await readParts(transaction, cut.table)).includes(name)) await dropMonth(transaction, cut, name);
      });
      log('info', 'database.month-dropped', { part: name });
    }
  }
}
