// A visit as its counter sees it: the stored draft, laid over the official list of papers.

import type { Reused } from '../../../../shared/contract/intake.ts';
import type { Paper } from '../../../../shared/contract/procedure.ts';
import type { CheckedPaper, ScanState, Visit } from '../../../../shared/contract/visit.ts';
import { casesOf } from '../../../../shared/domain/procedure/cases.ts';
import { countEarlier } from '../../store/earlier-dossiers.ts';
import type { CommandContext } from '../context.ts';
import type { Readable } from '../../store/handle.ts';
import { countUnread, type ScannedSheet, sheetsOfVisit } from '../../store/page-codes.ts';
import { type PageRow, pagesOfVisit } from '../../store/pages.ts';
import { latestCoverPrints } from '../../store/print-jobs.ts';
import { paperCounts, type VisitRow } from '../../store/visits.ts';
import { askedProcedure } from './asked-papers.ts';

/** Knows the scans that run now. */
export interface RunningScans {
  /** The last scan of a visit since this station started; null if there was none. */
  stateOf(visitId: Visit['visitId']): ScanState | null;
}

/**
 * The papers of the procedure in the order of the list, with what the officer has of each. Papers that have pages but are not on the list (the catalogue changed under an open visit)
 * follow at the end: pages are never hidden.
 */
export function checkedPapers(store: Readable, visit: VisitRow, procedure: { readonly papers: readonly Pick<Paper, 'paperId'>[] } | null): readonly CheckedPaper[] {
  const counts = new Map(paperCounts(store, visit.visitId).map((count) => [count.paperId, count]));
  const pages = Map.groupBy(pagesOfVisit(store, visit.visitId), (page) => page.paperId);
  const asked = procedure?.papers.map((paper) => paper.paperId) ?? [];
  return [...new Set([...asked, ...pages.keys()])].map((paperId) => ({
    paperId,
    originals: counts.get(paperId)?.originals ?? 0,
    certified: counts.get(paperId)?.certified ?? 0,
    copies: counts.get(paperId)?.copies ?? 0,
    reused: reusedOf(pages.get(paperId) ?? []),
    pages: (pages.get(paperId) ?? []).map(pageOf),
  }));
}

/** A result that lies among other pages is what counts: it is the most that can be said of the paper. */
function reusedOf(pages: readonly PageRow[]): Reused | null {
  const { reusedFrom: code = null, isOfResult = false } = pages.find((page) => page.isOfResult) ?? pages.find(({ reusedFrom }) => reusedFrom !== null) ?? {};
  return code === null ? null : { code, part: isOfResult ? 'result' : 'paper' };
}

/** How many pages prove papers that are not in `asked`. */
export function pagesOutside(papers: readonly CheckedPaper[], asked: readonly string[]): number {
  return papers.reduce((sum, paper) => sum + (asked.includes(paper.paperId) ? 0 : paper.pages.length), 0);
}

/** The visit for its counter. `scan` replaces what is known of its scan, for a scan that starts with this very commit. */
export function visitView(context: CommandContext, scans: RunningScans, store: Readable, visit: VisitRow, scan?: ScanState): Visit {
  const listed = visit.procedureCode === null ? null : context.catalogue.read(visit.procedureCode);
  const procedure = askedProcedure(context.catalogue, visit);
  const papers = checkedPapers(store, visit, procedure);
  return {
    visitId: visit.visitId,
    ticketId: visit.ticketId,
    number: visit.number,
    startedAt: visit.startedAt,
    state: visit.state === 'ended' ? 'ended' : visit.dossierId === null ? 'open' : 'dossier-opened',
    person: visit.person,
    personSource: visit.personSource,
    warnings: visit.warnings,
    procedure,
    cases: listed === null ? [] : [...casesOf(listed.papers)],
    intake: visit.intake,
    typing: visit.typing,
    earlier: visit.person === null ? 0 : countEarlier(store, visit.person.idNumber, visit.dossierId),
    papers: [...papers],
    sheets: sheetsOfVisit(store, visit.visitId).map(sheetOf),
    unread: visit.dossierId === null ? countUnread(store, visit.visitId) : 0,
    covers: [...latestCoverPrints(store, visit.visitId)],
    scan: scan ?? scans.stateOf(visit.visitId) ?? brokenOff(visit, papers),
    dossierId: visit.dossierId,
    readerRefusal: visit.refusalCode === null || visit.refusalAt === null ? null : { code: visit.refusalCode, at: visit.refusalAt },
  };
}

/** A scan that is noted in the store but unknown to this run of the station was cut by a crash or a stop: what it had scanned is there, the rest is not. */
function brokenOff(visit: VisitRow, papers: readonly CheckedPaper[]): ScanState {
  const { scanPaperId, scanStartedAt } = visit;
  if (scanPaperId === null || scanStartedAt === null) return { kind: 'idle', paperId: null, pagesSoFar: 0, code: null };
  const pages = papers.find((paper) => paper.paperId === scanPaperId)?.pages ?? [];
  return { kind: 'stopped', paperId: scanPaperId, pagesSoFar: pages.filter((page) => page.scannedAt >= scanStartedAt).length, code: 'scanner.cut' };
}

function sheetOf({ kind, paperId, why, label, pageId, sha256, bytes, mime, scannedAt }: ScannedSheet): Visit['sheets'][number] {
  return { page: { pageId, sha256, bytes, mime, scannedAt }, kind, paperId, why, label };
}

function pageOf({ pageId, sha256, bytes, mime, scannedAt, isBlank }: PageRow): CheckedPaper['pages'][number] {
  return { pageId, sha256, bytes, mime, scannedAt, isBlank };
}
