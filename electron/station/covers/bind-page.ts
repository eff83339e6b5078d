// What becomes of a page once somebody has looked at it: a cover sheet says where the pages behind it belong, and a page goes where the last sheet before it says. One transaction, and only once for each page.

import type { EpochMs } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { type CoverSheet, parseCoverSheet } from '../../../shared/domain/card/cover-sheet.ts';
import { dossierById } from '../store/dossiers.ts';
import type { Readable, Writable } from '../store/handle.ts';
import { notePageCode, type PageCode, sheetBefore, type UnreadPage, wasMovedByHand } from '../store/page-codes.ts';
import { countPages, movePage, pageById, UNFILED } from '../store/pages.ts';
import { latestCoverPrints } from '../store/print-jobs.ts';
import { type VisitRow, visitById } from '../store/visits.ts';
import type { Sight } from './code-thread.ts';

/** What a visit's checklist asks for; null where the catalogue does not know the procedure. */
export type PapersOf = (visit: Pick<VisitRow, 'procedureCode' | 'intake'>) => readonly string[] | null;

export interface Binding {
  readonly papersOf: PapersOf;
  /** Most pages of one paper: more are kept apart, as nothing could be opened with them. */
  readonly mostOfPaper: number;
  readonly at: EpochMs;
}

/** Writes down what the page is and puts it where it belongs; true if anything was written. Said twice of a page it changes nothing, so it may be said again after a crash. */
export function bindPage(store: Writable, page: UnreadPage, sight: Sight, { papersOf, mostOfPaper, at }: Binding): boolean {
  const visit = visitById(store, page.visitId);
  // What the dossier was opened with stays as it was opened.
  if (visit === null || visit.dossierId !== null) return false;
  const code = codeOf(store, visit, sight, papersOf);
  if (!notePageCode(store, page.pageId, code)) return false;
  if (code.kind === 'cover' || code.kind === 'refused' || wasMovedByHand(store, page.pageId)) return true;
  const sheet = sheetBefore(store, page, latestCoverPrints(store, page.visitId).length > 0);
  const row = pageById(store, page.pageId);
  if (sheet === null || row === null) return true;
  // Behind a sheet that says nothing here, or may not have been seen, a page belongs to nobody until the officer says so.
  const named = sheet.paperId ?? UNFILED;
  const isFull = named !== row.paperId && named !== UNFILED && countPages(store, row.visitId, named).ofPaper >= mostOfPaper;
  movePage(store, row, isFull ? UNFILED : named, 'cover-sheet', at);
  return true;
}

function codeOf(store: Readable, visit: VisitRow, sight: Sight, papersOf: PapersOf): PageCode {
  if (sight.kind === 'no-picture') return { kind: 'unread' };
  if (sight.kind === 'no-code') return { kind: 'none' };
  const sheet = parseCoverSheet(sight.text);
  if (sheet === null) return refused('cover.damaged');
  return isOf(sheet, visit) ? onList(sheet, visit, papersOf) : ofOther(store, sheet);
}

function refused(why: ErrorCode, label: string | null = null): PageCode {
  return { kind: 'refused', why, label };
}

function isOf(sheet: CoverSheet, visit: VisitRow): boolean {
  return sheet.of === 'visit' ? sheet.visitId === visit.visitId : sheet.dossierId === visit.dossierId;
}

function onList({ paperId }: CoverSheet, visit: VisitRow, papersOf: PapersOf): PageCode {
  return papersOf(visit)?.includes(paperId) === true ? { kind: 'cover', paperId } : refused('cover.paper-unknown');
}

/** Whose it is, so that the officer knows on which pile the papers belong: a ticket's number or a dossier's code, both without a name. */
function ofOther(store: Readable, sheet: CoverSheet): PageCode {
  const visit = sheet.of === 'visit' ? visitById(store, sheet.visitId) : null;
  const dossierId = sheet.of === 'dossier' ? sheet.dossierId : (visit?.dossierId ?? null);
  const dossier = dossierId === null ? null : dossierById(store, dossierId);
  const label = dossier?.officialCode ?? dossier?.provisionalCode ?? visit?.number ?? null;
  return label === null ? refused('cover.unknown') : refused('cover.other', label);
}
