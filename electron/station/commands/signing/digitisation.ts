// How far a dossier is digitised: each paper that was handed in, its result, and what was signed.

import type { Digitisation } from '../../../../shared/contract/signing.ts';
import { stateOfPaper, stateOfResult } from '../../../../shared/domain/digitisation/digitisation-state.ts';
import { RESULT_PAPER } from '../../../../shared/domain/digitisation/parts.ts';
import { pagesOfDossier } from '../../store/dossier-pages.ts';
import { type DossierRow, openingOf } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { signedDocumentsOf } from '../../store/signed-documents.ts';

/** Nothing once the person was erased. */
export function digitisationOf(store: Readable, row: DossierRow): Digitisation {
  if (row.isErased) return { papers: [], result: { state: 0, files: 0 }, signed: [] };
  const pages = pagesOfDossier(store, row.dossierId);
  const filesOf = (paper: string): number => pages.filter(({ paperId }) => paperId === paper).length;
  const papers = (openingOf(store, row.dossierId)?.papers ?? []).map(({ paperId, name }) => {
    const origins = pages.filter((page) => page.paperId === paperId).map(({ origin }) => origin);
    return { name, files: origins.length, state: stateOfPaper({ files: origins.length, reusedFrom: (['result', 'paper'] as const).find((origin) => origins.includes(origin)) ?? null }) };
  });
  const result = filesOf(RESULT_PAPER);
  return {
    papers, result: { files: result, state: stateOfResult(result) },
    signed: signedDocumentsOf(store, row.dossierId).map(({ blobState, sha256: _sha256, signature: _signature, ...signed }) => ({ ...signed, isHere: blobState !== null && blobState !== 'purged' && blobState !== 'damaged' })),
  };
}
