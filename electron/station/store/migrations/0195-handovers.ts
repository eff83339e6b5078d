// Schema 195: lists with which dossiers went to those who work on them, as projections of the log.

import type { Migration } from '../migrate.ts';

export const handovers: Migration = {
  version: 195,
  sql: `
CREATE TABLE handover_list (
  list_id TEXT PRIMARY KEY,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  unit TEXT NOT NULL,
  to_name TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  made_by TEXT NOT NULL,
  -- Null until the other side has looked.
  received_at INTEGER,
  received_by TEXT
) STRICT;
CREATE INDEX handover_list_made ON handover_list (made_at);
CREATE INDEX handover_list_open ON handover_list (made_at) WHERE received_at IS NULL;

CREATE TABLE handover_item (
  list_id TEXT NOT NULL,
  dossier_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  refused_why TEXT,
  refused_note TEXT,
  PRIMARY KEY (list_id, dossier_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_item_dossier ON handover_item (dossier_id);
CREATE INDEX handover_item_refused ON handover_item (dossier_id) WHERE refused_why IS NOT NULL;
`,
};
