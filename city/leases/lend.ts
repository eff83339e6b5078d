// Lends blocks of official numbers to a station, in one transaction: the same lease id always gets the same block, two leases never share a number.

import type { Pool } from 'pg';
import { businessDayOf, startOfDay } from '../../shared/domain/time/business-day.ts';
import { leaseSchema, MAX_LEASE_DAYS_AHEAD } from '../../shared/wire/leases.ts';
import type { Lease, LeaseAnswer, LeaseRequest } from '../../shared/wire/leases.ts';
import type { CityClock } from '../clock.ts';
import { change, readRows } from '../database/rows.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Transaction } from '../database/transaction.ts';
import { appendToFeed } from '../feed/append.ts';
import { fenceOlder, lockStation } from '../push/station-row.ts';
import type { Sender } from '../server/caller.ts';
import { WireRefusal } from '../server/refusal.ts';
import { takeBlock } from './official-codes.ts';

const MS_PER_DAY = 86_400_000;

type Want = LeaseRequest['wants'][number];
type Refused = LeaseAnswer['refused'][number];

async function readLeases(transaction: Transaction, { commune, station }: Sender, ids: readonly string[]): Promise<ReadonlyMap<string, Lease>> {
  const rows = await readRows(
    transaction,
    leaseSchema,
    `SELECT lease_id AS "leaseId", agency, to_char(day, 'YYYY-MM-DD') AS day, lo, hi, incarnation
     FROM code_lease WHERE commune = $1 AND station = $2 AND lease_id = ANY ($3::uuid[])`,
    [commune, station, ids],
  );
  return new Map(rows.map((row) => [row.leaseId, row]));
}

/** Writes a block; the table refuses one that shares a number with another. */
async function writeLease(transaction: Transaction, { commune, station }: Sender, { leaseId, agency, day, lo, hi, incarnation }: Lease, at: number): Promise<void> {
  await change(transaction, 'INSERT INTO agency (agency) VALUES ($1) ON CONFLICT (agency) DO NOTHING', [agency]);
  await change(
    transaction,
    `INSERT INTO code_lease (commune, station, lease_id, incarnation, agency, day, lo, hi, lent_at, slots)
     SELECT $1, $2, $3, $4, a.agency, $6::date, $7::int, $8::int, $9,
            int8range((a.number::int8 * 100000 + ($6::date - date '2000-01-01')) * 10000 + $7::int, (a.number::int8 * 100000 + ($6::date - date '2000-01-01')) * 10000 + $8::int, '[]')
     FROM agency a WHERE a.agency = $5`,
    [commune, station, leaseId, incarnation, agency, day, lo, hi, at],
  );
}

function inOrderOfDays(wants: readonly Want[]): readonly Want[] {
  return wants.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

async function lendAll(transaction: Transaction, sender: Sender, { incarnation, wants }: LeaseRequest, at: ReturnType<CityClock['now']>): Promise<Pick<LeaseAnswer, 'leases' | 'refused'>> {
  const row = await lockStation(transaction, sender);
  if (row.state === 'quarantined') throw new WireRefusal('wire.quarantined', 'a person at the city has stopped this station');
  if (incarnation < row.incarnation) throw new WireRefusal('wire.superseded', 'a newer incarnation of the station is known', { incarnation: row.incarnation });
  const isReborn = await fenceOlder(transaction, sender, row, incarnation, at);
  const known = await readLeases(transaction, sender, wants.map(({ leaseId }) => leaseId));
  const [leases, refused]: [Lease[], Refused[]] = [[], []];
  for (const { leaseId, day, size } of inOrderOfDays(wants)) {
    const lent = known.get(leaseId) ?? leases.find((lease) => lease.leaseId === leaseId);
    if (lent !== undefined) {
      if (lent.incarnation !== incarnation) refused.push({ leaseId, code: 'voided' });
      else leases.push(lent);
      continue;
    }
    const ahead = daysAhead(day, at);
    const block = ahead === null || ahead < 0 || ahead > MAX_LEASE_DAYS_AHEAD ? 'day-out-of-range' : ((await takeBlock(transaction, row.agency, day, size)) ?? 'day-used-up');
    if (typeof block === 'string') {
      refused.push({ leaseId, code: block });
      continue;
    }
    const lease = { leaseId, agency: row.agency, day, lo: block.lo, hi: block.hi, incarnation };
    await writeLease(transaction, sender, lease, at);
    leases.push(lease);
  }
  if (isReborn) await appendToFeed(transaction, sender.commune, [{ type: 'numbers.voided', station: sender.station, incarnation }], at);
  return { leases, refused };
}

/** Days from the city's today; null for a day that is in no calendar. */
function daysAhead(day: Want['day'], at: ReturnType<CityClock['now']>): number | null {
  const start = startOfDay(day);
  return businessDayOf(start) === day ? (start - startOfDay(businessDayOf(at))) / MS_PER_DAY : null;
}

/** Lends what a request wants, as far as there is of it. Throws `WireRefusal` for an older incarnation than the city knows. */
export async function lend({ pool, clock }: { readonly pool: Pool; readonly clock: CityClock }, sender: Sender, request: LeaseRequest): Promise<LeaseAnswer> {
  const lent = await inTransaction(pool, clock, (transaction) => lendAll(transaction, sender, request, clock.now()));
  return { requestId: request.requestId, ...lent, cityTime: clock.now() };
}
