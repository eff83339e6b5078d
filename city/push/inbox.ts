// The inbox: which operations had their effect. Written in the same transaction as the effect, it makes sending twice harmless.

import { z } from 'zod';
import type { OperationId } from '../../shared/base/ids.ts';
import { bytesOfHex, uuids } from '../database/columns.ts';
import { readRows } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';
import type { SealedOperation } from './chain.ts';
import { Contradiction } from './incident.ts';

const claimedRow = z.object({ opId: z.string() });
const heldRow = z.object({ opId: z.string(), contentHash: z.string() });

function assertSame(held: string, { operation, contentHash }: SealedOperation): void {
  if (held === contentHash) return;
  throw new Contradiction('wire.reused-id', operation.opId, `operation ${operation.seq}: its id was used before for something else`);
}

/** Those whose words the city has erased. A station that writes its tail once more has erased them too and sends what is left: no other content, only less of the same. */
async function readErased(transaction: Transaction, commune: string, differing: readonly SealedOperation[]): Promise<ReadonlySet<string>> {
  if (differing.length === 0) return new Set();
  const ids = differing.map(({ operation }) => operation.opId);
  const rows = await readRows(transaction, claimedRow, 'SELECT op_id AS "opId" FROM event WHERE commune = $1 AND op_id = ANY ($2::uuid[]) AND raw IS NULL', [commune, ids]);
  return new Set(rows.map(({ opId }) => opId));
}

/**
 * Claims the operations for this transaction and gives those that nobody had claimed before; each of them must now have its effect.
 * Waits for another transaction that claims the same at this moment. Throws `Contradiction` when an id comes with another content.
 */
export async function claimNew(transaction: Transaction, commune: string, batch: readonly SealedOperation[]): Promise<readonly SealedOperation[]> {
  const firsts = new Map<OperationId, SealedOperation>();
  for (const sealed of batch) {
    const first = firsts.get(sealed.operation.opId);
    if (first === undefined) firsts.set(sealed.operation.opId, sealed);
    else assertSame(first.contentHash, sealed);
  }
  // In the order of ids, so that two transactions with the same operations wait for each other and do not lock each other out.
  const ordered = [...firsts.values()].sort((a, b) => (a.operation.opId < b.operation.opId ? -1 : 1));
  const claimed = await readRows(
    transaction,
    claimedRow,
    `INSERT INTO inbox (commune, op_id, body_hash) SELECT $1, o.id, o.hash FROM unnest($2::uuid[], $3::bytea[]) AS o (id, hash)
     ON CONFLICT (commune, op_id) DO NOTHING RETURNING op_id AS "opId"`,
    [commune, uuids(ordered.map(({ operation }) => operation.opId)), bytesOfHex(ordered.map(({ contentHash }) => contentHash))],
  );
  const isNew = new Set<string>(claimed.map(({ opId }) => opId));
  const others = ordered.filter(({ operation }) => !isNew.has(operation.opId));
  if (others.length > 0) {
    const held = await readRows(
      transaction,
      heldRow,
      `SELECT op_id AS "opId", encode(body_hash, 'hex') AS "contentHash" FROM inbox WHERE commune = $1 AND op_id = ANY ($2::uuid[])`,
      [commune, others.map(({ operation }) => operation.opId)],
    );
    const hashes = new Map(held.map(({ opId, contentHash }) => [opId, contentHash]));
    const differing = others.filter(({ operation, contentHash }) => hashes.get(operation.opId) !== contentHash);
    const erased = await readErased(transaction, commune, differing);
    for (const sealed of differing) if (!erased.has(sealed.operation.opId)) assertSame(hashes.get(sealed.operation.opId) ?? '', sealed);
  }
  return batch.filter((sealed) => isNew.has(sealed.operation.opId) && firsts.get(sealed.operation.opId) === sealed);
}
