// What an officer changes in a draft: person, procedure, papers, pages. Each change is durable, with its answer, before it is told.

import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Procedure } from '../../../../shared/contract/procedure.ts';
import type { BlobHash, RequestId, VisitId } from '../../../../shared/base/ids.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { must } from '../../../../shared/base/must.ts';
import { parseIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { dropUnusedBlob } from '../../store/blobs.ts';
import type { Writable } from '../../store/handle.ts';
import { isUnread } from '../../store/page-codes.ts';
import { pageById, removePage } from '../../store/pages.ts';
import { answerOnce } from '../../store/requests.ts';
import { keepPaperCounts, setPaperCount, setPerson, setProcedure, type VisitRow, visitById } from '../../store/visits.ts';
import type { CommandContext, Handler } from '../context.ts';
import { counterOf, ownDraft } from './own-visit.ts';
import { removeUnusedFile } from './page-files.ts';
import { samePersonOnCard, warningsOfTyped } from './person-on-card.ts';
import { checkedPapers, pagesOutside, type RunningScans, visitView } from './visit-view.ts';

interface DraftInput {
  readonly requestId: RequestId;
  readonly visitId: VisitId;
}

/** One transaction: is it this counter's draft? → the change → the visit as it then is, told to its counter after commit. */
export function changeDraft<Input extends DraftInput>(
  context: CommandContext,
  scans: RunningScans,
  request: { readonly command: string; readonly input: Input; readonly caller: Caller },
  change: (store: Writable, visit: VisitRow) => void,
): Visit {
  const { visitId } = request.input;
  const counterId = counterOf(request.caller);
  return answerOnce(context.database, context.clock, request, (store) => {
    change(store, ownDraft(store, visitId, counterId));
    store.afterCommit(() => context.publish('visit.changed', { counterId, visitId }));
    return visitView(context, scans, store, must(visitById(store, visitId), 'it was there when the transaction began'));
  });
}

/** 'visit.set-person': a phone number added to a card leaves the card's word as it is; everything else is the officer's own. */
export function setPersonHandler(scans: RunningScans): Handler<'visit.set-person'> {
  return (context, input, caller) =>
    changeDraft(context, scans, { command: 'visit.set-person', input, caller }, (store, visit) => {
      // Twelve digits are stored as digits, however they were grouped: the citizen will type them otherwise.
      const person = { ...input.person, idNumber: parseIdNumber(input.person.idNumber) ?? input.person.idNumber };
      if (visit.personSource === 'card' && visit.person !== null && samePersonOnCard(visit.person, person)) setPerson(store, visit.visitId, person, 'card', visit.warnings);
      else setPerson(store, visit.visitId, person, 'typed', warningsOfTyped(person));
    });
}

/**
 * 'visit.choose-procedure': papers that both procedures ask for keep their pages and counts. While pages of other papers are there the change is refused, because nothing would
 * show them any more; counts of other papers are forgotten.
 */
export function chooseProcedureHandler(scans: RunningScans): Handler<'visit.choose-procedure'> {
  return (context, input, caller) =>
    changeDraft(context, scans, { command: 'visit.choose-procedure', input, caller }, (store, visit) => {
      const procedure = context.catalogue.read(input.procedureCode);
      if (procedure === null) throw new Refusal('procedure.unknown');
      const asked = procedure.papers.map((paper) => paper.paperId);
      const outside = pagesOutside(checkedPapers(store, visit, procedure), asked);
      if (outside > 0) throw new Refusal('visit.pages-in-the-way', { count: outside });
      keepPaperCounts(store, visit.visitId, asked);
      setProcedure(store, visit.visitId, input.procedureCode);
    });
}

/** 'visit.check-paper' */
export function checkPaperHandler(scans: RunningScans): Handler<'visit.check-paper'> {
  return (context, input, caller) =>
    changeDraft(context, scans, { command: 'visit.check-paper', input, caller }, (store, visit) => {
      requirePaper(chosenProcedure(context, visit), input.paperId);
      setPaperCount(store, visit.visitId, { paperId: input.paperId, originals: input.originals, copies: input.copies });
    });
}

/** 'visit.remove-page': the row stays with the time of removal; bytes that no other page shows leave the disk. */
export function removePageHandler(scans: RunningScans): Handler<'visit.remove-page'> {
  return async (context, input, caller) => {
    const removed: BlobHash[] = [];
    const answer = changeDraft(context, scans, { command: 'visit.remove-page', input, caller }, (store, visit) => {
      const page = pageById(store, input.pageId);
      if (page?.visitId !== visit.visitId) throw new Refusal('page.not-found');
      // It may be the sheet that says where the pages behind it belong.
      if (isUnread(store, page.pageId)) throw new Refusal('cover.reading');
      removePage(store, page.pageId, context.clock.now());
      if (dropUnusedBlob(store, page.sha256)) removed.push(page.sha256);
    });
    for (const hash of removed) await removeUnusedFile(context, hash);
    return answer;
  };
}

/** The procedure of a visit. Refuses 'visit.no-procedure'; 'procedure.unknown' if the catalogue has it no more. */
export function chosenProcedure(context: CommandContext, visit: VisitRow): Procedure {
  if (visit.procedureCode === null) throw new Refusal('visit.no-procedure');
  const procedure = context.catalogue.read(visit.procedureCode);
  if (procedure === null) throw new Refusal('procedure.unknown');
  return procedure;
}

/** Refuses 'paper.unknown' for what is not on the official list. */
export function requirePaper(procedure: Procedure, paperId: string): void {
  if (!procedure.papers.some((paper) => paper.paperId === paperId)) throw new Refusal('paper.unknown');
}
