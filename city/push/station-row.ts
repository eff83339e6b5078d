// The row of a station: locked for the length of a push, so that two pushes of one station never interleave.

import { z } from 'zod';
import { must } from '../../shared/base/must.ts';
import { change, readRows } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Sender } from '../server/caller.ts';
import type { LogMark } from './chain.ts';

const stationRowSchema = z.object({ incarnation: z.int(), highSeq: z.int(), headHash: z.string(), state: z.enum(['active', 'quarantined']), agency: z.string() });
export type StationRow = z.infer<typeof stationRowSchema>;

/** Locks and reads the sender's row. */
export async function lockStation(transaction: Transaction, { commune, station }: Sender): Promise<StationRow> {
  const [row] = await readRows(
    transaction,
    stationRowSchema,
    `SELECT s.incarnation, s.high_seq AS "highSeq", encode(s.head_hash, 'hex') AS "headHash", s.state, c.agency
     FROM station s JOIN commune c USING (commune) WHERE s.commune = $1 AND s.station = $2 FOR NO KEY UPDATE OF s`,
    [commune, station],
  );
  return must(row, 'a sender was found by its key, and stations are never deleted');
}

/** Moves the high-water mark. */
export async function advanceStation(transaction: Transaction, { commune, station }: Sender, incarnation: number, mark: LogMark): Promise<void> {
  const changed = await change(
    transaction,
    `UPDATE station SET incarnation = $3, high_seq = $4, head_hash = decode($5, 'hex') WHERE commune = $1 AND station = $2`,
    [commune, station, incarnation, mark.highSeq, mark.headHash],
  );
  must(changed === 1 ? changed : null, 'the station was locked by this transaction');
}
