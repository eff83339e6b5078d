// The pages of a dossier by paper, shown, and put to another paper: to the city a page that has moved is another page with the same content.

import { must } from '../../../../shared/base/must.ts';
import type { DossierPaper } from '../../../../shared/contract/dossier-life.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { pageIdSchema } from '../../../../shared/contract/primitives.ts';
import type { Page } from '../../../../shared/contract/visit.ts';
import { RESULT_PAPER } from '../../../../shared/domain/digitisation/parts.ts';
import { sendBlobsOf } from '../../store/blobs.ts';
import { pagesOfDossier } from '../../store/dossier-pages.ts';
import { dossierById, type DossierRow, openingOf } from '../../store/dossiers.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { addPage, pageById, removePage, setReused } from '../../store/pages.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler } from '../context.ts';
import { actorOf } from '../queue/step.ts';
import { pagePreview } from '../visit/page-pictures.ts';
import { SCAN_LIMITS } from '../visit/scan-sessions.ts';
import { dossierDetail } from './dossier-detail.ts';

/** Of a paper's name, so that two of them fit into the reason of an event. */
const LONGEST_NAME = 140;

/** 'dossier.pages': the look is that at the dossier, which is on record. */
export const readPages: Handler<'dossier.pages'> = (context, { dossierId }, caller) =>
  context.database.write((store) => {
    const row = required(store, dossierId);
    noteAccess(store, context, caller, dossierId, 'detail');
    return { papers: papersOf(context, store, row) };
  });

/** 'dossier.page-image': on record before the page is shown. */
export const readPageImage: Handler<'dossier.page-image'> = async (context, { dossierId, pageId }, caller) => {
  const page = context.database.write((store) => {
    const row = required(store, dossierId);
    const found = row.isErased ? undefined : pagesOfDossier(store, dossierId).find((one) => one.pageId === pageId);
    if (found === undefined) throw new Refusal('page.not-found');
    noteAccess(store, context, caller, dossierId, 'page');
    return found;
  });
  return await pagePreview(context, page);
};

/** 'dossier.move-page' */
export const moveDossierPage: Handler<'dossier.move-page'> = (context, input, caller) =>
  answerOnce(context.database, context.clock, { command: 'dossier.move-page', input, caller }, (store) => {
    const { dossierId, pageId, paperId } = input;
    const row = required(store, dossierId);
    const papers = papersOf(context, store, row);
    const to = papers.find((paper) => paper.paperId === paperId);
    const from = papers.find(({ pages }) => pages.some((page) => page.pageId === pageId));
    const page = pagesOfDossier(store, dossierId).find((one) => one.pageId === pageId);
    if (from === undefined || page === undefined) throw new Refusal('page.not-found');
    if (to === undefined) throw new Refusal('paper.unknown');
    if (to === from) throw new Refusal('dossier.nothing-changed');
    if (to.pages.length >= SCAN_LIMITS.pagesOfPaper) throw new Refusal('scan.paper-full');
    moveInDossier(context, store, row, page, { from: from.name, to: to.name, paperId }, actorOf(caller));
    store.afterCommit(() => context.publish('dossiers.changed', {}));
    return dossierDetail(store, must(dossierById(store, dossierId), 'a dossier is never deleted'));
  });

/**
 * Added where it belongs and taken away where it was, in this order, so that its content is never without a page. The visit that still has the page gets it there too.
 * Refuses 'dossier.voided' for one that was given up or whose person was erased.
 */
export function moveInDossier(context: CommandContext, store: Writable, row: DossierRow, page: Page, way: { readonly from: string; readonly to: string; readonly paperId: string }, actor: string): void {
  if (row.isVoided || row.isErased) throw new Refusal('dossier.voided');
  const { dossierId } = row;
  const { sha256, bytes, mime, scannedAt } = page;
  const moved = { pageId: pageIdSchema.parse(context.clock.uuid()), sha256, bytes, mime, scannedAt };
  const event = { aggregate: 'dossier', aggregateId: dossierId, actor, baseRev: row.revision } as const;
  const reason = `${way.from.slice(0, LONGEST_NAME)} → ${way.to.slice(0, LONGEST_NAME)}`;
  const draft = pageById(store, page.pageId);
  // The opening says it of a paper as a whole, whose pages need not be alike: the draft knows of each.
  const reusedAs = draft === null || draft.reusedFrom === null ? null : draft.isOfResult ? 'result' : 'paper';
  const origin = draft === null ? (pagesOfDossier(store, dossierId).find(({ pageId }) => pageId === page.pageId)?.origin ?? null) : reusedAs;
  record(store, context.identity, context.clock, { ...event, type: 'dossier.page-added', body: { dossierId, paperId: way.paperId, page: moved, ...(origin === null ? {} : { origin }) } });
  record(store, context.identity, context.clock, { ...event, type: 'dossier.page-removed', body: { dossierId, pageId: page.pageId, reason } });
  if (draft !== null) {
    removePage(store, page.pageId, context.clock.now());
    addPage(store, draft.visitId, way.paperId, moved);
    if (draft.reusedFrom !== null) setReused(store, moved.pageId, { code: draft.reusedFrom, part: draft.isOfResult ? 'result' : 'paper' });
  }
  sendBlobsOf(store, dossierId);
  store.afterCommit(() => context.wakeSync());
}

/** Those of its procedure and those that were handed in, in their order, each with its pages. */
function papersOf(context: CommandContext, store: Readable, row: DossierRow): DossierPaper[] {
  if (row.isErased) return [];
  const pages = pagesOfDossier(store, row.dossierId);
  const names = new Map((context.catalogue.read(row.procedureCode, row.receivedAt)?.papers ?? []).map(({ paperId, name }) => [paperId, name]));
  for (const { paperId, name } of openingOf(store, row.dossierId)?.papers ?? []) names.set(paperId, name);
  if (pages.some(({ paperId }) => paperId === RESULT_PAPER)) names.set(RESULT_PAPER, 'Kết quả giải quyết');
  for (const { paperId } of pages) if (!names.has(paperId)) names.set(paperId, paperId);
  return [...names].map(([paperId, name]) => ({
    paperId, name,
    pages: pages.filter((page) => page.paperId === paperId).map(({ pageId, scannedAt, blobState }) => ({ pageId, scannedAt, isHere: blobState !== null && blobState !== 'purged' && blobState !== 'damaged' })),
  }));
}

function required(store: Readable, dossierId: DossierRow['dossierId']): DossierRow {
  const row = dossierById(store, dossierId);
  if (row === null) throw new Refusal('dossier.unknown');
  return row;
}
