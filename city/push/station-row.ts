// The row of a station, locked for the length of a push so that two pushes of one station never interleave, and the chains of its incarnations.

import { z } from 'zod';
import { must } from '../../shared/base/must.ts';
import { change, readRows } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Sender } from '../server/caller.ts';

const stationRowSchema = z.object({ incarnation: z.int(), state: z.enum(['active', 'quarantined']), agency: z.string() });
/** `incarnation` is the newest that the city knows; 0 before the first. */
export type StationRow = z.infer<typeof stationRowSchema>;

const chainSchema = z.object({ incarnation: z.int(), baseSeq: z.int(), baseHash: z.string(), firstSeq: z.int(), bornAt: z.int(), highSeq: z.int(), headHash: z.string() });
/**
 * How far the city holds the log of one incarnation. It left an older incarnation after `baseSeq` (0: it began with nothing); its own operations are `firstSeq`…`highSeq`.
 * `bornAt` is the station's claim of when the first of them happened.
 */
export type Chain = z.infer<typeof chainSchema>;

/** Locks and reads the sender's row. */
export async function lockStation(transaction: Transaction, { commune, station }: Sender): Promise<StationRow> {
  const [row] = await readRows(
    transaction,
    stationRowSchema,
    `SELECT s.incarnation, s.state, c.agency FROM station s JOIN commune c USING (commune) WHERE s.commune = $1 AND s.station = $2 FOR NO KEY UPDATE OF s`,
    [commune, station],
  );
  return must(row, 'a sender was found by its key, and stations are never deleted');
}

/** Chains of the sender, oldest incarnation first. Read after the lock: a statement that waited for it would still see what was before. */
export async function readChains(transaction: Transaction, { commune, station }: Sender): Promise<Chain[]> {
  return readRows(
    transaction,
    chainSchema,
    `SELECT incarnation, base_seq AS "baseSeq", encode(base_hash, 'hex') AS "baseHash", first_seq AS "firstSeq", born_at AS "bornAt", high_seq AS "highSeq", encode(head_hash, 'hex') AS "headHash"
     FROM station_chain WHERE commune = $1 AND station = $2 ORDER BY incarnation`,
    [commune, station],
  );
}

/** Writes chains as they are after a push. */
export async function writeChains(transaction: Transaction, { commune, station }: Sender, chains: readonly Chain[]): Promise<void> {
  if (chains.length === 0) return;
  await change(
    transaction,
    `INSERT INTO station_chain (commune, station, incarnation, base_seq, base_hash, first_seq, born_at, high_seq, head_hash)
     SELECT $1, $2, c.incarnation, c.base_seq, decode(c.base_hash, 'hex'), c.first_seq, c.born_at, c.high_seq, decode(c.head_hash, 'hex')
     FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[]) AS c (incarnation, base_seq, base_hash, first_seq, born_at, high_seq, head_hash)
     ON CONFLICT (commune, station, incarnation) DO UPDATE SET high_seq = EXCLUDED.high_seq, head_hash = EXCLUDED.head_hash`,
    [
      commune, station, chains.map((chain) => chain.incarnation), chains.map((chain) => chain.baseSeq), chains.map((chain) => chain.baseHash), chains.map((chain) => chain.firstSeq),
      chains.map((chain) => chain.bornAt), chains.map((chain) => chain.highSeq), chains.map((chain) => chain.headHash),
    ],
  );
}

/**
 * Notes that a newer incarnation of the station was heard: the numbers lent to older ones are void from here on. Must run under the station's lock.
 * True when there was an older one, so that the commune must be told.
 */
export async function fenceOlder(transaction: Transaction, { commune, station }: Sender, row: StationRow, incarnation: number, at: number): Promise<boolean> {
  if (incarnation <= row.incarnation) return false;
  await change(transaction, 'UPDATE station SET incarnation = $3 WHERE commune = $1 AND station = $2', [commune, station, incarnation]);
  if (row.incarnation === 0) return false;
  await change(transaction, 'UPDATE code_lease SET voided_at = $4 WHERE commune = $1 AND station = $2 AND incarnation < $3 AND voided_at IS NULL', [commune, station, incarnation, at]);
  return true;
}
