// Schema 370: accounts of clerks of the post office, and what went to the post and was not brought yet.

import type { Migration } from '../migrate.ts';

export const postClerks: Migration = {
  version: 370,
  sql: `
CREATE TABLE staff_370 (
  officer_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  login TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('head', 'receiving', 'returning', 'technician', 'post')),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  -- Salt, parameters and derived bytes of the PIN.
  pin TEXT NOT NULL,
  pin_set_at INTEGER NOT NULL,
  -- Wrong PINs since the last right one; counted before the PIN is looked at.
  misses INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO staff_370 SELECT officer_id, name, login, role, is_active, pin, pin_set_at, misses FROM staff;
DROP TABLE staff;
ALTER TABLE staff_370 RENAME TO staff;
CREATE INDEX dossier_result_under_way ON dossier_result (returned_at) WHERE returned_manner = 'by-post' AND signed_at IS NULL;
`,
};
