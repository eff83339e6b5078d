// Schema 100: which scan a page came from, and whether it is a cover sheet. A draft's own, like the page itself: no event of the log speaks of it before there is a dossier.

import type { Migration } from '../migrate.ts';

export const coverSheets: Migration = {
  version: 100,
  sql: `
-- The scan that gave the page; rows are in the order of capture. Null: scanned before cover sheets were known, and never looked at.
ALTER TABLE page ADD COLUMN scan_id TEXT;
-- Null until the page has been looked at; then 'none' (a page of a paper), 'cover' (its sheet says where the pages behind it belong), 'refused' (a cover sheet that says nothing here), 'unread' (cannot be looked into).
ALTER TABLE page ADD COLUMN code_kind TEXT CHECK (code_kind IN ('none', 'cover', 'refused', 'unread'));
-- Of a cover sheet the paper; of a refused one why, and the ticket or dossier that it is of.
ALTER TABLE page ADD COLUMN code_paper TEXT;
ALTER TABLE page ADD COLUMN code_why TEXT;
ALTER TABLE page ADD COLUMN code_label TEXT;
CREATE INDEX page_unread ON page (visit_id) WHERE code_kind IS NULL AND scan_id IS NOT NULL AND removed_at IS NULL;
CREATE INDEX page_of_scan ON page (scan_id) WHERE code_kind IN ('cover', 'refused');

-- Each time that a page went from one paper to another: by a cover sheet or by hand.
CREATE TABLE page_move (
  move_id INTEGER PRIMARY KEY,
  page_id TEXT NOT NULL REFERENCES page (page_id) ON DELETE CASCADE,
  from_paper TEXT NOT NULL,
  to_paper TEXT NOT NULL,
  -- 'cover-sheet', or who asked for it.
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX page_move_page ON page_move (page_id);

-- Where it is printed: null is the printer of tickets, else the name of a printer of the operating system.
ALTER TABLE print_job ADD COLUMN printer TEXT;
`,
};
