// Schema 250: what was promised before each apology, so that one which the city overruled takes its date along. A dossier had gone on to be late by a promise that holds no more.

import type { Migration } from '../migrate.ts';

const keptUp = (name: string, on: string, row: 'NEW' | 'OLD'): string => `
CREATE TRIGGER in_work_${name} AFTER ${on} ON notice WHEN ${row}.kind = 'due-date' BEGIN
  DELETE FROM dossier_in_work WHERE dossier_id = ${row}.dossier_id;
  INSERT INTO dossier_in_work (dossier_id, status, due_at, late_at) SELECT dossier_id, status, due_at, late_at FROM dossier_now WHERE dossier_id = ${row}.dossier_id AND NOT is_voided AND status NOT IN (3, 7, 8, 9, 10);
END;`;

export const promises: Migration = {
  version: 250,
  sql: `
-- Of each apology, oldest first, its operation and what was promised before it, as [{"op", "at"}]. Made out of the log at the next start.
ALTER TABLE dossier ADD COLUMN promises TEXT NOT NULL DEFAULT '[]';

DROP VIEW dossier_now;
-- \`promised_at\` is what was promised before the first apology that holds, null where none does: one holds unless the city refused it or said another date. For \`is_voided\` see schema 245.
CREATE VIEW dossier_now AS
  SELECT dossier_id, status, due_at, coalesce(promised_at, due_at) AS late_at, promised_at, is_voided FROM (
    SELECT dossier.dossier_id AS dossier_id,
      (SELECT value ->> 'at' FROM json_each(dossier.promises) WHERE NOT EXISTS (SELECT 1 FROM dead_letter WHERE op_id = value ->> 'op' AND state = 'rejected')
        AND NOT EXISTS (SELECT 1 FROM notice WHERE notice.dossier_id = dossier.dossier_id AND notice.kind = 'due-date' AND notice.op_id = value ->> 'op') ORDER BY key LIMIT 1) AS promised_at,
      iif(city_dossier.status IS NOT NULL AND city_dossier.revision > coalesce(dossier.moved_base, 0), city_dossier.status, dossier.status) AS status,
      iif(city_dossier.status IS NOT NULL AND city_dossier.revision > max(coalesce(dossier.moved_base, 0), coalesce(dossier.redue_base, 0)), city_dossier.due_at, dossier.due_at) AS due_at,
      (city_dossier.status IS NOT NULL AND city_dossier.is_voided = 1)
        OR (dossier.voided_op IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dead_letter WHERE op_id = dossier.voided_op AND state = 'rejected')
          AND (city_dossier.status IS NULL OR city_dossier.owner <> 'city' OR dossier.voided_base >= city_dossier.revision
            OR EXISTS (SELECT 1 FROM event WHERE op_id = dossier.voided_op AND seq > (SELECT acked_seq FROM sync WHERE id = 1)))) AS is_voided
    FROM dossier LEFT JOIN city_dossier USING (dossier_id));
ALTER TABLE dossier DROP COLUMN first_due_at;
${keptUp('overruled', 'INSERT', 'NEW')}
${keptUp('overruled_gone', 'DELETE', 'OLD')}
`,
};
