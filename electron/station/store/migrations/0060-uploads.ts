// Schema 60: pages that are on their way in pieces.

import type { Migration } from '../migrate.ts';

export const uploads: Migration = {
  version: 60,
  sql: `
-- Written before the first byte goes, so that a restarted station goes on where it was. Ends with the city's word for the page.
CREATE TABLE upload (
  sha256 TEXT PRIMARY KEY REFERENCES blob (sha256) ON DELETE CASCADE,
  -- Below the city's address.
  path TEXT NOT NULL,
  -- What the city had of it when it was last heard; it is asked before anything rests on this.
  sent INTEGER NOT NULL CHECK (sent >= 0),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
