// Schema 75: letters of events that this store had lost and got back, beside those of its own log.

import type { Migration } from '../migrate.ts';

export const returnedLetters: Migration = {
  version: 75,
  sql: `
-- Events without effect at the city: 'rejected' wants a person, 'held' waits for the operation held_by, 'kept' waits for the city to learn its kind.
-- A row goes only when the operation has taken effect or was withdrawn; never by age.
CREATE TABLE letter (
  op_id TEXT PRIMARY KEY,
  -- Where its event stands: in the log, or under the incarnation 'returned' among those that came back, whose places may be the same.
  seq INTEGER NOT NULL,
  returned INTEGER,
  state TEXT NOT NULL CHECK (state IN ('rejected', 'held', 'kept')),
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  -- The place in the body that is at fault, where the city named one.
  field TEXT,
  held_by TEXT,
  answered_at INTEGER NOT NULL,
  -- 1 while the city has to be asked again what became of one that came back: what the feed said of it was not read.
  is_doubtful INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO letter (op_id, seq, state, code, detail, field, held_by, answered_at) SELECT op_id, seq, state, code, detail, field, held_by, answered_at FROM dead_letter;
DROP TABLE dead_letter;
ALTER TABLE letter RENAME TO dead_letter;
CREATE INDEX dead_letter_place ON dead_letter (returned, seq);

-- Each letter with the event that it is about.
CREATE VIEW letter_event AS
  SELECT dead_letter.*, event.type, event.type_version, event.body, event.at, event.actor, event.agg_type, event.agg_id, event.base_rev FROM dead_letter JOIN event ON event.seq = dead_letter.seq WHERE returned IS NULL
  UNION ALL
  SELECT dead_letter.*, came.type, came.type_version, came.body, came.at, came.actor, came.agg_type, came.agg_id, came.base_rev
  FROM dead_letter JOIN returned_event AS came ON came.incarnation = returned AND came.seq = dead_letter.seq WHERE returned IS NOT NULL;
`,
};
