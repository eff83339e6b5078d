// Schema 90: what was seen on scanned pages. The machine's own: no event of the log speaks of it, and it can be seen again at any time.

import type { Migration } from '../migrate.ts';

export const pageLooks: Migration = {
  version: 90,
  sql: `
CREATE TABLE page_look (
  sha256 TEXT PRIMARY KEY REFERENCES blob (sha256) ON DELETE CASCADE,
  -- Counted before each look: a page that ends the program is not looked at for ever.
  tries INTEGER NOT NULL,
  -- Null until it was seen, or found to be no picture.
  seen_at INTEGER,
  is_blank INTEGER,
  -- Clockwise; null where nobody can tell.
  skew_degrees REAL
) STRICT, WITHOUT ROWID;
`,
};
