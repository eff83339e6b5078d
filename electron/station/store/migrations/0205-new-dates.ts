// Schema 205: a new date that a citizen was promised with an apology, beside the one that it replaces. A dossier that was late stays late: the first date counts, the new one is kept.

import type { Migration } from '../migrate.ts';

const keptUp = (on: string, row: 'NEW' | 'OLD'): string => {
  const name = `in_work_${on.toLowerCase().replaceAll(/[^a-z_]+/g, '_')}`;
  return `
DROP TRIGGER ${name};
CREATE TRIGGER ${name} AFTER ${on} BEGIN
  DELETE FROM dossier_in_work WHERE dossier_id = ${row}.dossier_id;
  INSERT INTO dossier_in_work (dossier_id, status, due_at, late_at) SELECT dossier_id, status, due_at, late_at FROM dossier_now WHERE dossier_id = ${row}.dossier_id AND NOT is_voided AND status NOT IN (3, 7, 8, 9, 10);
END;`;
};

export const newDates: Migration = {
  version: 205,
  sql: `
-- What was promised before the first apology; null where there was none.
ALTER TABLE dossier ADD COLUMN first_due_at INTEGER;
-- The last apology, and the city's revision that its officer saw.
ALTER TABLE dossier ADD COLUMN redue_op TEXT;
ALTER TABLE dossier ADD COLUMN redue_base INTEGER;

-- When the city's word on a dossier came here last; null where that was before this step.
ALTER TABLE city_dossier ADD COLUMN heard_at INTEGER;

-- From when on it counts as late: an apology does not move it.
ALTER TABLE dossier_in_work ADD COLUMN late_at INTEGER;
UPDATE dossier_in_work SET late_at = due_at;
CREATE INDEX dossier_in_work_late ON dossier_in_work (late_at, status);

DROP VIEW dossier_now;
CREATE VIEW dossier_now AS
  SELECT dossier_id, status, due_at, coalesce(first_due_at, due_at) AS late_at, is_voided FROM (
    SELECT dossier.dossier_id AS dossier_id, first_due_at,
      iif(city_dossier.status IS NOT NULL AND city_dossier.revision > coalesce(dossier.moved_base, 0), city_dossier.status, dossier.status) AS status,
      iif(city_dossier.status IS NOT NULL AND city_dossier.revision > max(coalesce(dossier.moved_base, 0), coalesce(dossier.redue_base, 0)), city_dossier.due_at, dossier.due_at) AS due_at,
      dossier.voided_op IS NOT NULL OR coalesce(city_dossier.is_voided, 0) = 1 AS is_voided
    FROM dossier LEFT JOIN city_dossier USING (dossier_id));
${keptUp('INSERT ON dossier', 'NEW')}
${keptUp('UPDATE ON dossier', 'NEW')}
${keptUp('DELETE ON dossier', 'OLD')}
${keptUp('INSERT ON city_dossier', 'NEW')}
${keptUp('UPDATE ON city_dossier', 'NEW')}
${keptUp('DELETE ON city_dossier', 'OLD')}
`,
};
