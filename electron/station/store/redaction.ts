// Forgets the person of a dossier: in the log, in what was made of it, in drafts, answers, papers and notices, and gives the scanned pages free. What happened to the dossier, and when, stays.

import { z } from 'zod';
import type { BlobHash, DossierId, EpochMs } from '../../../shared/base/ids.ts';
import { blobHashSchema, dossierIdSchema, ticketIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import { PERSONAL_TYPES, redactBody, type RedactionReason } from '../../../shared/wire/redact.ts';
import { doomBlob } from './blobs.ts';
import type { Readable, Writable } from './handle.ts';
import { forgetWordsAbout } from './kept-words.ts';
import { dropFeeDraft } from './visit-fees.ts';
import { reproject } from './projections/replay.ts';

/** Why, and when; `upTo` is the last event that may be touched: what the city has not got yet must still agree with its seal. */
export interface Redaction {
  readonly reason: RedactionReason;
  readonly at: EpochMs;
  readonly upTo: number;
}

const TYPES = JSON.stringify(PERSONAL_TYPES);
const IS_PERSONAL = `redacted_at IS NULL AND type IN (SELECT value FROM json_each($types))`;
const bodyRow = z.object({ incarnation: z.int(), seq: z.int(), type: z.string(), body: z.string() });
const jsonBody = z.record(z.string(), z.unknown());
const visitRow = z.object({ visitId: visitIdSchema, ticketId: ticketIdSchema });
const hashRow = z.object({ sha256: blobHashSchema });
const dossierRow = z.object({ dossierId: dossierIdSchema });

/** Takes the person out of everything that this store keeps of a dossier. Files are removed by `removeDoomedFiles`. */
export function redactDossier(store: Writable, dossierId: DossierId, redaction: Redaction): void {
  const { reason, at } = redaction;
  const visits = store.all(visitRow, 'SELECT visit_id AS visitId, ticket_id AS ticketId FROM visit WHERE dossier_id = $dossierId', { dossierId });
  const hashes = reason === 'erased' ? pagesOf(store, dossierId) : [];
  redactEvents(store, 'dossier', dossierId, redaction);
  store.run(`UPDATE city_dossier SET fields = '{}', words = '' WHERE dossier_id = $dossierId`, { dossierId });
  store.run(`UPDATE notice SET kept = '', lost = '', settled_at = coalesce(settled_at, $at) WHERE dossier_id = $dossierId`, { dossierId, at });
  store.run(`UPDATE dead_letter SET detail = '' WHERE op_id IN (SELECT op_id FROM letter_event WHERE agg_type = 'dossier' AND agg_id = $dossierId)`, { dossierId });
  // A receipt that was promised is not printed for nobody; that one came out is in the log.
  store.run(`DELETE FROM print_job WHERE (what = 'receipt' AND of_id = $dossierId) OR (what = 'form' AND instr(of_id, $dossierId) > 0)`, { dossierId });
  const ids = [dossierId, ...visits.flatMap(({ visitId, ticketId }) => [visitId, ticketId])];
  forgetWordsAbout(store, ids);
  store.run('DELETE FROM request WHERE EXISTS (SELECT 1 FROM json_each($ids) WHERE instr(output, value) > 0)', { ids: JSON.stringify(ids) });
  for (const { visitId, ticketId } of visits) {
    store.run(`UPDATE visit SET person = NULL, person_source = NULL, warnings = '[]', refusal_code = NULL, refusal_at = NULL, intake = '{}', typing = '{}' WHERE visit_id = $visitId`, { visitId });
    store.run('DELETE FROM visit_paper WHERE visit_id = $visitId', { visitId });
    dropFeeDraft(store, visitId);
    store.run(`DELETE FROM print_job WHERE what = 'fee-receipt' AND of_id IN (SELECT payment_id FROM payment WHERE visit_id = $visitId)`, { visitId });
    if (reason === 'erased') store.run('DELETE FROM page WHERE visit_id = $visitId', { visitId });
    redactEvents(store, 'ticket', ticketId, redaction);
    reproject(store, { type: 'ticket', id: ticketId });
  }
  reproject(store, { type: 'dossier', id: dossierId });
  for (const hash of hashes) doomBlob(store, hash, at);
}

function redactEvents(store: Writable, aggregate: 'dossier' | 'ticket', id: string, { reason, at, upTo }: Redaction): void {
  for (const [table, condition] of [['event', 'AND seq <= $upTo'], ['returned_event', 'AND $upTo >= 0']] as const) {
    const rows = store.all(bodyRow, `SELECT incarnation, seq, type, body FROM ${table} WHERE agg_type = $aggregate AND agg_id = $id AND ${IS_PERSONAL} ${condition}`, { aggregate, id, types: TYPES, upTo });
    for (const { incarnation, seq, type, body } of rows) {
      const redacted = JSON.stringify(redactBody(type, jsonBody.parse(JSON.parse(body)), reason));
      store.runOne(`UPDATE ${table} SET body = $redacted, redacted_at = $at WHERE incarnation = $incarnation AND seq = $seq`, { redacted, at, incarnation, seq });
    }
  }
}

function pagesOf(store: Readable, dossierId: DossierId): readonly BlobHash[] {
  return store
    .all(hashRow, 'SELECT sha256 FROM dossier_page WHERE dossier_id = $dossierId UNION SELECT sha256 FROM page JOIN visit USING (visit_id) WHERE dossier_id = $dossierId', { dossierId })
    .map(({ sha256 }) => sha256);
}

/** Dossiers whose person was erased, here or by the city, and still stands in events that the city has: a store that was put back, or what came back from the city. At most `limit`. */
export function owedRedactions(store: Readable, upTo: number, limit: number): readonly DossierId[] {
  return store
    .all(
      dossierRow,
      `SELECT dossier_id AS dossierId FROM dossier LEFT JOIN city_dossier USING (dossier_id) WHERE (dossier.is_erased = 1 OR city_dossier.is_erased = 1)
       AND (EXISTS (SELECT 1 FROM event WHERE agg_type = 'dossier' AND agg_id = dossier_id AND seq <= $upTo AND ${IS_PERSONAL})
         OR EXISTS (SELECT 1 FROM returned_event WHERE agg_type = 'dossier' AND agg_id = dossier_id AND ${IS_PERSONAL})) LIMIT $limit`,
      { types: TYPES, upTo, limit },
    )
    .map(({ dossierId }) => dossierId);
}

const flagRow = z.object({ isSo: z.int() });

/** True while something about a dossier is not at the city, or the city has refused it and nobody has settled that. */
export function isUnsettledAtCity(store: Readable, dossierId: DossierId): boolean {
  const row = store.get(
    flagRow,
    `SELECT EXISTS (SELECT 1 FROM event WHERE agg_type = 'dossier' AND agg_id = $dossierId AND seq > (SELECT acked_seq FROM sync WHERE id = 1))
       OR EXISTS (SELECT 1 FROM letter_event WHERE agg_type = 'dossier' AND agg_id = $dossierId
                  AND NOT EXISTS (SELECT 1 FROM settled_letter WHERE settled_letter.op_id = letter_event.op_id)) AS isSo`,
    { dossierId },
  );
  return row?.isSo === 1;
}

/** True while somebody is still being served about it. */
export function isAtCounter(store: Readable, dossierId: DossierId): boolean {
  return store.get(flagRow, `SELECT EXISTS (SELECT 1 FROM visit WHERE dossier_id = $dossierId AND state <> 'ended') AS isSo`, { dossierId })?.isSo === 1;
}
