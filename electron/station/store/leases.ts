// Blocks of numbers that this station may give. A number is taken in the transaction that uses it, out of a block that nobody else holds, and never goes back.

import { z } from 'zod';
import type { BusinessDay, EpochMs } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { businessDaySchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';

/** Series of the city's codes are 'code/<agency>', those of tickets 'ticket/<field>'. */
export const CODES = 'code/';
export const TICKETS = 'ticket/';
/** The holder of blocks that this station itself gives numbers from. */
export const OWN = 'station';

const blockRow = z.object({
  leaseId: z.string(), series: z.string(), day: businessDaySchema, lo: z.int(), hi: z.int(), next: z.int(), incarnation: z.int(), holder: z.string(), state: z.enum(['open', 'closed', 'void']),
});
/** A block with its numbers `lo`…`hi`; those from `next` on were never given. */
export type Block = z.output<typeof blockRow>;
const BLOCK = 'SELECT lease_id AS leaseId, series, day, lo, hi, next, incarnation, holder, state FROM lease';

/** What is written when a block is granted. */
export type NewBlock = Pick<Block, 'leaseId' | 'series' | 'day' | 'lo' | 'hi' | 'incarnation' | 'holder'> & { readonly state: 'open' | 'void'; readonly at: EpochMs };

/** Keeps a block of which no number was given. Fails where one of its numbers stands in another block of the series and day. */
export function addLease(store: Writable, { at, ...block }: NewBlock): void {
  store.runOne(
    `INSERT INTO lease (lease_id, series, day, size, lo, hi, next, incarnation, holder, state, got_at)
     VALUES ($leaseId, $series, $day, $hi - $lo + 1, $lo, $hi, $lo, $incarnation, $holder, $state, $at)`,
    { ...block, at },
  );
}

const mintedRow = z.object({ series: z.string(), number: z.int() });
/** A number with its series. */
export type Minted = z.output<typeof mintedRow>;

/**
 * Takes the next number of the oldest block with room; null when there is none. It is used up only if the transaction commits. `series` may be a whole series or, ending in '/',
 * any series below it. Blocks of other incarnations and of other holders are never touched.
 */
export function mint(store: Writable, series: string, day: BusinessDay, incarnation: number): Minted | null {
  return store.get(
    mintedRow,
    `UPDATE lease SET next = next + 1 WHERE lease_id =
       (SELECT lease_id FROM lease WHERE day = $day AND series BETWEEN $series AND $end AND state = 'open' AND incarnation = $incarnation AND holder = 'station' AND next <= hi ORDER BY got_at, lo LIMIT 1)
     RETURNING series, next - 1 AS number`,
    { series, end: endOf(series), day, incarnation },
  );
}

const countRow = z.object({ count: z.int() });

/** Numbers of the day that can still be given. */
export function unused(store: Readable, series: string, day: BusinessDay, incarnation: number): number {
  const row = store.get(
    countRow,
    `SELECT coalesce(sum(hi - next + 1), 0) AS count FROM lease WHERE day = $day AND series BETWEEN $series AND $end AND state = 'open' AND incarnation = $incarnation AND holder = 'station'`,
    { series, end: endOf(series), day, incarnation },
  );
  return must(row, 'an aggregate has one row').count;
}

const dayRow = z.object({ day: businessDaySchema });

/** The latest day of which a number was given by any incarnation; null before the first. */
export function lastMintedDay(store: Readable, series: string): BusinessDay | null {
  return store.get(dayRow, 'SELECT day FROM lease WHERE series BETWEEN $series AND $end AND next > lo ORDER BY day DESC LIMIT 1', { series, end: endOf(series) })?.day ?? null;
}

/** All blocks of a day, in the order of their numbers. */
export function blocksOf(store: Readable, day: BusinessDay): readonly Block[] {
  return store.all(blockRow, `${BLOCK} WHERE day = $day AND state <> 'asked' ORDER BY series, lo`, { day });
}

/** Blocks from which no number may come any more: of days before `today`, and of other incarnations. Oldest first. */
export function blocksToClose(store: Readable, today: BusinessDay, incarnation: number): readonly Block[] {
  return store.all(blockRow, `${BLOCK} WHERE state = 'open' AND (day < $today OR incarnation <> $incarnation) ORDER BY day, series, lo`, { today, incarnation });
}

/** No number comes out of it any more. */
export function endLease(store: Writable, leaseId: string, state: 'closed' | 'void'): void {
  store.runOne(`UPDATE lease SET state = $state WHERE lease_id = $leaseId AND state = 'open'`, { leaseId, state });
}

/** '0' follows '/' in every collation by bytes: a prefix that ends in '/' takes in all that begins with it. */
function endOf(series: string): string {
  return series.endsWith('/') ? `${series.slice(0, -1)}0` : series;
}
