// Dossiers and their pages out of the log: as they were opened, and what our own officers have done with them since. What the city says of them stands elsewhere.

import { assertNever } from '../../../../shared/base/assert-never.ts';
import type { DossierId } from '../../../../shared/base/ids.ts';
import { ownerAfter } from '../../../../shared/domain/dossier/status.ts';
import { isWordOnDay } from '../../../../shared/wire/dossier-events.ts';
import { findWords, wordsOfFields } from '../find-words.ts';
import type { Writable } from '../handle.ts';
import { placeOf, type Fact } from './fact.ts';
import { factsOf } from './facts.ts';
import { forgetResult, projectResult } from './result.ts';

type DossierFact = Extract<Fact, { readonly type: `dossier.${string}` }>;

export function projectDossier(store: Writable, fact: DossierFact): void {
  const { dossierId } = fact.body;
  switch (fact.type) {
    case 'dossier.opened':
      open(store, fact);
      return;
    case 'dossier.moved': {
      const { from, to, dueAt, promisedAt = null, supplementBy = null } = fact.body;
      if (isWordOnDay(fact.body)) {
        store.run('UPDATE dossier SET supplement_by = $supplementBy WHERE dossier_id = $dossierId AND status = 5', { dossierId, supplementBy });
        return;
      }
      store.run(`UPDATE dossier SET status = $to, due_at = $dueAt, moved_op = $opId, moved_base = $base, asked_at = iif($to = 5, iif($from = 5, asked_at, $at), NULL), supplement_by = iif($to = 5, coalesce($supplementBy, iif($from = 5, supplement_by, NULL)), NULL), asks = asks + $asks, owner = iif($handsOver, 'city', owner) WHERE dossier_id = $dossierId`, {
        dossierId, from, to, dueAt, supplementBy, asks: to === 5 && from !== 5 ? 1 : 0, at: fact.at, opId: fact.opId, base: fact.baseRev ?? 0, handsOver: ownerAfter('station', to) === 'city' ? 1 : 0,
      });
      if (promisedAt !== null) store.run(`UPDATE dossier SET promises = (SELECT json_group_array(json_set(value, '$.at', CAST($promisedAt AS INTEGER))) FROM json_each(promises)) WHERE dossier_id = $dossierId`, { dossierId, promisedAt });
      return;
    }
    case 'dossier.corrected':
      for (const [field, change] of Object.entries(fact.body.fields)) {
        store.run(`UPDATE dossier SET corrections = json_set(corrections, '$.' || $field, json_object('to', $to, 'op', $opId, 'base', $base)) WHERE dossier_id = $dossierId`, {
          dossierId, field, to: change.to, opId: fact.opId, base: fact.baseRev ?? 0,
        });
      }
      addWords(store, dossierId, wordsOfFields(Object.fromEntries(Object.entries(fact.body.fields).map(([field, { to }]) => [field, to]))));
      return;
    case 'dossier.voided':
      store.run('UPDATE dossier SET voided_op = $opId, voided_base = $base WHERE dossier_id = $dossierId', { dossierId, opId: fact.opId, base: fact.baseRev ?? 0 });
      return;
    case 'dossier.apologised': {
      const { dueBefore, dueAt } = fact.body;
      store.run(`UPDATE dossier SET due_at = $dueAt, promises = json_insert(promises, '$[#]', json_object('op', $opId, 'at', CAST($dueBefore AS INTEGER))), redue_op = $opId, redue_base = $base WHERE dossier_id = $dossierId`, {
        dossierId, dueAt, dueBefore, opId: fact.opId, base: fact.baseRev ?? 0,
      });
      return;
    }
    case 'dossier.page-added':
      addPage(store, dossierId, fact.body.page);
      return;
    case 'dossier.page-removed':
      store.run('DELETE FROM dossier_page WHERE dossier_id = $dossierId AND page_id = $pageId', { dossierId, pageId: fact.body.pageId });
      return;
    case 'dossier.signed':
      addSigned(store, fact);
      return;
    case 'dossier.noted':
      return;
    case 'dossier.result-arrived':
    case 'dossier.owner-called':
    case 'dossier.result-returned':
    case 'dossier.return-signed':
      projectResult(store, fact);
      return;
    case 'dossier.erased':
      store.run(`UPDATE dossier SET is_erased = 1, applicant_name = '', applicant_id = '', corrections = '{}', words = '' WHERE dossier_id = $dossierId`, { dossierId });
      for (const table of ['dossier_page', 'outside_paper', 'signed_document']) store.run(`DELETE FROM ${table} WHERE dossier_id = $dossierId`, { dossierId });
      forgetResult(store, dossierId);
      return;
    default:
      assertNever(fact);
  }
}

/** An opening that was sent again with other words takes the place of the first; what was done with the dossier since stays. */
function open(store: Writable, { opId, body }: Extract<DossierFact, { readonly type: 'dossier.opened' }>): void {
  const { dossierId, visitId, provisionalCode, officialCode, procedureCode, procedureName, applicant, papers, intake, ticketNumber, counterId, status, receivedAt, dueAt } = body;
  store.run(
    `INSERT INTO dossier (dossier_id, visit_id, provisional_code, official_code, procedure_code, procedure_name, applicant_name, applicant_id, ticket_number, counter_id, status, received_at, due_at, opened_op, channel, by_post, reuses_papers, words)
     VALUES ($dossierId, $visitId, $provisionalCode, $officialCode, $procedureCode, $procedureName, $name, $idNumber, $ticketNumber, $counterId, $status, $receivedAt, $dueAt, $opId, $channel, $byPost, $reusesPapers, $words)
     ON CONFLICT (dossier_id) DO UPDATE SET visit_id = excluded.visit_id, provisional_code = excluded.provisional_code, official_code = excluded.official_code, procedure_code = excluded.procedure_code,
       procedure_name = excluded.procedure_name, applicant_name = excluded.applicant_name, applicant_id = excluded.applicant_id, ticket_number = excluded.ticket_number, counter_id = excluded.counter_id,
       received_at = excluded.received_at, due_at = iif(moved_op IS NULL AND redue_op IS NULL, excluded.due_at, due_at), opened_op = excluded.opened_op,
       channel = excluded.channel, by_post = excluded.by_post, reuses_papers = excluded.reuses_papers, words = excluded.words || ' ' || words WHERE is_erased = 0`,
    {
      dossierId, visitId, provisionalCode, officialCode, procedureCode, procedureName, name: applicant.fullName, idNumber: applicant.idNumber, ticketNumber, counterId, status, receivedAt, dueAt, opId,
      channel: intake?.channel ?? 'counter', byPost: Number((intake?.delivery ?? null) !== null), reusesPapers: Number(papers.some(({ reusedFrom }) => reusedFrom !== undefined)),
      words: wordsOfOpening(body),
    },
  );
  store.run('DELETE FROM outside_paper WHERE dossier_id = $dossierId', { dossierId });
  for (const { paperId, name, outsideReason: reason, pages } of papers) {
    for (const page of pages) addPage(store, dossierId, page);
    if (reason !== undefined) store.run('INSERT INTO outside_paper (dossier_id, paper_id, name, reason) VALUES ($dossierId, $paperId, $name, $reason) ON CONFLICT DO NOTHING', { dossierId, paperId, name, reason });
  }
}

/** Whoever filed and whoever it is for: either may come. */
function wordsOfOpening({ provisionalCode, officialCode, applicant, intake }: Extract<DossierFact, { readonly type: 'dossier.opened' }>['body']): string {
  const owner = intake?.behalf?.owner ?? null;
  return findWords({
    texts: [provisionalCode, officialCode ?? '', applicant.fullName, applicant.phone, ...(owner === null ? [] : [owner.fullName, owner.phone, owner.kind === 'person' ? '' : owner.number])],
    numbers: [applicant.idNumber, applicant.oldIdNumber, owner?.kind === 'person' ? owner.idNumber : ''],
  });
}

/** Of a correction: what stood there before leads here too, since it stands on a paper. */
function addWords(store: Writable, dossierId: DossierId, words: string): void {
  if (words !== '') store.run(`UPDATE dossier SET words = words || ' ' || $words WHERE dossier_id = $dossierId AND words <> ''`, { dossierId, words });
}

function addPage(store: Writable, dossierId: DossierId, { pageId, sha256 }: { readonly pageId: string; readonly sha256: string }): void {
  store.run('INSERT INTO dossier_page (dossier_id, page_id, sha256) VALUES ($dossierId, $pageId, $sha256) ON CONFLICT DO NOTHING', { dossierId, pageId, sha256 });
}

function addSigned(store: Writable, { body: { dossierId, part, format, file, signature, signer, signedAt } }: Extract<DossierFact, { readonly type: 'dossier.signed' }>): void {
  addPage(store, dossierId, file);
  store.run(
    `INSERT INTO signed_document (dossier_id, page_id, part, format, sha256, signature, signer_name, signer_organisation, signer_issuer, signer_serial, signed_at)
     VALUES ($dossierId, $pageId, $part, $format, $sha256, $signature, $name, $organisation, $issuer, $serial, $signedAt) ON CONFLICT DO NOTHING`,
    { dossierId, pageId: file.pageId, part, format, sha256: file.sha256, signature, name: signer.name, organisation: signer.organisation, issuer: signer.issuer, serial: signer.serial, signedAt },
  );
}

/** An operation that nobody sends again has no effect here either: the dossier is made anew without it, so that what came before it and after it stands. Its event stays in the log, and so does an opening: it is void. */
export function projectWithdrawal(store: Writable, withdrawal: Extract<Fact, { readonly type: 'operation.withdrawn' }>): void {
  const dossierId = withdrawal.aggregateId;
  const facts = factsOf(store, 'dossier', dossierId).filter((fact) => placeOf(fact) <= placeOf(withdrawal));
  // Out of a log that has lost the opening nothing can be made: what a salvage could still read of the dossier stays as it is.
  if (!facts.some((fact) => fact.type === 'dossier.opened')) return;
  const withdrawn = new Set(facts.flatMap((fact) => (fact.type === 'operation.withdrawn' ? fact.body.opId : [])));
  for (const table of ['dossier', 'dossier_page', 'outside_paper', 'dossier_result', 'signed_document']) store.run(`DELETE FROM ${table} WHERE dossier_id = $dossierId`, { dossierId });
  for (const fact of facts) {
    if (fact.type === 'dossier.opened' || (isOfDossier(fact) && !withdrawn.has(fact.opId))) projectDossier(store, fact);
    else if (fact.type === 'operation.withdrawn') store.run('UPDATE dossier SET voided_op = $opId, voided_base = 0 WHERE dossier_id = $dossierId AND opened_op = $of', { dossierId, opId: fact.opId, of: fact.body.opId });
  }
}

function isOfDossier(fact: Fact): fact is DossierFact {
  return fact.type.startsWith('dossier.');
}
