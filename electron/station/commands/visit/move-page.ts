// Puts a page to another paper by hand: in the draft a row that says who did, in a dossier an event.

import { must } from '../../../../shared/base/must.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { dossierById } from '../../store/dossiers.ts';
import { forgetSheet } from '../../store/page-codes.ts';
import { countPages, movePage, pageById } from '../../store/pages.ts';
import { answerOnce } from '../../store/requests.ts';
import { visitById } from '../../store/visits.ts';
import type { Handler } from '../context.ts';
import { moveInDossier } from '../dossier/dossier-pages.ts';
import { chosenProcedure } from './edit-draft.ts';
import { counterOf, ownVisit } from './own-visit.ts';
import { SCAN_LIMITS } from './scan-sessions.ts';
import { type RunningScans, visitView } from './visit-view.ts';

/** 'visit.move-page' */
export function movePageHandler(scans: RunningScans): Handler<'visit.move-page'> {
  return (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'visit.move-page', input, caller }, (store) => {
      const { visitId, pageId, paperId } = input;
      const counterId = counterOf(caller);
      const visit = ownVisit(store, visitId, counterId);
      const { papers } = chosenProcedure(context, visit);
      const to = papers.find((paper) => paper.paperId === paperId);
      if (to === undefined) throw new Refusal('paper.unknown');
      const page = pageById(store, pageId);
      if (page?.visitId !== visitId) throw new Refusal('page.not-found');
      if (page.paperId !== paperId && countPages(store, visitId, paperId).ofPaper >= SCAN_LIMITS.pagesOfPaper) throw new Refusal('scan.paper-full');
      forgetSheet(store, pageId);
      if (visit.dossierId === null) movePage(store, page, paperId, `counter-${counterId}`, context.clock.now());
      else if (page.paperId !== paperId) {
        const row = must(dossierById(store, visit.dossierId), 'a dossier is never deleted');
        moveInDossier(context, store, row, page, { from: papers.find((paper) => paper.paperId === page.paperId)?.name ?? '', to: to.name, paperId }, `counter-${counterId}`);
      }
      store.afterCommit(() => {
        context.publish('visit.changed', { counterId, visitId });
        if (visit.dossierId !== null) context.publish('dossiers.changed', {});
      });
      return visitView(context, scans, store, must(visitById(store, visitId), 'it was there when the transaction began'));
    });
}
