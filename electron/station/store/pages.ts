// Scanned pages of a visit. A row stands only for a page whose file is durable; removing one keeps the row and says when.

import { z } from 'zod';
import type { EpochMs, PageId, VisitId } from '../../../shared/base/ids.ts';
import { blobHashSchema, epochMsSchema, pageIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { Reused } from '../../../shared/contract/intake.ts';
import type { Page } from '../../../shared/contract/visit.ts';
import type { Readable, Writable } from './handle.ts';

const mimeSchema = z.enum(['image/jpeg', 'image/png', 'application/pdf']);
const flag = z.int().transform((value) => value === 1);
const pageRow = z.object({ pageId: pageIdSchema, visitId: visitIdSchema, paperId: z.string(), sha256: blobHashSchema, bytes: z.int(), mime: mimeSchema, scannedAt: epochMsSchema, isBlank: flag, reusedFrom: z.string().nullable(), isOfResult: flag });
const countRow = z.object({ count: z.int() });
/** A page that stands, with the paper it proves; `isBlank` only once it was looked at, `reusedFrom` the code of the earlier dossier out of which it was taken again, `isOfResult` where it was a page of that one's result. */
export type PageRow = z.output<typeof pageRow>;

const COLUMNS = `page_id AS pageId, visit_id AS visitId, paper_id AS paperId, sha256, bytes, mime, scanned_at AS scannedAt, reused_from AS reusedFrom, is_of_result AS isOfResult,
  EXISTS (SELECT 1 FROM page_look WHERE page_look.sha256 = page.sha256 AND is_blank = 1) AS isBlank`;

/** The paper of pages that belong to none yet: no paper of the catalogue is called so, and no dossier is opened while there are any. */
export const UNFILED = '';

/** A cover sheet lies among the pages and is none of them. */
const IS_PAGE = `removed_at IS NULL AND coalesce(code_kind, 'none') NOT IN ('cover', 'refused')`;

/** The pages of a visit that were not removed, without cover sheets, in the order in which they came to each paper. */
export function pagesOfVisit(store: Readable, visitId: VisitId): readonly PageRow[] {
  return store.all(pageRow, `SELECT ${COLUMNS} FROM page WHERE visit_id = $visitId AND ${IS_PAGE} ORDER BY paper_id, position`, { visitId });
}

/** A page that was not removed. */
export function pageById(store: Readable, pageId: PageId): PageRow | null {
  return store.get(pageRow, `SELECT ${COLUMNS} FROM page WHERE page_id = $pageId AND removed_at IS NULL`, { pageId });
}

/** Appends a page to its paper. `scanId` is the scan that gave it: its pages are looked at for cover sheets in this order; null for one that is not. `isResumed`: the scan had broken off before this page. */
export function addPage(store: Writable, visitId: VisitId, paperId: string, page: Page, scanId: string | null = null, isResumed = false): void {
  store.runOne(
    `INSERT INTO page (page_id, visit_id, paper_id, position, sha256, bytes, mime, scanned_at, scan_id, is_resumed)
     VALUES ($pageId, $visitId, $paperId, (SELECT coalesce(max(position), 0) + 1 FROM page WHERE visit_id = $visitId AND paper_id = $paperId), $sha256, $bytes, $mime, $scannedAt, $scanId, $isResumed)`,
    { visitId, paperId, pageId: page.pageId, sha256: page.sha256, bytes: page.bytes, mime: page.mime, scannedAt: page.scannedAt, scanId, isResumed: Number(isResumed) },
  );
}

/** Notes out of which earlier dossier a page was taken again, and whether it proved a paper there or was the result. */
export function setReused(store: Writable, pageId: PageId, { code, part }: Reused): void {
  store.runOne('UPDATE page SET reused_from = $code, is_of_result = $isOfResult WHERE page_id = $pageId', { pageId, code, isOfResult: Number(part === 'result') });
}

/** Puts a page at the end of another paper and writes down who did; nothing happens if it is there already. `by` is 'cover-sheet' or a role as in the log. */
export function movePage(store: Writable, page: Pick<PageRow, 'pageId' | 'visitId' | 'paperId'>, toPaper: string, by: string, at: EpochMs): void {
  const { pageId, visitId, paperId } = page;
  if (paperId === toPaper) return;
  store.runOne(
    `UPDATE page SET paper_id = $toPaper, position = (SELECT coalesce(max(position), 0) + 1 FROM page WHERE visit_id = $visitId AND paper_id = $toPaper) WHERE page_id = $pageId AND removed_at IS NULL`,
    { pageId, visitId, toPaper },
  );
  store.runOne('INSERT INTO page_move (page_id, from_paper, to_paper, by, at) VALUES ($pageId, $paperId, $toPaper, $by, $at)', { pageId, paperId, toPaper, by, at });
}

/** Takes a page out of its visit. */
export function removePage(store: Writable, pageId: PageId, at: EpochMs): void {
  store.runOne('UPDATE page SET removed_at = $at WHERE page_id = $pageId AND removed_at IS NULL', { pageId, at });
}

/** How many pages stand in a visit, and how many of them prove one paper. */
export function countPages(store: Readable, visitId: VisitId, paperId: string): { readonly ofVisit: number; readonly ofPaper: number } {
  const count = (sql: string, parameters: Readonly<Record<string, string>>) => store.get(countRow, sql, parameters)?.count ?? 0;
  return {
    ofVisit: count(`SELECT count(*) AS count FROM page WHERE visit_id = $visitId AND ${IS_PAGE}`, { visitId }),
    ofPaper: count(`SELECT count(*) AS count FROM page WHERE visit_id = $visitId AND paper_id = $paperId AND ${IS_PAGE}`, { visitId, paperId }),
  };
}
