// Schema 20: what is printed, and how this station stands with the city.

import type { Migration } from '../migrate.ts';

export const printsAndSync: Migration = {
  version: 20,
  sql: `
-- Paper is not transactional: a job found 'printing' after a crash becomes 'unknown', and a person decides.
CREATE TABLE print_job (
  print_job_id TEXT PRIMARY KEY,
  what TEXT NOT NULL,
  of_id TEXT NOT NULL,
  label TEXT NOT NULL,
  paper TEXT NOT NULL,
  state TEXT NOT NULL,
  code TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- 1 once a byte of any attempt may have reached the printer; never 0 again.
  may_exist INTEGER NOT NULL DEFAULT 0,
  -- 1 after a failure that a printer which is ready again can heal: then it is tried again without a person.
  try_again INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX print_job_of ON print_job (what, of_id, created_at);
CREATE INDEX print_job_open ON print_job (state, created_at);

CREATE TABLE sync (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  acked_seq INTEGER NOT NULL DEFAULT 0,
  pulled_number INTEGER NOT NULL DEFAULT 0,
  -- What stands in the feed under pulled_number: a restored city has something else there.
  pulled_item TEXT,
  last_exchange_at INTEGER,
  offline_since INTEGER,
  -- Since when the feed is known to be another than the one that was read; ends only by a person's decision.
  contradicted_at INTEGER,
  -- The last time that the city had lost events and got them again.
  rewound_at INTEGER,
  rewound_events INTEGER
) STRICT;
INSERT INTO sync (id) VALUES (1);

-- Events without effect at the city: 'rejected' wants a person, 'held' waits for the operation held_by, 'kept' waits for the city to learn its kind.
-- A row goes only when the operation has taken effect or was withdrawn; never by age.
CREATE TABLE dead_letter (
  seq INTEGER PRIMARY KEY REFERENCES event (seq),
  op_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('rejected', 'held', 'kept')),
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  -- The place in the body that is at fault, where the city named one.
  field TEXT,
  held_by TEXT,
  answered_at INTEGER NOT NULL
) STRICT;
`,
};
