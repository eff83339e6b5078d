// The scanned pages of a dossier with the papers that they prove, as the log has left them.

import type { DossierId } from '../../../shared/base/ids.ts';
import type { Reused } from '../../../shared/contract/intake.ts';
import type { Page } from '../../../shared/contract/visit.ts';
import type { Readable } from './handle.ts';
import { leavesOf, type LeafRow } from './page-leaves.ts';
import { factsOf } from './projections/facts.ts';

/** `blobState` says whether its file is here. */
export interface DossierPage extends Page {
  readonly paperId: string;
  /** What it was in the earlier dossier out of which it was taken again; null for one that was scanned. */
  readonly origin: Reused['part'] | null;
  readonly blobState: LeafRow['blobState'];
}

/** In the order in which they came to their papers; none once the person was erased. */
export function pagesOfDossier(store: Readable, dossierId: DossierId): readonly DossierPage[] {
  // Which pages stand is the projection's to say: it knows of what was taken back.
  const standing = new Map(leavesOf(store, dossierId).map(({ pageId, blobState }) => [pageId, blobState]));
  const told = factsOf(store, 'dossier', dossierId).flatMap((fact): readonly Omit<DossierPage, 'blobState'>[] => {
    if (fact.type === 'dossier.opened') return fact.body.papers.flatMap(({ paperId, pages, reusedFrom, reusedResult = false }) => pages.map((page) => ({ ...page, paperId, origin: reusedFrom === undefined ? null : reusedResult ? 'result' : 'paper' })));
    return fact.type === 'dossier.page-added' ? [{ ...fact.body.page, paperId: fact.body.paperId, origin: fact.body.origin ?? null }] : [];
  });
  // An opening that was sent again tells its pages twice.
  const byId = new Map(told.map((page) => [page.pageId, page]));
  return [...byId.values()].flatMap((page) => (standing.has(page.pageId) ? [{ ...page, blobState: standing.get(page.pageId) ?? null }] : []));
}
