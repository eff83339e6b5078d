// The city's word that it holds a page: its row and the line in the feed, together.

import type { Pool } from 'pg';
import type { BlobHash, EpochMs } from '../../shared/base/ids.ts';
import type { CityClock } from '../clock.ts';
import { change } from '../database/rows.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Transaction } from '../database/transaction.ts';
import { appendToFeed } from '../feed/append.ts';

export interface HeldPage {
  readonly commune: string;
  readonly sha256: BlobHash;
  readonly bytes: number;
  readonly at: EpochMs;
}

/** Of a row `page`: a dossier named it and was erased, and nothing else names it. Bytes that nothing has named so far are waited for. */
export const isErasedPage = (page: string): string => `EXISTS (SELECT FROM dossier_page p JOIN dossier d USING (commune, dossier_id) WHERE p.commune = ${page}.commune AND p.sha256 = ${page}.sha256 AND d.is_erased)
  AND NOT EXISTS (SELECT FROM dossier_page p JOIN dossier d USING (commune, dossier_id) WHERE p.commune = ${page}.commune AND p.sha256 = ${page}.sha256 AND NOT d.is_erased AND p.removed_at IS NULL)`;

/**
 * To be called only when the file is durable. Row and announcement together, and only the first time; `along` runs in the same transaction. False for a page whose dossier was erased
 * while it was on its way: it is no page any more, and its file goes with the next sweep.
 */
export async function announcePage(pool: Pool, clock: CityClock, { commune, sha256, bytes, at }: HeldPage, along: (transaction: Transaction) => Promise<unknown> = () => Promise.resolve()): Promise<boolean> {
  return inTransaction(pool, clock, async (transaction) => {
    const late = await change(
      transaction,
      `INSERT INTO blob_to_remove (commune, sha256, at) SELECT page.* FROM (VALUES ($1, $2, $3::bigint)) AS page (commune, sha256, at) WHERE ${isErasedPage('page')} ON CONFLICT (commune, sha256) DO UPDATE SET at = EXCLUDED.at`,
      [commune, sha256, at],
    );
    if (late === 1) {
      await along(transaction);
      return false;
    }
    const added = await change(
      transaction,
      'INSERT INTO blob (commune, sha256, bytes, verified_at) VALUES ($1, $2, $3, $4) ON CONFLICT (commune, sha256) DO NOTHING',
      [commune, sha256, bytes, at],
    );
    await along(transaction);
    if (added === 1) await appendToFeed(transaction, commune, [{ type: 'blob.verified', sha256, bytes }], at);
    return true;
  });
}
