// Takes over what a person has told or brought here before: only for a purpose, and noted for every dossier that was looked into.

import type { Earlier } from '../../../../shared/contract/intake.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { pageIdSchema } from '../../../../shared/contract/primitives.ts';
import { RESULT_PAPER } from '../../../../shared/domain/digitisation/parts.ts';
import { type DossierPage, pagesOfDossier } from '../../store/dossier-pages.ts';
import { dossierById, openingOf } from '../../store/dossiers.ts';
import { type EarlierDossier, earlierDossiers } from '../../store/earlier-dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import { notePageCode } from '../../store/page-codes.ts';
import { addPage, countPages, setReused } from '../../store/pages.ts';
import { noteAccess } from '../access/note-access.ts';
import type { CommandContext, Handler } from '../context.ts';
import { applicantOf } from '../dossier/dossier-detail.ts';
import { changeDraft, chosenProcedure, requirePaper } from './edit-draft.ts';
import { counterOf, ownDraft } from './own-visit.ts';
import { SCAN_LIMITS } from './scan-sessions.ts';
import type { RunningScans } from './visit-view.ts';

/** 'visit.earlier': each look is durable before anything is shown. */
export const readEarlier: Handler<'visit.earlier'> = (context, { visitId, purpose }, caller) =>
  context.database.write((store) => {
    const { person } = ownDraft(store, visitId, counterOf(caller));
    if (person === null) throw new Refusal('visit.no-person');
    const dossiers = earlierDossiers(store, person.idNumber);
    for (const { dossierId } of dossiers) noteAccess(store, context, caller, dossierId, purpose);
    return {
      dossiers: [...dossiers],
      fields: purpose === 'reuse-details' ? lastFields(store, dossiers) : null,
      papers: purpose === 'reuse-papers' ? dossiers.flatMap((dossier) => papersOf(context, store, dossier)) : [],
    };
  });

/** As they stand now, with what was corrected since. */
function lastFields(store: Readable, dossiers: readonly EarlierDossier[]): Earlier['fields'] {
  const [last] = dossiers;
  const row = last === undefined ? null : dossierById(store, last.dossierId);
  if (row === null) return null;
  const { phone = '', email = '', address = '', oldIdNumber = '', issuedOn = '' } = applicantOf(store, row);
  return { phone, email, address, oldIdNumber, issuedOn };
}

/** Papers whose pages are all here, under the papers where they are now: half a paper proves nothing. */
function papersOf(context: CommandContext, store: Readable, { dossierId, code, procedureName, receivedAt }: EarlierDossier): Earlier['papers'] {
  const opened = openingOf(store, dossierId);
  const procedure = opened === null ? null : context.catalogue.read(opened.procedureCode, opened.receivedAt);
  const names = new Map([...(procedure?.papers ?? []), ...(opened?.papers ?? [])].map(({ paperId, name }) => [paperId, name]));
  // A result is called what comes out of the procedure, and by the procedure where nobody says what that is.
  names.set(RESULT_PAPER, [procedure?.result ?? '', procedureName].find((name) => name !== '') ?? RESULT_PAPER);
  return [...Map.groupBy(pagesOfDossier(store, dossierId), ({ paperId }) => paperId)]
    .filter(([, pages]) => pages.every(isHere))
    .map(([paperId, pages]) => ({ dossierId, code, receivedAt, paperId, name: names.get(paperId) ?? paperId, pages: pages.length }));
}

function isHere({ blobState }: DossierPage): boolean {
  return blobState === 'waiting' || blobState === 'verified';
}

/** 'visit.reuse-paper': the same bytes under a page of this visit, so that removing it here takes nothing away there. */
export function reusePaperHandler(scans: RunningScans): Handler<'visit.reuse-paper'> {
  return (context, input, caller) =>
    changeDraft(context, scans, { command: 'visit.reuse-paper', input, caller }, (store, visit) => {
      requirePaper(chosenProcedure(context, visit), input.paperId);
      const source = earlierDossiers(store, visit.person?.idNumber ?? '').find(({ dossierId }) => dossierId === input.fromDossier);
      const pages = source === undefined ? [] : pagesOfDossier(store, source.dossierId).filter(({ paperId }) => paperId === input.fromPaper);
      if (source === undefined || pages.length === 0 || !pages.every(isHere)) throw new Refusal('reuse.not-there');
      const counted = countPages(store, visit.visitId, input.paperId);
      if (counted.ofPaper + pages.length > SCAN_LIMITS.pagesOfPaper) throw new Refusal('scan.paper-full');
      if (counted.ofVisit + pages.length > SCAN_LIMITS.pagesOfVisit) throw new Refusal('scan.visit-full');
      for (const { sha256, bytes, mime, scannedAt } of pages) {
        const pageId = pageIdSchema.parse(context.clock.uuid());
        addPage(store, visit.visitId, input.paperId, { pageId, sha256, bytes, mime, scannedAt });
        setReused(store, pageId, { code: source.code, part: input.fromPaper === RESULT_PAPER ? 'result' : 'paper' });
        // It was looked at when it was scanned: no cover sheet became a paper of a dossier.
        notePageCode(store, pageId, { kind: 'none' });
      }
      noteAccess(store, context, caller, source.dossierId, 'reuse-papers');
    });
}
