// The list of what a station sent and what has no effect yet: refused, held behind something refused, or not understood. Nothing leaves it by age.

import { z } from 'zod';
import type { OperationId } from '../../shared/base/ids.ts';
import type { WithoutEffectResult } from '../../shared/wire/messages.ts';
import { operationSchema } from '../../shared/wire/operation.ts';
import { readRows, change, type Queryable } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';
import type { Sender } from '../server/caller.ts';
import type { SealedOperation } from './chain.ts';
import type { WithoutEffect } from './interpret.ts';

const { opId: operationId } = operationSchema.shape;
const openRow = z.object({ opId: operationId, kind: z.enum(['rejected', 'held', 'kept']), code: z.string(), detail: z.string(), field: z.string().nullable(), heldBy: operationId.nullable() });

/** What the list says besides the code: of what is kept, its type. */
export function detailOf(type: string, why: WithoutEffect): string {
  if (why.kind === 'kept') return type;
  return why.kind === 'rejected' ? why.detail : '';
}

/** Notes what has no effect, each operation once. */
export async function insertUnsettled(
  transaction: Transaction, { commune, station }: Sender, listed: readonly { readonly sealed: SealedOperation; readonly why: WithoutEffect }[], at: number,
): Promise<void> {
  if (listed.length === 0) return;
  const operations = listed.map(({ sealed }) => sealed.operation);
  await change(
    transaction,
    `INSERT INTO unsettled (commune, station, at, op_id, incarnation, seq, agg_id, kind, code, detail, field, held_by)
     SELECT $1, $2, $3, u.op_id, u.incarnation, u.seq, u.agg_id, u.kind, u.code, u.detail, u.field, u.held_by
     FROM unnest($4::uuid[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::uuid[]) AS u (op_id, incarnation, seq, agg_id, kind, code, detail, field, held_by)`,
    [
      commune, station, at, operations.map(({ opId }) => opId), operations.map(({ incarnation }) => incarnation), operations.map(({ seq }) => seq),
      operations.map(({ aggType, aggId }) => (aggType === 'dossier' ? aggId : null)), listed.map(({ why }) => why.kind), listed.map(({ why }) => (why.kind === 'held' ? '' : why.code)),
      listed.map(({ sealed, why }) => detailOf(sealed.operation.type, why)), listed.map(({ why }) => (why.kind === 'rejected' ? (why.field ?? null) : null)),
      listed.map(({ why }) => (why.kind === 'held' ? why.by : null)),
    ],
  );
}

/** Which of the given operations have no effect, now or since an earlier time, as the wire says it. */
export async function readUnsettled(on: Queryable, commune: string, opIds: readonly string[]): Promise<ReadonlyMap<string, WithoutEffectResult>> {
  const rows = await readRows(
    on,
    openRow,
    `SELECT op_id AS "opId", kind, code, detail, field, held_by AS "heldBy" FROM unsettled WHERE commune = $1 AND op_id = ANY ($2::uuid[]) AND settled IS NULL`,
    [commune, opIds],
  );
  return new Map(rows.map((row) => [row.opId, resultOf(row)]));
}

function resultOf({ opId, kind, code, detail, field, heldBy }: z.infer<typeof openRow>): WithoutEffectResult {
  if (kind === 'held') return { kind, opId, by: heldBy ?? opId };
  if (kind === 'kept') return { kind, opId, code: code === 'operation.unknown-version' ? code : 'operation.unknown-type' };
  return { kind, opId, code, detail, ...(field === null ? {} : { field }) };
}

const blockerRow = z.object({ aggId: z.string(), opId: operationId });

/**
 * By the dossier, the first operation that others of it have to wait for: one that was refused, or an opening that is not understood yet. Held in share until the commit:
 * whoever settles it waits until those that are to wait for it are written, and finds them; whoever comes after that finds it settled.
 */
export async function readBlockers(transaction: Transaction, commune: string, ids: readonly string[]): Promise<Map<string, OperationId>> {
  if (ids.length === 0) return new Map();
  const rows = await readRows(
    transaction,
    blockerRow,
    `SELECT agg_id AS "aggId", op_id AS "opId" FROM unsettled
     WHERE commune = $1 AND agg_id = ANY ($2::text[]) AND settled IS NULL AND (kind = 'rejected' OR (kind = 'kept' AND detail = 'dossier.opened')) ORDER BY agg_id, at, incarnation, seq FOR SHARE`,
    [commune, ids],
  );
  // The first of each stays.
  return new Map(rows.toReversed().map(({ aggId, opId }) => [aggId, opId]));
}
