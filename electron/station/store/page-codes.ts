// Which pages of a visit are cover sheets: what still has to be looked at, what was found, and where the pages behind a sheet belong.

import { z } from 'zod';
import type { PageId, VisitId } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { errorCodeSchema } from '../../../shared/contract/errors.ts';
import { blobHashSchema, epochMsSchema, pageIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';

const mimeSchema = z.enum(['image/jpeg', 'image/png', 'application/pdf']);
const unreadRow = z.object({ pageId: pageIdSchema, visitId: visitIdSchema, paperId: z.string(), scanId: z.string(), sha256: blobHashSchema, mime: mimeSchema, tries: z.int() });
/** A page of which nobody knows yet what it is; `tries` are the looks that were begun. */
export type UnreadPage = z.output<typeof unreadRow>;

const UNREAD = 'page.code_kind IS NULL AND page.scan_id IS NOT NULL AND page.removed_at IS NULL';

/** The page to look at next: in the order of capture, of visits that have no dossier yet and have not ended. */
export function nextUnreadPage(store: Readable): UnreadPage | null {
  return store.get(
    unreadRow,
    `SELECT page_id AS pageId, visit_id AS visitId, paper_id AS paperId, scan_id AS scanId, sha256, mime, code_tries AS tries FROM page INDEXED BY page_unread JOIN visit USING (visit_id)
     WHERE ${UNREAD} AND visit.dossier_id IS NULL AND visit.state <> 'ended' ORDER BY page.rowid LIMIT 1`,
  );
}

/** To be written before a look. */
export function noteCodeLookBegun(store: Writable, pageId: PageId): void {
  store.run('UPDATE page SET code_tries = code_tries + 1 WHERE page_id = $pageId AND code_kind IS NULL', { pageId });
}

const countRow = z.object({ count: z.int() });

/** How many pages of a visit are still to be looked at. */
export function countUnread(store: Readable, visitId: VisitId): number {
  return store.get(countRow, `SELECT count(*) AS count FROM page WHERE visit_id = $visitId AND ${UNREAD}`, { visitId })?.count ?? 0;
}

/** True if nobody knows yet what the page is. */
export function isUnread(store: Readable, pageId: PageId): boolean {
  return (store.get(countRow, `SELECT count(*) AS count FROM page WHERE page_id = $pageId AND ${UNREAD}`, { pageId })?.count ?? 0) > 0;
}

/** What a page was found to be; `label` is the ticket's number or the dossier's code that a refused sheet is of. */
export type PageCode =
  | { readonly kind: 'none' | 'unread' }
  | { readonly kind: 'cover'; readonly paperId: string }
  | { readonly kind: 'refused'; readonly why: ErrorCode; readonly label: string | null };

/** Writes down what a page is, once: false if somebody has done so before, or the page was removed meanwhile. */
export function notePageCode(store: Writable, pageId: PageId, code: PageCode): boolean {
  const noted = store.run(
    'UPDATE page SET code_kind = $kind, code_paper = $paperId, code_why = $why, code_label = $label WHERE page_id = $pageId AND code_kind IS NULL AND removed_at IS NULL',
    { pageId, kind: code.kind, paperId: code.kind === 'cover' ? code.paperId : null, why: code.kind === 'refused' ? code.why : null, label: code.kind === 'refused' ? code.label : null },
  );
  return noted === 1;
}

const sheetBeforeRow = z.object({ paperId: z.string().nullable() });

/**
 * The last cover sheet before a page of the same scan, also one that was removed since: the pages behind it lay behind it all the same. Its paper is null where it says nothing here, and where a page
 * that could not be read came after it, this one included: that may have been the next sheet. With `hasSheets` (sheets were printed for the visit) such a page may also have been the first one.
 * Where the scan broke off nobody knows whether what came next lay behind the same sheet: it was put in anew.
 * A PDF is never read, and the screen says so of every one: it is not taken for a sheet.
 */
export function sheetBefore(store: Readable, { pageId, visitId, scanId }: Pick<UnreadPage, 'pageId' | 'visitId' | 'scanId'>, hasSheets: boolean): z.output<typeof sheetBeforeRow> | null {
  return store.get(
    sheetBeforeRow,
    `WITH scanned AS (SELECT rowid AS place, code_paper, is_resumed, code_kind IN ('cover', 'refused') AS is_sheet, code_kind = 'unread' AND mime <> 'application/pdf' AS is_gap FROM page WHERE visit_id = $visitId AND scan_id = $scanId
       AND rowid <= (SELECT rowid FROM page WHERE page_id = $pageId))
     SELECT code_paper AS paperId FROM scanned WHERE is_sheet OR (is_gap AND $hasSheets) OR ((is_gap OR is_resumed) AND EXISTS (SELECT 1 FROM scanned WHERE is_sheet)) ORDER BY place DESC LIMIT 1`,
    { visitId, scanId, pageId, hasSheets: Number(hasSheets) },
  );
}

/** True if somebody has put the page where it is by hand. */
export function wasMovedByHand(store: Readable, pageId: PageId): boolean {
  return (store.get(countRow, `SELECT count(*) AS count FROM page_move WHERE page_id = $pageId AND by <> 'cover-sheet'`, { pageId })?.count ?? 0) > 0;
}

const sheetRow = z.object({
  pageId: pageIdSchema, sha256: blobHashSchema, bytes: z.int(), mime: mimeSchema, scannedAt: epochMsSchema,
  kind: z.enum(['cover', 'refused']), paperId: z.string().nullable(), why: errorCodeSchema.nullable(), label: z.string().nullable(),
});
/** A cover sheet as it was scanned, with what was made of it. */
export type ScannedSheet = z.output<typeof sheetRow>;

/** The cover sheets of a visit that were not removed, in the order of capture. */
export function sheetsOfVisit(store: Readable, visitId: VisitId): readonly ScannedSheet[] {
  return store.all(
    sheetRow,
    `SELECT page_id AS pageId, sha256, bytes, mime, scanned_at AS scannedAt, code_kind AS kind, code_paper AS paperId, code_why AS why, code_label AS label FROM page
     WHERE visit_id = $visitId AND removed_at IS NULL AND code_kind IN ('cover', 'refused') ORDER BY rowid`,
    { visitId },
  );
}

/** What was taken for a cover sheet is a page after all. */
export function forgetSheet(store: Writable, pageId: PageId): void {
  store.run(`UPDATE page SET code_kind = 'none' WHERE page_id = $pageId AND code_kind IN ('cover', 'refused')`, { pageId });
}
