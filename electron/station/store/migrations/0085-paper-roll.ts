// Schema 85: how many papers the ticket printer has used of its roll. The machine's own: no event of the log speaks of it.

import type { Migration } from '../migrate.ts';

export const paperRoll: Migration = {
  version: 85,
  sql: `
CREATE TABLE paper_roll (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  papers INTEGER NOT NULL,
  -- When the roll was put in; null while nobody has said so since this machine counts.
  begun_at INTEGER
) STRICT;
INSERT INTO paper_roll (id, papers, begun_at) VALUES (1, 0, NULL);
`,
};
