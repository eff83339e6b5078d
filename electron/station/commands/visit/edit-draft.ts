// What an officer changes in a draft: person, procedure, papers, pages. Each change is durable, with its answer, before it is told.

import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Intake } from '../../../../shared/contract/intake.ts';
import type { Procedure } from '../../../../shared/contract/procedure.ts';
import type { BlobHash, RequestId, VisitId } from '../../../../shared/base/ids.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { must } from '../../../../shared/base/must.ts';
import { idNumberFault, parseIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { dropUnusedBlob } from '../../store/blobs.ts';
import type { Writable } from '../../store/handle.ts';
import { isUnread } from '../../store/page-codes.ts';
import { pageById, pagesOfVisit, removePage, UNFILED } from '../../store/pages.ts';
import { standingPayment } from '../../store/payments.ts';
import { answerOnce } from '../../store/requests.ts';
import { keepPaperCounts, setIntake, setPaperCount, setPerson, setProcedure, type VisitRow, visitById } from '../../store/visits.ts';
import type { CommandContext, Handler } from '../context.ts';
import { askedPapers, askedProcedure } from './asked-papers.ts';
import { counterOf, ownDraft } from './own-visit.ts';
import { removeUnusedFile } from './page-files.ts';
import { samePersonOnCard, warningsOfTyped } from './person-on-card.ts';
import { type RunningScans, visitView } from './visit-view.ts';

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
      if (visit.personSource === 'card' && visit.person !== null && samePersonOnCard(visit.person, person)) return setPerson(store, visit.visitId, person, 'card', visit.warnings);
      // What the window refuses beside the field is refused here too, whatever the window shows.
      if (idNumberFault(person.idNumber.replaceAll(/[\s.]/gu, '')) !== null) throw new Refusal('request.invalid', { field: 'idNumber' });
      setPerson(store, visit.visitId, person, 'typed', warningsOfTyped(person));
    });
}

/**
 * 'visit.choose-procedure': papers that both procedures ask for keep their pages and counts. While pages of other papers are there the change is refused, because nothing would
 * show them any more; counts of other papers are forgotten.
 */
export function chooseProcedureHandler(scans: RunningScans): Handler<'visit.choose-procedure'> {
  return (context, input, caller) =>
    changeDraft(context, scans, { command: 'visit.choose-procedure', input, caller }, (store, visit) => {
      // What was paid for would be another thing than what is received.
      if (visit.procedureCode !== input.procedureCode && standingPayment(store, visit.visitId) !== null) throw new Refusal('fee.locked');
      const procedure = context.catalogue.read(input.procedureCode);
      if (procedure === null) throw new Refusal('procedure.unknown');
      // A case is one of the other procedure's.
      changeIntake(context, store, visit, { ...visit.intake, caseName: visit.procedureCode === input.procedureCode ? visit.intake.caseName : '' }, procedure);
      setProcedure(store, visit.visitId, input.procedureCode);
    });
}

/**
 * Lays another intake, and perhaps another procedure, over a draft. Refuses 'visit.pages-in-the-way' {count} while pages prove papers that were asked for and would not be any more; counts of such
 * papers are forgotten. Pages that belong to no paper yet are shown in any case and hold nothing up before the opening.
 */
export function changeIntake(context: CommandContext, store: Writable, visit: VisitRow, intake: Intake, procedure: Procedure | null = visit.procedureCode === null ? null : context.catalogue.read(visit.procedureCode)): void {
  if (procedure !== null) {
    const asked = askedPapers(procedure.papers, intake).map((paper) => paper.paperId);
    const before = askedProcedure(context.catalogue, visit)?.papers.map((paper) => paper.paperId) ?? null;
    const dropped = before?.filter((paperId) => !asked.includes(paperId)) ?? null;
    const pages = pagesOfVisit(store, visit.visitId).filter(({ paperId }) => paperId !== UNFILED && (dropped === null ? !asked.includes(paperId) : dropped.includes(paperId))).length;
    if (pages > 0) throw new Refusal('visit.pages-in-the-way', { count: pages });
    keepPaperCounts(store, visit.visitId, asked);
  }
  setIntake(store, visit.visitId, intake);
}

/** 'visit.check-paper' */
export function checkPaperHandler(scans: RunningScans): Handler<'visit.check-paper'> {
  return (context, input, caller) =>
    changeDraft(context, scans, { command: 'visit.check-paper', input, caller }, (store, visit) => {
      requirePaper(chosenProcedure(context, visit), input.paperId);
      const { paperId, originals, certified, copies } = input;
      setPaperCount(store, visit.visitId, { paperId, originals, certified, copies });
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

/** The procedure of a visit with the papers that it asks for. Refuses 'visit.no-procedure'; 'procedure.unknown' if the catalogue has it no more. */
export function chosenProcedure(context: CommandContext, visit: VisitRow): Procedure {
  if (visit.procedureCode === null) throw new Refusal('visit.no-procedure');
  const procedure = askedProcedure(context.catalogue, visit);
  if (procedure === null) throw new Refusal('procedure.unknown');
  return procedure;
}

/** Refuses 'paper.unknown' for what this visit does not ask for: another procedure's paper, or one of another case. */
export function requirePaper(procedure: Procedure, paperId: string): void {
  if (!procedure.papers.some((paper) => paper.paperId === paperId)) throw new Refusal('paper.unknown');
}
