// A dossier whole, for officers: the person's data as they now stand, what may be done with it next, and everything that was done, from the log.

import type { DossierDetail } from '../../../../shared/contract/dossier-life.ts';
import type { Reused } from '../../../../shared/contract/intake.ts';
import type { IntakeDetails } from '../../../../shared/wire/intake-details.ts';
import { nextStatuses } from '../../../../shared/domain/dossier/status.ts';
import { isWordOnDay } from '../../../../shared/wire/dossier-events.ts';
import type { LogEventBody } from '../../../../shared/wire/log-events.ts';
import type { ApplicantFields } from '../../store/dossier-standing.ts';
import { pagesOfDossier } from '../../store/dossier-pages.ts';
import { type DossierRow, isAtCity, openingOf } from '../../store/dossiers.ts';
import type { Readable } from '../../store/handle.ts';
import type { Fact } from '../../store/projections/fact.ts';
import { factsOf } from '../../store/projections/facts.ts';
import { officersOfDossier } from '../../store/staff.ts';
import { apologiesOf, owedForm } from './act-papers.ts';
import { documentPages, documentState } from './dossier-document.ts';
import { dossierView } from './dossier-view.ts';
import { typedDay, waitsOf } from './supplements.ts';

/** Personal data: whoever shows it notes the access. Null only where the log has lost the opening. */
export function dossierDetail(store: Readable, row: DossierRow): DossierDetail {
  const { revision, owner, isVoided, isErased, status } = row;
  const opened = openingOf(store, row.dossierId);
  const officers = officersOfDossier(store, row.dossierId);
  return {
    dossier: dossierView(store, row),
    revision, owner, isVoided, isErased,
    applicant: applicantOf(store, row),
    document: documentState(documentPages(store, row)),
    intake: isErased || opened?.intake === undefined ? null : intakeOf(opened.intake),
    papers: isErased ? [] : papersOf(store, row.dossierId, opened?.papers ?? []),
    promisedAt: opened?.dueAt ?? row.dueAt,
    newDates: apologiesOf(store, row).map(({ at, body: { dueBefore, dueAt, reason } }) => ({ at, dueBefore, dueAt, reason })),
    owedForm: owedForm(store, row),
    waits: [...waitsOf(store, row)],
    supplementBy: row.supplementBy,
    nextStatuses: isVoided || isErased ? [] : [...nextStatuses(status)],
    history: factsOf(store, 'dossier', row.dossierId).map((fact) => ({ at: fact.at, type: fact.type === 'dossier.moved' && isWordOnDay(fact.body) ? 'dossier.supplement-day' : fact.type, actor: fact.actor, officer: officers.get(fact.opId) ?? '', text: textOf(fact), isAtCity: isAtCity(store, fact.opId) })),
  };
}

/** As they were handed in; what is said to have been taken again is what lies there now. */
function papersOf(store: Readable, dossierId: DossierRow['dossierId'], papers: LogEventBody<'dossier.opened'>['papers']): DossierDetail['papers'] {
  const pages = pagesOfDossier(store, dossierId);
  // A page that was put elsewhere has another id and the same content, and its event does not say out of which dossier it was.
  const codes = new Map(papers.flatMap(({ reusedFrom, pages: own }) => (reusedFrom === undefined ? [] : own.flatMap(({ pageId, sha256 }): [string, string][] => [[pageId, reusedFrom], [sha256, reusedFrom]]))));
  return papers.map(({ paperId, name, originals, certified = 0, copies, outsideReason = null }) => {
    const lent = pages.flatMap(({ pageId, sha256, paperId: of, origin: part }): Reused[] => {
      const code = codes.get(pageId) ?? codes.get(sha256);
      return of !== paperId || part === null || code === undefined ? [] : [{ code, part }];
    });
    return { name, originals, certified, copies, outsideReason, reused: lent.find(({ part }) => part === 'result') ?? lent[0] ?? null };
  });
}

function intakeOf({ channel, caseName, behalf, delivery }: IntakeDetails): DossierDetail['intake'] {
  return { channel, caseName, behalf, delivery };
}

/** As they now stand; nothing once they were erased. */
export function applicantOf(store: Readable, row: DossierRow): ApplicantFields {
  if (row.isErased) return {};
  const opened = openingOf(store, row.dossierId)?.applicant;
  if (opened === undefined) return row.fields;
  const { idNumber, oldIdNumber, fullName, birthDate, address, issuedOn, phone, email } = opened;
  return { idNumber, oldIdNumber, fullName, birthDate, address, issuedOn, phone, ...(email === undefined ? {} : { email }), ...row.fields };
}

/** What an officer wrote or chose; no value of a person's field, which may have been wrong for a reason. */
function textOf(fact: Fact): string {
  switch (fact.type) {
    case 'dossier.moved':
      if (isWordOnDay(fact.body) && fact.body.supplementBy !== undefined) return `${typedDay(fact.body.supplementBy)}: ${fact.body.reason}`;
      return `${fact.body.from} → ${fact.body.to}${fact.body.reason === '' ? '' : `: ${fact.body.reason}`}`;
    case 'dossier.noted':
      return fact.body.text;
    case 'dossier.corrected':
    case 'dossier.voided':
    case 'dossier.apologised':
    case 'dossier.page-removed':
    case 'dossier.erased':
    case 'fee.charged':
    case 'fee.let-off':
      return fact.body.reason;
    default:
      return '';
  }
}
