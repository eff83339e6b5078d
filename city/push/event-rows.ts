// The log of everything that a station sent, in its own words, and the list of what had no effect.

import { z } from 'zod';
import { readRows, change } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Sender } from '../server/caller.ts';
import type { SealedOperation } from './chain.ts';
import type { Rejection } from './interpret.ts';

const hashRow = z.object({ seq: z.int(), hash: z.string() });
const rejectionRow = z.object({ opId: z.string(), code: z.string(), detail: z.string() });

/** Hashes of the sender's operations that the city holds in a range of its log, by sequence. */
export async function readHashes(transaction: Transaction, { commune, station }: Sender, from: number, to: number): Promise<ReadonlyMap<number, string>> {
  if (from > to) return new Map();
  const rows = await readRows(
    transaction,
    hashRow,
    `SELECT seq, encode(hash, 'hex') AS hash FROM event WHERE commune = $1 AND station = $2 AND seq BETWEEN $3 AND $4`,
    [commune, station, from, to],
  );
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

/** Appends operations to the log as they were sealed. */
export async function insertEvents(transaction: Transaction, { commune, station }: Sender, batch: readonly SealedOperation[], receivedAt: number): Promise<void> {
  const operations = batch.map(({ operation }) => operation);
  await change(
    transaction,
    `INSERT INTO event (commune, station, received_at, seq, op_id, incarnation, agg_type, agg_id, type, type_version, at, hash, raw)
     SELECT $1, $2, $3, e.seq, e.op_id, e.incarnation, e.agg_type, e.agg_id, e.type, e.type_version, e.at, decode(e.hash, 'hex'), e.raw::json
     FROM unnest($4::bigint[], $5::uuid[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[])
       AS e (seq, op_id, incarnation, agg_type, agg_id, type, type_version, at, hash, raw)`,
    [
      commune, station, receivedAt, operations.map((operation) => operation.seq), operations.map((operation) => operation.opId),
      operations.map((operation) => operation.incarnation), operations.map((operation) => operation.aggType), operations.map((operation) => operation.aggId),
      operations.map((operation) => operation.type), operations.map((operation) => operation.typeVersion), operations.map((operation) => operation.at),
      operations.map((operation) => operation.hash), batch.map(({ raw }) => raw),
    ],
  );
}

/** Notes what had no effect. */
export async function insertRejections(
  transaction: Transaction, { commune, station }: Sender, rejected: readonly { readonly sealed: SealedOperation; readonly rejection: Rejection }[], at: number,
): Promise<void> {
  if (rejected.length === 0) return;
  await change(
    transaction,
    `INSERT INTO rejected (commune, station, at, op_id, seq, code, detail)
     SELECT $1, $2, $3, r.op_id, r.seq, r.code, r.detail FROM unnest($4::uuid[], $5::bigint[], $6::text[], $7::text[]) AS r (op_id, seq, code, detail)`,
    [
      commune, station, at, rejected.map(({ sealed }) => sealed.operation.opId), rejected.map(({ sealed }) => sealed.operation.seq),
      rejected.map(({ rejection }) => rejection.code), rejected.map(({ rejection }) => rejection.detail),
    ],
  );
}

/** What was rejected, now or at an earlier time, of the given operations. */
export async function readRejections(transaction: Transaction, commune: string, batch: readonly SealedOperation[]): Promise<ReadonlyMap<string, Rejection>> {
  const rows = await readRows(
    transaction,
    rejectionRow,
    'SELECT op_id AS "opId", code, detail FROM rejected WHERE commune = $1 AND op_id = ANY ($2::uuid[])',
    [commune, batch.map(({ operation }) => operation.opId)],
  );
  return new Map(rows.map(({ opId, code, detail }) => [opId, { kind: 'rejected', code, detail }]));
}
