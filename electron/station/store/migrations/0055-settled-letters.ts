// Schema 55: what became of an operation that took no effect at the city.

import type { Migration } from '../migrate.ts';

export const settledLetters: Migration = {
  version: 55,
  sql: `
-- A letter that is here is on nobody's list any more. Never deleted by age: with the event in the log and the row in dead_letter it says what was refused, who decided what, and when.
CREATE TABLE settled_letter (
  op_id TEXT PRIMARY KEY,
  how TEXT NOT NULL CHECK (how IN ('resent', 'withdrawn')),
  -- The operation that replaces or withdraws it; null where the city's people did it.
  by_op TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
