// Schema 40: the incarnations of this store, and the events that it once had and got back from the city.

import type { Migration } from '../migrate.ts';

export const births: Migration = {
  version: 40,
  sql: `
-- Each time this store began a history of its own. Its events follow the one with sequence 'base'; what stands between that and 'first_seq' belongs to a history that the city did not take,
-- and was written once more from 'first_seq' on.
CREATE TABLE birth (
  incarnation INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  base INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  -- The last sequence number that this store is known to have had before.
  last_seen INTEGER NOT NULL,
  -- When the city had said all that it holds of the older incarnations.
  asked_at INTEGER
) STRICT;

-- Events of older incarnations that this store had lost, as the city gave them back. They are never sent.
CREATE TABLE returned_event (
  seq INTEGER NOT NULL,
  op_id TEXT NOT NULL UNIQUE,
  incarnation INTEGER NOT NULL,
  agg_type TEXT NOT NULL,
  agg_id TEXT NOT NULL,
  agg_rev INTEGER NOT NULL,
  type TEXT NOT NULL,
  type_version INTEGER NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  clock TEXT,
  base_rev INTEGER,
  refers_to TEXT,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (incarnation, seq)
) STRICT;

CREATE INDEX returned_event_of ON returned_event (agg_type, agg_id, agg_rev);

-- Places of such events that were erased at the city; they are not missing.
CREATE TABLE returned_gap (
  incarnation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (incarnation, seq)
) STRICT, WITHOUT ROWID;

-- Places of the log that a salvage could not read: the chain is known to be broken there, and nowhere else.
CREATE TABLE salvage_gap (
  from_seq INTEGER PRIMARY KEY,
  to_seq INTEGER NOT NULL
) STRICT;
`,
};
