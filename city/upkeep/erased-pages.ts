// Removes the files of pages that were erased, once their rows are gone for good.

import type { Pool } from 'pg';
import { z } from 'zod';
import { isErasedPage } from '../blobs/announce.ts';
import type { BlobStore } from '../blobs/store.ts';
import { change, readRows } from '../database/rows.ts';

const pageSchema = z.object({ commune: z.string(), sha256: z.string() });

/** A page that has come again in the meantime for another dossier has its row, and stays; one that came while its dossier was being erased does not. One that cannot be removed keeps no other, and is thrown at the end. */
export async function removeErasedPages(pool: Pool, store: BlobStore): Promise<void> {
  const pages = await readRows(pool, pageSchema, 'SELECT commune, sha256 FROM blob_to_remove');
  const failures: unknown[] = [];
  for (const { commune, sha256 } of pages) {
    try {
      await change(pool, `DELETE FROM blob WHERE commune = $1 AND sha256 = $2 AND ${isErasedPage('blob')}`, [commune, sha256]);
      const held = await readRows(pool, z.unknown(), 'SELECT 1 FROM blob WHERE commune = $1 AND sha256 = $2', [commune, sha256]);
      if (held.length === 0) await store.remove(commune, sha256);
      await change(pool, 'DELETE FROM blob_to_remove WHERE commune = $1 AND sha256 = $2', [commune, sha256]);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
