// Schema 140: which dossiers are in work and until when, kept up by the database itself, and when the city said each status. A head's screen asks every few seconds, also after years.

import type { Migration } from '../migrate.ts';

const keptUp = (on: string, row: 'NEW' | 'OLD'): string => `
CREATE TRIGGER in_work_${on.toLowerCase().replaceAll(/[^a-z_]+/g, '_')} AFTER ${on} BEGIN
  DELETE FROM dossier_in_work WHERE dossier_id = ${row}.dossier_id;
  INSERT INTO dossier_in_work (dossier_id, status, due_at) SELECT dossier_id, status, due_at FROM dossier_now WHERE dossier_id = ${row}.dossier_id AND NOT is_voided AND status NOT IN (3, 7, 8, 9, 10);
END;`;

export const inWork: Migration = {
  version: 140,
  sql: `
-- Every status that the city told, oldest first, as [status, moment at the city]; the moment is null where a snapshot said it. What was told before this step is not known.
ALTER TABLE city_dossier ADD COLUMN moves TEXT NOT NULL DEFAULT '[]';
-- The last of these moments.
ALTER TABLE city_dossier ADD COLUMN moved_at INTEGER;
CREATE INDEX city_dossier_moved ON city_dossier (moved_at) WHERE moved_at IS NOT NULL;

-- Who moved what today.
CREATE INDEX event_moves ON event (at) WHERE type = 'dossier.moved';

-- A dossier as reports count it: the city's word where it is newer than our own last step.
CREATE VIEW dossier_now AS
  SELECT dossier.dossier_id AS dossier_id,
    iif(city_dossier.status IS NOT NULL AND city_dossier.revision > coalesce(dossier.moved_base, 0), city_dossier.status, dossier.status) AS status,
    iif(city_dossier.status IS NOT NULL AND city_dossier.revision > coalesce(dossier.moved_base, 0), city_dossier.due_at, dossier.due_at) AS due_at,
    dossier.voided_op IS NOT NULL OR coalesce(city_dossier.is_voided, 0) = 1 AS is_voided
  FROM dossier LEFT JOIN city_dossier USING (dossier_id);

-- Those of which no end is known. Not a projection of the log alone, since the city's word is in it: kept up by triggers, whoever writes.
CREATE TABLE dossier_in_work (
  dossier_id TEXT PRIMARY KEY,
  status INTEGER NOT NULL,
  due_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX dossier_in_work_due ON dossier_in_work (due_at, status);
INSERT INTO dossier_in_work (dossier_id, status, due_at) SELECT dossier_id, status, due_at FROM dossier_now WHERE NOT is_voided AND status NOT IN (3, 7, 8, 9, 10);
${keptUp('INSERT ON dossier', 'NEW')}
${keptUp('UPDATE ON dossier', 'NEW')}
${keptUp('DELETE ON dossier', 'OLD')}
${keptUp('INSERT ON city_dossier', 'NEW')}
${keptUp('UPDATE ON city_dossier', 'NEW')}
${keptUp('DELETE ON city_dossier', 'OLD')}
`,
};
