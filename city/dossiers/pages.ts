// Scanned pages as their dossiers name them: a set to which is added, and from which is taken away with a mark.

import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';
import type { LogEventBody } from '../../shared/wire/log-events.ts';
import { change } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';

type AddedPage = LogEventBody<'dossier.page-added'>;

/** Pages that came with an opening. */
export function pagesOf({ dossierId, papers }: OpenedDossier): readonly AddedPage[] {
  return papers.flatMap((paper) => paper.pages.map((page) => ({ dossierId, paperId: paper.paperId, page })));
}

/** Adds pages; one that is there already stays as it is. */
export async function insertPages(transaction: Transaction, commune: string, pages: readonly AddedPage[]): Promise<void> {
  if (pages.length === 0) return;
  await change(
    transaction,
    `INSERT INTO dossier_page (commune, dossier_id, page_id, sha256, bytes, mime, paper_id)
     SELECT $1, p.dossier_id, p.page_id, p.sha256, p.bytes, p.mime, p.paper_id
     FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::text[]) AS p (dossier_id, page_id, sha256, bytes, mime, paper_id)
     ON CONFLICT (commune, dossier_id, page_id) DO NOTHING`,
    [
      commune, pages.map(({ dossierId }) => dossierId), pages.map(({ page }) => page.pageId), pages.map(({ page }) => page.sha256), pages.map(({ page }) => page.bytes),
      pages.map(({ page }) => page.mime), pages.map(({ paperId }) => paperId),
    ],
  );
}

/** Marks pages as taken away; the file stays until an erasure. */
export async function removePages(transaction: Transaction, commune: string, pages: readonly LogEventBody<'dossier.page-removed'>[], at: number): Promise<void> {
  if (pages.length === 0) return;
  await change(
    transaction,
    `UPDATE dossier_page SET removed_at = $2 FROM unnest($3::uuid[], $4::uuid[]) AS p (dossier_id, page_id)
     WHERE dossier_page.commune = $1 AND dossier_page.dossier_id = p.dossier_id AND dossier_page.page_id = p.page_id AND removed_at IS NULL`,
    [commune, at, pages.map(({ dossierId }) => dossierId), pages.map(({ pageId }) => pageId)],
  );
}
