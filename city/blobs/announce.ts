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

/** To be called only when the file is durable. Row and announcement together, and only the first time; `along` runs in the same transaction. */
export async function announcePage(pool: Pool, clock: CityClock, { commune, sha256, bytes, at }: HeldPage, along: (transaction: Transaction) => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  await inTransaction(pool, clock, async (transaction) => {
    const added = await change(
      transaction,
      'INSERT INTO blob (commune, sha256, bytes, verified_at) VALUES ($1, $2, $3, $4) ON CONFLICT (commune, sha256) DO NOTHING',
      [commune, sha256, bytes, at],
    );
    await along(transaction);
    if (added === 1) await appendToFeed(transaction, commune, [{ type: 'blob.verified', sha256, bytes }], at);
  });
}
