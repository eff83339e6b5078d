// Schema 115: the derived document, page by page. All of it can be made again from the pages as they were scanned; no event of the log speaks of it.

import type { Migration } from '../migrate.ts';

export const pageLeaves: Migration = {
  version: 115,
  sql: `
CREATE TABLE page_leaf (
  -- Of the page as it was scanned.
  sha256 TEXT PRIMARY KEY REFERENCES blob (sha256) ON DELETE CASCADE,
  -- Counted before each try: a page over which the program ends is not tried for ever.
  tries INTEGER NOT NULL,
  -- 'due' until it is there; 'read' with its text, 'unread' without, 'as-is' where no picture can be made of it.
  state TEXT NOT NULL CHECK (state IN ('due', 'read', 'unread', 'as-is')),
  -- Of the file that holds it.
  leaf_sha256 TEXT,
  is_over_budget INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX page_leaf_file ON page_leaf (leaf_sha256) WHERE leaf_sha256 IS NOT NULL;

-- Files that no leaf speaks of any more; the row goes after the file.
CREATE TABLE leaf_to_remove (
  sha256 TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TRIGGER leaf_goes AFTER DELETE ON page_leaf WHEN OLD.leaf_sha256 IS NOT NULL
BEGIN INSERT INTO leaf_to_remove (sha256) VALUES (OLD.leaf_sha256) ON CONFLICT DO NOTHING; END;
-- Of a page that is only at the city no copy stays here either.
CREATE TRIGGER leaf_of_purged AFTER UPDATE OF state ON blob WHEN NEW.state = 'purged'
BEGIN DELETE FROM page_leaf WHERE sha256 = NEW.sha256; END;
`,
};
