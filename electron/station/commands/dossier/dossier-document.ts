// The document that is made of a dossier's pages: what there is of it, and handing it out.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { DocumentState } from '../../../../shared/contract/dossier-life.ts';
import { RESULT_PAPER } from '../../../../shared/domain/digitisation/parts.ts';
import { pagesOfDossier } from '../../store/dossier-pages.ts';
import { dossierById, type DossierRow, openingOf } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { type LeafRow, leavesOf } from '../../store/page-leaves.ts';
import { signedDocumentsOf } from '../../store/signed-documents.ts';
import { noteAccess } from '../access/note-access.ts';
import type { Handler } from '../context.ts';

/** More are not bound at once: a file of some dozen MB is what browsers and portals take. */
export const PAGES_OF_PART = 100;
const PIECE_BYTES = 1024 * 1024;

/** In the order of the papers as they were handed in; pages that were added later follow. None once the person was erased. */
export function documentPages(store: Readable, row: DossierRow): readonly LeafRow[] {
  if (row.isErased) return [];
  const order = new Map((openingOf(store, row.dossierId)?.papers ?? []).flatMap(({ pages }) => pages).map(({ pageId }, index) => [pageId, index]));
  // What was made of them and signed, and the result, are documents of their own.
  const apart = new Set<string>([...signedDocumentsOf(store, row.dossierId).map(({ documentId }) => documentId), ...resultPageIds(store, row.dossierId)]);
  return leavesOf(store, row.dossierId).filter(({ pageId }) => !apart.has(pageId)).toSorted((one, other) => (order.get(one.pageId) ?? Infinity) - (order.get(other.pageId) ?? Infinity) || 0);
}

/** Pages of what came out of the dossier. */
function resultPageIds(store: Readable, dossierId: DossierRow['dossierId']): readonly string[] {
  return pagesOfDossier(store, dossierId).flatMap(({ pageId, paperId }) => (paperId === RESULT_PAPER ? [pageId] : []));
}

export function documentState(pages: readonly LeafRow[]): DocumentState {
  const there = pages.filter((page) => !isGone(page));
  const count = (state: LeafRow['state']): number => there.filter((page) => page.state === state).length;
  return {
    parts: Math.ceil(there.length / PAGES_OF_PART), pages: there.length, due: count('due'), unread: count('unread'), asIs: count('as-is'),
    gone: pages.length - there.length, overBudget: there.filter(({ isOverBudget }) => isOverBudget).length,
  };
}

/** Its file is not here. */
export function isGone({ blobState }: LeafRow): boolean {
  return blobState === null || blobState === 'purged' || blobState === 'damaged';
}

/** 'dossier.document': who takes the document away is on record before it goes. */
export const readDocument: Handler<'dossier.document'> = async (context, { dossierId, part, binding, from }, caller) => {
  const { row, pages } = context.database.write((store) => {
    const found = dossierById(store, dossierId);
    if (found === null) throw new Refusal('dossier.unknown');
    const ofPart = documentPages(store, found).filter((page) => !isGone(page)).slice((part - 1) * PAGES_OF_PART, part * PAGES_OF_PART);
    if (ofPart.length === 0) throw new Refusal('page.not-found');
    noteAccess(store, context, caller, dossierId, 'export');
    return { row: found, pages: ofPart };
  });
  const given = await context.documents.piece({ dossierId, part, title: row.officialCode ?? row.provisionalCode, at: row.receivedAt, pages }, binding, from, PIECE_BYTES);
  if (given === null) return { binding: null, bytes: null, missing: 0, base64: '' };
  const { bytes, missing, piece } = given;
  return { binding: given.binding, bytes, missing, base64: Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('base64') };
};
