// What of a dossier's log has had its effect, and which of its files are its result, as parts of questions to the database.

import { RESULT_PAPER, SIGNED_PAPER } from '../../../shared/domain/digitisation/parts.ts';

/**
 * Events of one type that have had their effect, of the dossier of `of`. What was refused, waits or was given up is none: it may also be a text of which PostgreSQL can read nothing, and is left out before anything is read of it
 * (OFFSET 0 keeps the questions about its words outside).
 */
export function effective(type: 'dossier.result-arrived' | 'dossier.signed', of: 'd' | 'p'): string {
  return `SELECT s.raw, s.received_at, s.seq FROM event s WHERE s.commune = ${of}.commune AND s.agg_id = ${of}.dossier_id::text AND s.type = '${type}' AND s.raw IS NOT NULL
    AND NOT EXISTS (SELECT FROM unsettled u WHERE u.commune = s.commune AND u.op_id = s.op_id AND u.settled IS DISTINCT FROM 'applied') OFFSET 0`;
}

/** The result as one signed PDF, the newest: whoever reads it has the signature with it. A signature apart from its file has no place at a portal. */
const SIGNED = `SELECT (s.raw -> 'body' -> 'file' ->> 'pageId')::uuid FROM (${effective('dossier.signed', 'p')}) AS s WHERE s.raw -> 'body' ->> 'part' = 'result' AND s.raw -> 'body' ->> 'format' = 'pades' ORDER BY s.received_at DESC, s.seq DESC LIMIT 1`;

/** True for the signed result, and where there is none for its scanned pages; of `p` of `dossier_page`. */
export const IS_RESULT = `CASE p.paper_id WHEN '${SIGNED_PAPER}' THEN p.page_id = (${SIGNED}) WHEN '${RESULT_PAPER}' THEN NOT EXISTS (${SIGNED}) ELSE false END`;

/** True for pages of the papers that were handed in; of `p` of `dossier_page`. */
export const IS_HANDED_IN = `p.paper_id NOT IN ('${RESULT_PAPER}', '${SIGNED_PAPER}')`;
