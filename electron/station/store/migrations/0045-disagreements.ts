// Schema 45: where the city decided otherwise, what it said that this program cannot read yet, and how far a snapshot was read.

import type { Migration } from '../migrate.ts';

export const disagreements: Migration = {
  version: 45,
  sql: `
-- A value of this station that does not hold at the city, until an officer has seen it. Primary data; never deleted by age.
CREATE TABLE notice (
  notice_id INTEGER PRIMARY KEY,
  dossier_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('field', 'status', 'due-date', 'procedure', 'code', 'other-code')),
  field TEXT NOT NULL,
  kept TEXT NOT NULL,
  lost TEXT NOT NULL,
  -- The operation that lost; '' where it is the opening's code.
  op_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  settled_at INTEGER,
  decision TEXT,
  UNIQUE (dossier_id, kind, field, op_id)
) STRICT;
CREATE INDEX notice_open ON notice (at) WHERE settled_at IS NULL;

-- Numbers of the feed under which stands a kind of change that this program does not know; asked for again by the one that does.
CREATE TABLE unread_change (
  number INTEGER PRIMARY KEY,
  of TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- A snapshot that is being read: the feed's last number when it began, and the last dossier that was taken in.
CREATE TABLE snapshot_progress (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last INTEGER NOT NULL,
  after_dossier TEXT
) STRICT;
`,
};
