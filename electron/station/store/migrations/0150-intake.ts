// Schema 150: what is noted of an intake beyond person and papers, words that are still being typed, and papers that were taken outside the list.

import type { Migration } from '../migrate.ts';

export const intake: Migration = {
  version: 150,
  sql: `
-- Of a draft: it stays on this machine.
ALTER TABLE visit ADD COLUMN intake TEXT NOT NULL DEFAULT '{}';
ALTER TABLE visit ADD COLUMN typing TEXT NOT NULL DEFAULT '{}';
ALTER TABLE visit_paper ADD COLUMN certified INTEGER NOT NULL DEFAULT 0;
-- The earlier dossier out of which the paper was taken again.
ALTER TABLE visit_paper ADD COLUMN reused_from TEXT;

-- Projections, like the rest of the dossier.
ALTER TABLE dossier ADD COLUMN channel TEXT NOT NULL DEFAULT 'counter';
ALTER TABLE dossier ADD COLUMN by_post INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dossier ADD COLUMN reuses_papers INTEGER NOT NULL DEFAULT 0;
CREATE INDEX dossier_applicant ON dossier (applicant_id);
CREATE TABLE outside_paper (
  dossier_id TEXT NOT NULL,
  paper_id TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (dossier_id, paper_id)
) STRICT, WITHOUT ROWID;
`,
};
