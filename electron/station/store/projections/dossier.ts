// Dossiers and their pages out of the log: as they were opened, and what our own officers have done with them since. What the city says of them stands elsewhere.

import { z } from 'zod';
import { assertNever } from '../../../../shared/base/assert-never.ts';
import type { DossierId, OperationId } from '../../../../shared/base/ids.ts';
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

/** An opening that was sent again with other words takes the place of the first; what was done with the dossier since stays. */
function open(store: Writable, { opId, body }: Extract<DossierFact, { readonly type: 'dossier.opened' }>): void {
  const { dossierId, visitId, provisionalCode, officialCode, procedureCode, procedureName, applicant, ticketNumber, counterId, status, receivedAt, dueAt } = body;
  store.run(
    `INSERT INTO dossier (dossier_id, visit_id, provisional_code, official_code, procedure_code, procedure_name, applicant_name, applicant_id, ticket_number, counter_id, status, received_at, due_at, opened_op)
     VALUES ($dossierId, $visitId, $provisionalCode, $officialCode, $procedureCode, $procedureName, $name, $idNumber, $ticketNumber, $counterId, $status, $receivedAt, $dueAt, $opId)
     ON CONFLICT (dossier_id) DO UPDATE SET visit_id = excluded.visit_id, provisional_code = excluded.provisional_code, official_code = excluded.official_code, procedure_code = excluded.procedure_code,
       procedure_name = excluded.procedure_name, applicant_name = excluded.applicant_name, applicant_id = excluded.applicant_id, ticket_number = excluded.ticket_number, counter_id = excluded.counter_id,
       received_at = excluded.received_at, due_at = iif(moved_op IS NULL, excluded.due_at, due_at), opened_op = excluded.opened_op WHERE is_erased = 0`,
    {
      dossierId, visitId, provisionalCode, officialCode, procedureCode, procedureName, name: applicant.fullName, idNumber: applicant.idNumber, ticketNumber, counterId, status, receivedAt, dueAt, opId,
    },
  );
  for (const paper of body.papers) for (const page of paper.pages) addPage(store, dossierId, page);
}

function addPage(store: Writable, dossierId: DossierId, { pageId, sha256 }: { readonly pageId: string; readonly sha256: string }): void {
  store.run('INSERT INTO dossier_page (dossier_id, page_id, sha256) VALUES ($dossierId, $pageId, $sha256) ON CONFLICT DO NOTHING', { dossierId, pageId, sha256 });
}

const withdrawnRow = z.object({ type: z.string(), body: z.string() });

/** An operation that nobody sends again has no effect here either. The event itself stays in the log, which is where its kind is read. */
export function projectWithdrawal(store: Writable, dossierId: string, opId: OperationId, withdrawal: OperationId): void {
  const row = store.get(withdrawnRow, 'SELECT type, body FROM event WHERE op_id = $opId UNION ALL SELECT type, body FROM returned_event WHERE op_id = $opId LIMIT 1', { opId });
  const about = { dossierId, opId };
  if (row?.type === 'dossier.opened') store.run('UPDATE dossier SET voided_op = $withdrawal, voided_base = 0 WHERE dossier_id = $dossierId AND opened_op = $opId', { ...about, withdrawal });
  if (row?.type === 'dossier.voided') store.run('UPDATE dossier SET voided_op = NULL, voided_base = NULL WHERE dossier_id = $dossierId AND voided_op = $opId', about);
  if (row?.type === 'dossier.page-added') store.run(`DELETE FROM dossier_page WHERE dossier_id = $dossierId AND page_id = $body ->> '$.page.pageId'`, { dossierId, body: row.body });
  if (row?.type === 'dossier.moved') store.run(`UPDATE dossier SET status = $body ->> '$.from', moved_op = NULL, moved_base = NULL WHERE dossier_id = $dossierId AND moved_op = $opId`, { ...about, body: row.body });
  store.run(
    `UPDATE dossier SET corrections = (SELECT json_group_object(key, json(value)) FROM json_each(corrections) WHERE value ->> 'op' <> $opId)
     WHERE dossier_id = $dossierId AND EXISTS (SELECT 1 FROM json_each(corrections) WHERE value ->> 'op' = $opId)`,
    about,
  );
}
