// Schema 30: what the city says of each dossier, kept apart from what this station's own log says.

import type { Migration } from '../migrate.ts';

export const projectionsAndCityCopies: Migration = {
  version: 30,
  sql: `
-- The city's last word on a dossier of this station. Primary data: no event of the log says it, so no rebuild may touch it.
CREATE TABLE city_dossier (
  dossier_id TEXT PRIMARY KEY,
  official_code TEXT UNIQUE,
  -- 0 and no status before its first word on more than the code.
  revision INTEGER NOT NULL DEFAULT 0,
  status INTEGER,
  due_at INTEGER,
  owner TEXT NOT NULL DEFAULT 'station' CHECK (owner IN ('station', 'city')),
  -- The applicant's fields that the city has said, by name.
  fields TEXT NOT NULL DEFAULT '{}',
  is_voided INTEGER NOT NULL DEFAULT 0,
  is_erased INTEGER NOT NULL DEFAULT 0,
  -- Codes on the citizen's paper that belong to another dossier by right; they still lead here.
  taken_codes TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX city_dossier_taken ON city_dossier (dossier_id) WHERE taken_codes <> '[]';

-- The official code that holds: the city's word before our own.
CREATE VIEW dossier_code AS
  SELECT dossier.dossier_id AS dossier_id, dossier.provisional_code AS provisional_code, coalesce(city_dossier.official_code, dossier.official_code) AS official_code
  FROM dossier LEFT JOIN city_dossier USING (dossier_id);
`,
};
