// Schema 110: the working calendar as this point set it, a year a row; a projection of the log.

import type { Migration } from '../migrate.ts';

export const holidays: Migration = {
  version: 110,
  sql: `
CREATE TABLE holiday_year (
  year INTEGER PRIMARY KEY,
  aggregate_id TEXT NOT NULL,
  -- The table as JSON; null where it was given back to the one that came with the program.
  days TEXT,
  set_at INTEGER NOT NULL
) STRICT;
`,
};
