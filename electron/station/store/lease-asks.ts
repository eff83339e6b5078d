// Blocks of codes that the city is asked for: noted before the question leaves, so that after a lost answer the same question is asked again and the same block comes.

import { z } from 'zod';
import type { BusinessDay, EpochMs } from '../../../shared/base/ids.ts';
import { businessDaySchema } from '../../../shared/contract/primitives.ts';
import { parseAgencyCode } from '../../../shared/domain/codes/dossier-code.ts';
import type { Lease } from '../../../shared/wire/leases.ts';
import type { Readable, Writable } from './handle.ts';
import { CODES, OWN } from './leases.ts';

/** Series of a block before the city has said for which agency it is. */
const UNSAID = 'code';

const askRow = z.object({ leaseId: z.string(), day: businessDaySchema, size: z.int() });
/** What the city is asked for. */
export type LeaseAsk = z.output<typeof askRow>;

/** Notes a question that is about to be asked. */
export function noteAsk(store: Writable, ask: LeaseAsk, incarnation: number, at: EpochMs): void {
  store.runOne(
    `INSERT INTO lease (lease_id, series, day, size, incarnation, holder, state, got_at) VALUES ($leaseId, $series, $day, $size, $incarnation, $holder, 'asked', $at)`,
    { ...ask, series: UNSAID, holder: OWN, incarnation, at },
  );
}

/** Questions without an answer, the nearest day first. */
export function openAsks(store: Readable, incarnation: number, limit: number): readonly LeaseAsk[] {
  return store.all(askRow, `SELECT lease_id AS leaseId, day, size FROM lease WHERE state = 'asked' AND incarnation = $incarnation ORDER BY day, lease_id LIMIT $limit`, { incarnation, limit });
}

/** Nobody wants an answer any more to questions about days that are over, or of an older incarnation. What the city may have lent for them is burned there. */
export function forgetAsks(store: Writable, today: BusinessDay, incarnation: number): void {
  store.run(`DELETE FROM lease WHERE state = 'asked' AND (day < $today OR incarnation <> $incarnation)`, { today, incarnation });
}

/** The city has nothing to lend for this question. */
export function dropAsk(store: Writable, leaseId: string): void {
  store.run(`DELETE FROM lease WHERE state = 'asked' AND lease_id = $leaseId`, { leaseId });
}

const overlapRow = z.object({ leaseId: z.string() });

/** Takes in a block as the answer to its question; false, and nothing changed, if it is not what was asked for or shares a number with a block that is held. */
export function takeInLease(store: Writable, { leaseId, agency, day, lo, hi, incarnation }: Lease, at: EpochMs): boolean {
  if (parseAgencyCode(agency) === null || hi < lo) return false;
  const series = `${CODES}${agency}`;
  const overlap = store.get(overlapRow, 'SELECT lease_id AS leaseId FROM lease WHERE day = $day AND series = $series AND lo <= $hi AND hi >= $lo LIMIT 1', { day, series, lo, hi });
  if (overlap !== null) return false;
  return (
    store.run(
      `UPDATE lease SET state = 'open', series = $series, lo = $lo, hi = $hi, next = $lo, got_at = $at
       WHERE lease_id = $leaseId AND state = 'asked' AND day = $day AND incarnation = $incarnation AND $hi - $lo < size`,
      { leaseId, series, day, lo, hi, incarnation, at },
    ) === 1
  );
}

const freeRow = z.object({ day: businessDaySchema, free: z.int() });

/** Codes of each day that can still be given, with those that are asked for; days without any are not in it. */
export function codesFree(store: Readable, from: BusinessDay, to: BusinessDay, incarnation: number): ReadonlyMap<BusinessDay, number> {
  const rows = store.all(
    freeRow,
    `SELECT day, sum(CASE state WHEN 'asked' THEN size ELSE hi - next + 1 END) AS free FROM lease
     WHERE day BETWEEN $from AND $to AND series GLOB 'code*' AND state IN ('asked', 'open') AND incarnation = $incarnation AND holder = 'station' GROUP BY day`,
    { from, to, incarnation },
  );
  return new Map(rows.map(({ day, free }) => [day, free]));
}

const countRow = z.object({ count: z.int().nullable() });

/** Dossiers of the busiest day since `from`; 0 without any. Days are those of Hà Nội, seven hours ahead. */
export function busiestDay(store: Readable, from: EpochMs): number {
  const row = store.get(
    countRow,
    'SELECT max(count) AS count FROM (SELECT count(*) AS count FROM dossier WHERE received_at >= $from GROUP BY (received_at + 25200000) / 86400000)',
    { from },
  );
  return row?.count ?? 0;
}
