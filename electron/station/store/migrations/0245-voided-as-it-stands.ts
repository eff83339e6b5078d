// Schema 245: whether a dossier counts as given up is what an officer sees of it. A giving up that the city refused, or overruled after the hand-over, had left it out of lists, reports and money owed.

import type { Migration } from '../migrate.ts';

const IN_WORK = 'INSERT INTO dossier_in_work (dossier_id, status, due_at, late_at) SELECT dossier_id, status, due_at, late_at FROM dossier_now WHERE NOT is_voided AND status NOT IN (3, 7, 8, 9, 10)';

/** What is in work is looked at anew for the dossiers that a query names. */
const keptUp = (name: string, on: string, dossiers: string): string => `
CREATE TRIGGER in_work_${name} AFTER ${on} BEGIN
  DELETE FROM dossier_in_work WHERE dossier_id IN (${dossiers});
  ${IN_WORK} AND dossier_id IN (${dossiers});
END;`;
/** What the city acknowledges now, or has lost, and by which a dossier is given up. Found by its place in the log: by its kind, every answer would look through all of it. */
const ACKNOWLEDGED = `SELECT agg_id FROM event WHERE seq > min(OLD.acked_seq, NEW.acked_seq) AND seq <= max(OLD.acked_seq, NEW.acked_seq) AND +agg_type = 'dossier' AND type IN ('dossier.voided', 'operation.withdrawn')`;
const answered = (row: 'NEW' | 'OLD'): string =>
  `SELECT agg_id FROM event WHERE op_id = ${row}.op_id AND +agg_type = 'dossier' UNION ALL SELECT agg_id FROM returned_event WHERE op_id = ${row}.op_id AND +agg_type = 'dossier'`;

export const voidedAsItStands: Migration = {
  version: 245,
  sql: `
DROP VIEW dossier_now;
-- \`is_voided\` has the meaning of standingOf: given up by the city's word, or by our own where that was not refused and holds – before the hand-over, and while it is on its way.
CREATE VIEW dossier_now AS
  SELECT dossier_id, status, due_at, coalesce(first_due_at, due_at) AS late_at, is_voided FROM (
    SELECT dossier.dossier_id AS dossier_id, first_due_at,
      iif(city_dossier.status IS NOT NULL AND city_dossier.revision > coalesce(dossier.moved_base, 0), city_dossier.status, dossier.status) AS status,
      iif(city_dossier.status IS NOT NULL AND city_dossier.revision > max(coalesce(dossier.moved_base, 0), coalesce(dossier.redue_base, 0)), city_dossier.due_at, dossier.due_at) AS due_at,
      (city_dossier.status IS NOT NULL AND city_dossier.is_voided = 1)
        OR (dossier.voided_op IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dead_letter WHERE op_id = dossier.voided_op AND state = 'rejected')
          AND (city_dossier.status IS NULL OR city_dossier.owner <> 'city' OR dossier.voided_base >= city_dossier.revision
            OR EXISTS (SELECT 1 FROM event WHERE op_id = dossier.voided_op AND seq > (SELECT acked_seq FROM sync WHERE id = 1)))) AS is_voided
    FROM dossier LEFT JOIN city_dossier USING (dossier_id));
${keptUp('acknowledged', 'UPDATE OF acked_seq ON sync WHEN OLD.acked_seq <> NEW.acked_seq', ACKNOWLEDGED)}
${keptUp('answered', 'INSERT ON dead_letter', answered('NEW'))}
${keptUp('answered_again', 'UPDATE OF state ON dead_letter WHEN OLD.state <> NEW.state', answered('NEW'))}
${keptUp('answer_gone', 'DELETE ON dead_letter', answered('OLD'))}
DELETE FROM dossier_in_work;
${IN_WORK};
`,
};
