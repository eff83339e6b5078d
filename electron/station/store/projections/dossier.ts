// Dossiers and their pages out of the log: as they were opened, and what our own officers have done with them since. What the city says of them stands elsewhere.

import { assertNever } from '../../../../shared/base/assert-never.ts';
import type { DossierId } from '../../../../shared/base/ids.ts';
import { ownerAfter } from '../../../../shared/domain/dossier/status.ts';
import type { Writable } from '../handle.ts';
import type { Fact } from './fact.ts';

type DossierFact = Extract<Fact, { readonly type: `dossier.${string}` }>;

export function projectDossier(store: Writable, fact: DossierFact): void {
  const { dossierId } = fact.body;
  switch (fact.type) {
    case 'dossier.opened':
      open(store, fact);
      return;
    case 'dossier.moved': {
      const { to, dueAt } = fact.body;
      store.run(`UPDATE dossier SET status = $to, due_at = $dueAt, moved_op = $opId, moved_base = $base, owner = iif($handsOver, 'city', owner) WHERE dossier_id = $dossierId`, {
        dossierId, to, dueAt, opId: fact.opId, base: fact.baseRev ?? 0, handsOver: ownerAfter('station', to) === 'city' ? 1 : 0,
      });
      return;
    }
    case 'dossier.corrected':
      for (const [field, change] of Object.entries(fact.body.fields)) {
        store.run(`UPDATE dossier SET corrections = json_set(corrections, '$.' || $field, json_object('to', $to, 'op', $opId, 'base', $base)) WHERE dossier_id = $dossierId`, {
          dossierId, field, to: change.to, opId: fact.opId, base: fact.baseRev ?? 0,
        });
      }
      return;
    case 'dossier.voided':
      store.run('UPDATE dossier SET voided_op = $opId, voided_base = $base WHERE dossier_id = $dossierId', { dossierId, opId: fact.opId, base: fact.baseRev ?? 0 });
      return;
    case 'dossier.page-added':
      addPage(store, dossierId, fact.body.page);
      return;
    case 'dossier.page-removed':
      store.run('DELETE FROM dossier_page WHERE dossier_id = $dossierId AND page_id = $pageId', { dossierId, pageId: fact.body.pageId });
      return;
    case 'dossier.noted':
      return;
    case 'dossier.erased':
      store.run(`UPDATE dossier SET is_erased = 1, applicant_name = '', applicant_id = '', corrections = '{}' WHERE dossier_id = $dossierId`, { dossierId });
      return;
    default:
      assertNever(fact);
  }
}

function open(store: Writable, { opId, body }: Extract<DossierFact, { readonly type: 'dossier.opened' }>): void {
  const { dossierId, visitId, provisionalCode, officialCode, procedureCode, procedureName, applicant, ticketNumber, counterId, status, receivedAt, dueAt } = body;
  store.runOne(
    `INSERT INTO dossier (dossier_id, visit_id, provisional_code, official_code, procedure_code, procedure_name, applicant_name, applicant_id, ticket_number, counter_id, status, received_at, due_at, opened_op)
     VALUES ($dossierId, $visitId, $provisionalCode, $officialCode, $procedureCode, $procedureName, $name, $idNumber, $ticketNumber, $counterId, $status, $receivedAt, $dueAt, $opId)`,
    {
      dossierId, visitId, provisionalCode, officialCode, procedureCode, procedureName, name: applicant.fullName, idNumber: applicant.idNumber, ticketNumber, counterId, status, receivedAt, dueAt, opId,
    },
  );
  for (const paper of body.papers) for (const page of paper.pages) addPage(store, dossierId, page);
}

function addPage(store: Writable, dossierId: DossierId, { pageId, sha256 }: { readonly pageId: string; readonly sha256: string }): void {
  store.run('INSERT INTO dossier_page (dossier_id, page_id, sha256) VALUES ($dossierId, $pageId, $sha256) ON CONFLICT DO NOTHING', { dossierId, pageId, sha256 });
}
