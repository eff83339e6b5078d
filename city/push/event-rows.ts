// The log of everything that a station sent, in its own words.

import { z } from 'zod';
import { operationSchema } from '../../shared/wire/operation.ts';
import type { Operation } from '../../shared/wire/operation.ts';
import { bytesOfHex, int8s, texts, uuids } from '../database/columns.ts';
import { readRows, change } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Sender } from '../server/caller.ts';
import type { SealedOperation } from './chain.ts';

const hashRow = z.object({ seq: z.int(), hash: z.string() });

/** Hashes of the sender's operations that the city holds in a range of one incarnation's log, by sequence. */
export async function readHashes(transaction: Transaction, { commune, station }: Sender, incarnation: number, from: number, to: number): Promise<ReadonlyMap<number, string>> {
  if (from > to) return new Map();
  const rows = await readRows(
    transaction,
    hashRow,
    `SELECT seq, encode(hash, 'hex') AS hash FROM event WHERE commune = $1 AND station = $2 AND incarnation = $3 AND seq BETWEEN $4 AND $5`,
    [commune, station, incarnation, from, to],
  );
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

/** Sequence of the operation with a hash in the log of an older incarnation; null when there is none. Looks through the whole log of the station: only a station that was just reborn asks. */
export async function findByHash(transaction: Transaction, { commune, station }: Sender, before: number, hash: string): Promise<number | null> {
  const [row] = await readRows(
    transaction,
    hashRow,
    `SELECT seq, encode(hash, 'hex') AS hash FROM event WHERE commune = $1 AND station = $2 AND incarnation < $3 AND hash = decode($4, 'hex') ORDER BY incarnation DESC LIMIT 1`,
    [commune, station, before, hash],
  );
  return row?.seq ?? null;
}

/** `raw` carries commune and station besides the operation's own members. */
const rawSchema = operationSchema.omit({ hash: true }).extend({ commune: z.string(), station: z.string() });

/** Reads an operation back from the text that was hashed. */
export function readRaw(raw: string, hash: string): Operation {
  const { commune: _commune, station: _station, ...operation } = rawSchema.parse(JSON.parse(raw));
  return { ...operation, hash };
}

/** Appends operations to the log as they were sealed. */
export async function insertEvents(transaction: Transaction, { commune, station }: Sender, batch: readonly SealedOperation[], receivedAt: number): Promise<void> {
  const operations = batch.map(({ operation }) => operation);
  await change(
    transaction,
    `INSERT INTO event (commune, station, received_at, seq, op_id, incarnation, agg_type, agg_id, type, type_version, at, hash, raw)
     SELECT $1, $2, $3, e.seq, e.op_id, e.incarnation, e.agg_type, e.agg_id, e.type, e.type_version, e.at, e.hash, e.raw::json
     FROM unnest($4::bigint[], $5::uuid[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::bytea[], $13::text[])
       AS e (seq, op_id, incarnation, agg_type, agg_id, type, type_version, at, hash, raw)`,
    [
      commune, station, receivedAt, int8s(operations.map((operation) => operation.seq)), uuids(operations.map((operation) => operation.opId)),
      int8s(operations.map((operation) => operation.incarnation)), texts(operations.map((operation) => operation.aggType)), texts(operations.map((operation) => operation.aggId)),
      texts(operations.map((operation) => operation.type)), int8s(operations.map((operation) => operation.typeVersion)), int8s(operations.map((operation) => operation.at)),
      bytesOfHex(operations.map((operation) => operation.hash)), texts(batch.map(({ raw }) => raw)),
    ],
  );
}
