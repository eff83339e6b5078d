// Turns the draft of a visit into a dossier: one transaction for code, event, rows and the pages' way to the city.

import type { EpochMs, VisitId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { communeIdSchema, dossierIdSchema, stationIdSchema } from '../../../../shared/contract/primitives.ts';
import type { Paper } from '../../../../shared/contract/procedure.ts';
import type { CheckedPaper } from '../../../../shared/contract/visit.ts';
import { formatProvisionalCode } from '../../../../shared/domain/codes/dossier-code.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import type { IntakeDetails } from '../../../../shared/wire/intake-details.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import { doomBlob, sendBlobsOf } from '../../store/blobs.ts';
import { dossierById } from '../../store/dossiers.ts';
import type { Writable } from '../../store/handle.ts';
import { calendarInForce } from '../../store/holidays.ts';
import { nextNumber } from '../../store/numbers.ts';
import { sheetsOfVisit } from '../../store/page-codes.ts';
import { removePage } from '../../store/pages.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { noteDossierOpened, type VisitRow } from '../../store/visits.ts';
import type { CommandContext, Handler } from '../context.ts';
import { chargeFee } from '../payment/charge-fee.ts';
import { officerNameAt } from '../staff/officer-name.ts';
import { chosenProcedure } from '../visit/edit-draft.ts';
import { counterOf, ownDraft } from '../visit/own-visit.ts';
import type { ScanSessions } from '../visit/scan-sessions.ts';
import { checkedPapers, pagesOutside } from '../visit/visit-view.ts';
import { authorityFor } from './authority.ts';
import { dossierView } from './dossier-view.ts';
import { dueAtOf, limitFor } from './due-at.ts';
import { mintOfficialCode } from './mint-code.ts';

type OpenedDossier = LogEventBody<'dossier.opened'>;

/** 'dossier.open': checked, written and answered in one durable transaction; windows and sync hear of it after commit. Pages that nobody has looked at yet are waited for: one may be a cover sheet. */
export function openDossierHandler(scans: ScanSessions, holidays: readonly HolidayTable[]): Handler<'dossier.open'> {
  const open = openNow(scans, holidays);
  return (context, input, caller) => {
    const settled = context.covers.settled(input.visitId);
    if (settled === null) return open(context, input, caller);
    return settled.then((isSettled) => {
      if (!isSettled) throw new Refusal('cover.reading');
      return open(context, input, caller);
    });
  };
}

function openNow(scans: ScanSessions, holidays: readonly HolidayTable[]): Handler<'dossier.open'> {
  return (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'dossier.open', input, caller }, (store) => {
      const counterId = counterOf(caller);
      const visit = ownDraft(store, input.visitId, counterId);
      const body = openedDossier(context, store, visit, holidays);
      // A page that is still in the scanner would miss the dossier.
      if (scans.isScanning(counterId)) throw new Refusal('scanner.busy');

      record(store, context.identity, context.clock, { type: 'dossier.opened', aggregate: 'dossier', aggregateId: body.dossierId, body, at: body.receivedAt, actor: `counter-${counterId}` });
      const { dossierId } = body;
      chargeFee(context, store, visit, dossierId, `counter-${counterId}`);
      sendBlobsOf(store, dossierId);
      noteDossierOpened(store, visit.visitId, dossierId);
      dropCoverSheets(store, visit.visitId, body.receivedAt);

      store.afterCommit(() => {
        context.publish('visit.changed', { counterId, visitId: visit.visitId });
        context.publish('dossiers.changed', {});
        context.wakeSync();
      });
      return dossierView(store, must(dossierById(store, dossierId), 'it was written a moment ago'));
    });
}

/** They have said what they had to say, and are no paper of the dossier: their files go. */
function dropCoverSheets(store: Writable, visitId: VisitId, at: EpochMs): void {
  for (const { pageId, sha256 } of sheetsOfVisit(store, visitId)) {
    removePage(store, pageId, at);
    doomBlob(store, sha256, at);
  }
}

/** What the city will know of the dossier. Refuses what is missing, in the order in which an officer would fill it in. */
function openedDossier(context: CommandContext, store: Writable, visit: VisitRow, holidays: readonly HolidayTable[]): OpenedDossier {
  const { person, personSource } = visit;
  if (person === null || personSource === null) throw new Refusal('visit.no-person');
  const procedure = chosenProcedure(context, visit);
  const papers = checkedPapers(store, visit, procedure);
  // A sheet that says nothing here may be somebody's paper after all, or another person's: it goes by hand, never by itself.
  const refused = sheetsOfVisit(store, visit.visitId).filter(({ kind }) => kind === 'refused').length;
  const outside = pagesOutside(papers, procedure.papers.map((paper) => paper.paperId)) + refused;
  if (outside > 0) throw new Refusal('visit.pages-in-the-way', { count: outside });
  const missing = procedure.papers.filter((paper) => paper.required && !isPresent(papers, paper));
  if (missing.length > 0) throw new Refusal('visit.papers-missing', { count: missing.length });

  const receivedAt: EpochMs = context.clock.now();
  const limit = limitFor(procedure, visit.intake.channel);
  return {
    dossierId: dossierIdSchema.parse(context.clock.uuid()),
    visitId: visit.visitId,
    ticketNumber: visit.number,
    provisionalCode: nextProvisionalCode(context, store),
    officialCode: mintOfficialCode(context, store),
    procedureCode: procedure.code,
    procedureName: procedure.name,
    applicant: { ...person, source: personSource },
    papers: procedure.papers.filter((paper) => isPresent(papers, paper)).map((paper) => handedIn(papers, paper)),
    counterId: visit.counterId,
    officerName: officerNameAt(context, visit.counterId),
    receivedAt,
    dueAt: limit === null ? null : dueAtOf(limit.limit, receivedAt, context.point, calendarInForce(store, holidays)),
    status: 2,
    ...detailsOf(visit.intake, limit?.of ?? null),
    ...authorityFor(context, procedure),
  };
}

/** Nothing of an ordinary errand: what is said of every dossier says nothing. */
function detailsOf({ channel, caseName, behalf, delivery }: VisitRow['intake'], limitOf: IntakeDetails['limitOf']): Pick<OpenedDossier, 'intake'> {
  const isPlain = channel === 'counter' && caseName === '' && behalf === null && delivery === null;
  return isPlain ? {} : { intake: { channel, limitOf, caseName, behalf, delivery } };
}

/** In the hand or scanned: either shows that the person brought it. */
function isPresent(papers: readonly CheckedPaper[], { paperId }: Paper): boolean {
  return papers.some((paper) => paper.paperId === paperId && (paper.originals + paper.certified + paper.copies > 0 || paper.pages.length > 0));
}

function handedIn(papers: readonly CheckedPaper[], { paperId, name, added, note }: Paper): OpenedDossier['papers'][number] {
  const { originals, certified, copies, reused, pages } = must(papers.find((paper) => paper.paperId === paperId), 'only papers that are present are handed in');
  // What this machine made of a page is its own.
  return {
    paperId, name, originals, copies, pages: pages.map(({ pageId, sha256, bytes, mime, scannedAt }) => ({ pageId, sha256, bytes, mime, scannedAt })),
    ...(certified > 0 ? { certified } : {}), ...(added === 'outside' ? { outsideReason: note } : {}), ...(reused === null ? {} : { reusedFrom: reused.code, ...(reused.part === 'result' ? { reusedResult: true as const } : {}) }),
  };
}

/** The station's own running number, taken in the transaction that uses it: never given twice, and none is lost to a refusal. */
function nextProvisionalCode(context: CommandContext, store: Writable): string {
  const commune = communeIdSchema.parse(context.identity.commune);
  const station = stationIdSchema.parse(context.identity.station);
  const number = nextNumber(store, 'provisional-code');
  return must(formatProvisionalCode({ commune, station, number }), 'a station opens fewer than a million dossiers in its life');
}
