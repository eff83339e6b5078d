// Puts a page to another paper by hand: in the draft a row that says who did, in a dossier an event.

import type { DossierId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { pageIdSchema } from '../../../../shared/contract/primitives.ts';
import { sendBlobsOf } from '../../store/blobs.ts';
import { dossierById } from '../../store/dossiers.ts';
import type { Writable } from '../../store/handle.ts';
import { forgetSheet } from '../../store/page-codes.ts';
import { addPage, countPages, movePage, pageById, type PageRow, removePage } from '../../store/pages.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { visitById } from '../../store/visits.ts';
import type { CommandContext, Handler } from '../context.ts';
import { chosenProcedure, requirePaper } from './edit-draft.ts';
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
      requirePaper(chosenProcedure(context, visit), paperId);
      const page = pageById(store, pageId);
      if (page?.visitId !== visitId) throw new Refusal('page.not-found');
      if (page.paperId !== paperId && countPages(store, visitId, paperId).ofPaper >= SCAN_LIMITS.pagesOfPaper) throw new Refusal('scan.paper-full');
      forgetSheet(store, pageId);
      if (visit.dossierId === null) movePage(store, page, paperId, `counter-${counterId}`, context.clock.now());
      else moveInDossier(context, store, visit.dossierId, page, paperId, `counter-${counterId}`);
      store.afterCommit(() => {
        context.publish('visit.changed', { counterId, visitId });
        if (visit.dossierId !== null) context.publish('dossiers.changed', {});
      });
      return visitView(context, scans, store, must(visitById(store, visitId), 'it was there when the transaction began'));
    });
}

/** To the city a page that has moved is another page with the same content: it is added where it belongs and taken away where it was, in this order, so that its content is never without a page. */
function moveInDossier(context: CommandContext, store: Writable, dossierId: DossierId, page: PageRow, paperId: string, actor: string): void {
  if (page.paperId === paperId) return;
  const row = must(dossierById(store, dossierId), 'a dossier is never deleted');
  if (row.isVoided || row.isErased) throw new Refusal('dossier.voided');
  const { visitId, sha256, bytes, mime, scannedAt } = page;
  const moved = { pageId: pageIdSchema.parse(context.clock.uuid()), sha256, bytes, mime, scannedAt };
  const event = { aggregate: 'dossier', aggregateId: dossierId, actor, baseRev: row.revision } as const;
  record(store, context.identity, context.clock, { ...event, type: 'dossier.page-added', body: { dossierId, paperId, page: moved } });
  record(store, context.identity, context.clock, { ...event, type: 'dossier.page-removed', body: { dossierId, pageId: page.pageId, reason: `${page.paperId} > ${paperId}`.slice(0, 300) } });
  removePage(store, page.pageId, context.clock.now());
  addPage(store, visitId, paperId, moved);
  sendBlobsOf(store, dossierId);
  store.afterCommit(() => context.wakeSync());
}
