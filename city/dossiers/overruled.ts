// Values that operations wanted and did not get: kept beside the feed that says them, for whoever has not read it.

import type { FeedChange } from '../../shared/wire/feed.ts';
import { change } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';

/** Keeps what the changes say to have been overruled. */
export async function keepOverruled(transaction: Transaction, commune: string, told: readonly (string | FeedChange)[]): Promise<void> {
  const lost = told.flatMap((each) =>
    typeof each === 'string' || each.type !== 'dossier.changed' ? [] : Object.entries(each.overruled).flatMap(([name, value]) => (each.opId === null ? [] : [{ id: each.dossierId, opId: each.opId, name, value, revision: each.revision }])));
  if (lost.length === 0) return;
  await change(
    transaction,
    `INSERT INTO overruled (commune, dossier_id, op_id, name, lost, revision)
     SELECT $1, o.* FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[]) AS o ON CONFLICT DO NOTHING`,
    [commune, lost.map(({ id }) => id), lost.map(({ opId }) => opId), lost.map(({ name }) => name), lost.map(({ value }) => value), lost.map(({ revision }) => revision)],
  );
}
