// Schema 80: self-tests of this machine's locked-down screens. They are the machine's own and go nowhere: no event of the log speaks of them.

import type { Migration } from '../migrate.ts';

export const selfTest: Migration = {
  version: 80,
  sql: `
CREATE TABLE self_test (
  run_id TEXT PRIMARY KEY,
  target TEXT NOT NULL,
  who TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  noted_at INTEGER NOT NULL,
  -- Seconds for which the machine had been running at the last note: after a restart it is less.
  uptime_s INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'left')),
  ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX self_test_open ON self_test (target) WHERE state = 'open';
CREATE INDEX self_test_ended ON self_test (target, ended_at) WHERE state = 'finished';

CREATE TABLE self_test_result (
  run_id TEXT NOT NULL REFERENCES self_test (run_id),
  step TEXT NOT NULL,
  state TEXT NOT NULL,
  sights TEXT NOT NULL,
  said TEXT,
  detail TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (run_id, step)
) STRICT, WITHOUT ROWID;
`,
};
