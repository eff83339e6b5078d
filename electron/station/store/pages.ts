// Scanned pages of a visit. A row stands only for a page whose file is durable; removing one keeps the row and says when.

import { z } from 'zod';
import type { EpochMs, PageId, VisitId } from '../../../shared/base/ids.ts';
import { blobHashSchema, epochMsSchema, pageIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { Page } from '../../../shared/contract/visit.ts';
import type { Readable, Writable } from './handle.ts';

const mimeSchema = z.enum(['image/jpeg', 'image/png', 'application/pdf']);
const pageRow = z.object({ pageId: pageIdSchema, visitId: visitIdSchema, paperId: z.string(), sha256: blobHashSchema, bytes: z.int(), mime: mimeSchema, scannedAt: epochMsSchema, isBlank: z.int().transform((value) => value === 1) });
const countRow = z.object({ count: z.int() });
/** A page that stands, with the paper it proves; `isBlank` only once it was looked at. */
export type PageRow = z.output<typeof pageRow>;

const COLUMNS = `page_id AS pageId, visit_id AS visitId, paper_id AS paperId, sha256, bytes, mime, scanned_at AS scannedAt,
  EXISTS (SELECT 1 FROM page_look WHERE page_look.sha256 = page.sha256 AND is_blank = 1) AS isBlank`;

/** The pages of a visit that were not removed, in the order in which they were scanned within each paper. */
export function pagesOfVisit(store: Readable, visitId: VisitId): readonly PageRow[] {
  return store.all(pageRow, `SELECT ${COLUMNS} FROM page WHERE visit_id = $visitId AND removed_at IS NULL ORDER BY paper_id, position`, { visitId });
}

/** A page that was not removed. */
export function pageById(store: Readable, pageId: PageId): PageRow | null {
  return store.get(pageRow, `SELECT ${COLUMNS} FROM page WHERE page_id = $pageId AND removed_at IS NULL`, { pageId });
}

/** Appends a page to its paper. */
export function addPage(store: Writable, visitId: VisitId, paperId: string, page: Page): void {
  store.runOne(
    `INSERT INTO page (page_id, visit_id, paper_id, position, sha256, bytes, mime, scanned_at)
     VALUES ($pageId, $visitId, $paperId, (SELECT coalesce(max(position), 0) + 1 FROM page WHERE visit_id = $visitId AND paper_id = $paperId), $sha256, $bytes, $mime, $scannedAt)`,
    { visitId, paperId, pageId: page.pageId, sha256: page.sha256, bytes: page.bytes, mime: page.mime, scannedAt: page.scannedAt },
  );
}

/** Takes a page out of its visit. */
export function removePage(store: Writable, pageId: PageId, at: EpochMs): void {
  store.runOne('UPDATE page SET removed_at = $at WHERE page_id = $pageId AND removed_at IS NULL', { pageId, at });
}

/** How many pages stand in a visit, and how many of them prove one paper. */
export function countPages(store: Readable, visitId: VisitId, paperId: string): { readonly ofVisit: number; readonly ofPaper: number } {
  const count = (sql: string, parameters: Readonly<Record<string, string>>) => store.get(countRow, sql, parameters)?.count ?? 0;
  return {
    ofVisit: count('SELECT count(*) AS count FROM page WHERE visit_id = $visitId AND removed_at IS NULL', { visitId }),
    ofPaper: count('SELECT count(*) AS count FROM page WHERE visit_id = $visitId AND paper_id = $paperId AND removed_at IS NULL', { visitId, paperId }),
  };
}
